// SPDX-License-Identifier: Apache-2.0
// What users of monitoring tools stumble over, each by its name.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/evaluate/unstated_units.hpp>
#include <actionplan/plan/formula.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

namespace actionplan::stumbling_test {
namespace {

using made::day;
using made::part;
using made::value;

// One indicator, measured by `profile`, in a window 2016-2018.
class Stumbling : public testing::Test {
 protected:
  Stumbling() {
    profile.direction = Direction::up;
    profile.baseline = 0;
    Target target;
    target.value = 100;
    target.set_by = SetBy::plan;
    profile.targets = {target};
    profile.aggregation = Aggregation::last;
  }

  [[nodiscard]] PlanHistory history() const {
    PlanBuilder builder = made::heading();
    Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"number of trainings", kind}});
    builder.add(measure);
    Profile overlay;
    overlay.indicators[IndicatorId{"1/1"}] = profile;
    return PlanHistory{builder.build(), overlay};
  }
  [[nodiscard]] Assessment assessment(const std::vector<Entry>& entries,
                                      const char* as_of = "2019-06-01") const {
    return assess(history(), Evidence{entries}, AssessOptions{day(as_of)});
  }
  [[nodiscard]] IndicatorAssessment assessed(const std::vector<Entry>& entries,
                                             const char* as_of = "2019-06-01") const {
    return assessment(entries, as_of).at(0).indicators.at(0);
  }
  [[nodiscard]] std::vector<std::string> profile_problems() const {
    PlanBuilder builder{history().revisions()[0].plan};
    Profile overlay;
    overlay.indicators[IndicatorId{"1/1"}] = profile;
    std::vector<std::string> codes;
    for (const Problem& problem : check_profile(builder.build(), overlay)) {
      codes.push_back(problem.code);
    }
    return codes;
  }

  IndicatorKind kind = IndicatorKind::count;
  IndicatorProfile profile;
};

std::map<std::string, EntryUse> uses(const Assessment& assessment) {
  std::map<std::string, EntryUse> found;
  const Explanation told = explain(assessment, "1");
  for (const UsedEntry& used : told.indicators.at(0).entries) {
    found[used.id.value()] = used.use;
  }
  return found;
}

TEST_F(Stumbling, PercentagesArePooledNotAveraged) {
  kind = IndicatorKind::percentage;
  profile.aggregation = Aggregation::pooled_ratio;
  Entry small = value("2016", 90);
  small.denominator = 10;
  Entry large = value("2017", 50);
  large.denominator = 990;
  EXPECT_DOUBLE_EQ(*assessed({small, large}).value, (90.0 * 10 + 50.0 * 990) / 1000);
}

TEST_F(Stumbling, APooledRatioNeedsItsDenominators) {
  profile.aggregation = Aggregation::pooled_ratio;
  EXPECT_EQ(assessed({value("2016", 90), value("2017", 50)}).status, IndicatorStatus::inconclusive);
}

TEST_F(Stumbling, ABackDatedEntryDoesNotChangeLaterPeriods) {
  const Entry later = value("2018", 70);
  Entry back_dated = value("2016", 95);
  back_dated.recorded_on = day("2019-07-01");
  EXPECT_EQ(assessed({later, back_dated}).value, 70);
  EXPECT_EQ(assessed({later, back_dated}).evidence, std::vector<EntryId>{entry_id(later)});
  EXPECT_EQ(uses(assessment({later, back_dated}))[entry_id(back_dated).value()],
            EntryUse::superseded);
}

TEST_F(Stumbling, AnActualIsNotDemandedForFuturePeriods) {
  profile.aggregation = Aggregation::sum;
  EXPECT_EQ(assessed({value("2016", 40)}, "2017-03-01").status, IndicatorStatus::on_track);
}

TEST_F(Stumbling, ATargetForLifeThatIsNotTheSumOfItsPeriodsIsAProblem) {
  Target year;
  year.value = 30;
  year.period = Period::parse("2016");
  year.mode = TargetMode::incremental;
  profile.targets.push_back(year);
  profile.aggregation = Aggregation::sum;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_targets_disagree"});
}

TEST_F(Stumbling, TwoTargetsForOneTimeAreAProblemWhateverTheirOrder) {
  for (const std::optional<Period>& period :
       {std::optional<Period>{}, std::optional<Period>{Period::parse("2016")}}) {
    for (const auto& [first, second] : {std::pair{30.0, 50.0}, std::pair{50.0, 30.0}}) {
      profile.targets.clear();
      for (const double wanted : {first, second}) {
        Target target;
        target.value = wanted;
        target.period = period;
        profile.targets.push_back(target);
      }
      EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_targets_disagree"});
      EXPECT_EQ(assessed({value("2016", 40)}).status, IndicatorStatus::no_target);
    }
    profile.targets[0].value = profile.targets[1].value;  // the same, twice
    EXPECT_EQ(profile_problems(), std::vector<std::string>{});
    EXPECT_EQ(assessed({value("2016", 40)}).status, IndicatorStatus::met);
  }
}

TEST_F(Stumbling, IncrementalTargetsOfWhatIsNoSumAreAProblem) {
  profile.targets[0].period = Period::parse("2016");
  profile.targets[0].mode = TargetMode::incremental;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_target_mode"});
  EXPECT_EQ(assessed({value("2016", 40)}).status, IndicatorStatus::no_target);
}

TEST_F(Stumbling, ATargetAgainstItsDirectionIsAProblem) {
  profile.baseline = 200;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_direction"});
  const Assessment found = assessment({value("2018", 120)});
  EXPECT_TRUE(found.indicator_reasons()[0].has(IndicatorReason::direction_contradicts));
  EXPECT_FALSE(found.indicator_reasons()[0].has(IndicatorReason::direction_unstated));
  EXPECT_NE(remedy(IndicatorReason::direction_contradicts).find("Correct `direction`"),
            std::string_view::npos);
}

TEST_F(Stumbling, WhatOfAProfileWasNotAppliedIsExplained) {
  profile.baseline = 200;
  profile.targets.push_back(profile.targets[0]);
  profile.targets[1].value = std::numeric_limits<double>::infinity();
  Profile overlay;
  overlay.indicators[IndicatorId{"1/1"}] = profile;
  overlay.measures[MeasureId{"1"}].deadline = DeadlineCorrection{DeadlineKind::by, {}, {}, {}};
  const PlanHistory corrected{history().revisions()[0].plan, overlay};
  const Assessment found = assess(corrected, Evidence{}, AssessOptions{day("2019-06-01")});
  const Explanation told = explain(found, "1");
  std::vector<std::string> codes;
  for (const Problem& problem : told.not_applied) codes.push_back(problem.code);
  EXPECT_EQ(codes,
            (std::vector<std::string>{"profile_deadline", "profile_number", "profile_direction"}));
  const std::string text = to_text(told, found);
  for (const Problem& problem : told.not_applied) {
    EXPECT_NE(text.find("A correction of the profile was not applied: " + problem.message),
              std::string::npos)
        << text;
  }
  EXPECT_TRUE(explain(assessment({}), "1").not_applied.size() == 2U);
  profile = IndicatorProfile{};
  EXPECT_TRUE(explain(assessment({}), "1").not_applied.empty());
}

TEST_F(Stumbling, NumbersForDaysWhenTheMeasureIsOverAreNamed) {
  profile.targets[0].period = Period::parse("2018");
  profile.baseline_on = day("2018-12-31");
  EXPECT_EQ(profile_problems(), std::vector<std::string>{});
  profile.targets[0].period = Period::parse("2018-07-01/2019-06-30");
  EXPECT_EQ(profile_problems(), std::vector<std::string>{});
  profile.targets[0].period = Period::parse("2019");
  profile.baseline_on = day("2019-01-01");
  EXPECT_EQ(profile_problems(),
            (std::vector<std::string>{"profile_target_after_due", "profile_baseline_after_due"}));
  EXPECT_TRUE(explain(assessment({}), "1").not_applied.empty()) << "they count as they stand";
}

TEST_F(Stumbling, ABoundaryTargetOfASurveyIsRefused) {
  kind = IndicatorKind::percentage;
  profile.alpha = 0.05;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_boundary_target"});
}

TEST_F(Stumbling, ACadenceThatExpectsNothingIsAProblem) {
  profile.cadence = Cadence::quarterly;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{});
  profile.targets[0].period = Period::parse("2016-05");  // no quarter ends by the target's day
  profile.cadence = Cadence::biennial;
  EXPECT_EQ(profile_problems(), std::vector<std::string>{"profile_cadence"});
}

TEST_F(Stumbling, AnotherUnitIsNotTheSameNumber) {
  profile.unit = "thousand people";
  Entry people = value("2018", 120);
  people.unit = "people";
  const Assessment found = assessment({people});
  EXPECT_EQ(found.indicator_statuses()[0], IndicatorStatus::inconclusive);
  EXPECT_TRUE(found.indicator_reasons()[0].has(IndicatorReason::unit_differs));
  EXPECT_EQ(uses(found)[entry_id(people).value()], EntryUse::other_unit);
}

TEST_F(Stumbling, TheSameUnitInOtherWordsIsTheSame) {
  profile.unit = "%";
  profile.targets[0].value = 60;
  std::vector<Entry> entries{value("2016", 50), value("2017", 55), value("2018", 72)};
  entries[0].unit = "per cent";
  entries[1].unit = "Prozent";
  entries[2].unit = "pct";
  const Assessment found = assessment(entries);
  EXPECT_EQ(found.indicator_statuses()[0], IndicatorStatus::met);
  EXPECT_FALSE(found.indicator_reasons()[0].has(IndicatorReason::unit_differs));
  EXPECT_TRUE(differing_units(history(), entries).empty());
}

TEST_F(Stumbling, ADifferingUnitIsNamedWithBoth) {
  profile.unit = "km";
  Entry stated = value("2017", 12);
  stated.unit = "Km";
  Entry other = value("2018", 13);
  other.unit = "miles";
  const std::vector<Problem> problems = differing_units(history(), std::vector{stated, other});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unit_differs");
  EXPECT_EQ(problems[0].severity, Severity::warning);
  EXPECT_EQ(problems[0].place.line, 2U);
  EXPECT_EQ(
      problems[0].message,
      "Indicator 1/1 is measured in \"km\", and its value 13 is in \"miles\"; no verdict uses "
      "it. Give the value in \"km\", or correct `unit` of the indicator in the profile.");
  profile.unit = std::nullopt;
  EXPECT_TRUE(differing_units(history(), std::vector{stated, other}).empty()) << "nothing says";
  kind = IndicatorKind::percentage;
  stated.unit = "% of roads";
  const std::vector<Problem> counted = differing_units(history(), std::vector{stated, other});
  ASSERT_EQ(counted.size(), 1U);
  EXPECT_NE(counted[0].message.find("it counts as 13 %"), std::string::npos) << counted[0].message;
}

TEST_F(Stumbling, AReportedZeroIsAValue) {
  const IndicatorAssessment found = assessed({value("2018", 0)});
  EXPECT_EQ(found.value, 0);
  EXPECT_EQ(found.status, IndicatorStatus::not_met);
}

TEST_F(Stumbling, TheTotalWinsOverItsParts) {
  profile.dimensions["sex"] = {"f", "m"};
  profile.dimension_aggregation = Aggregation::sum;
  const Entry part_f = part("2018", "sex", "f", 1);
  const Assessment found = assessment({value("2018", 7), part_f, part("2018", "sex", "m", 2)});
  EXPECT_EQ(found.values()[0], 7);
  EXPECT_EQ(uses(found)[entry_id(part_f).value()], EntryUse::total_instead);
}

TEST_F(Stumbling, PartsThatContradictTheirTotalAreNamed) {
  struct Case {
    const char* name;
    double total;
    double f;
    double m;
    bool differ;
  };
  profile.dimensions["sex"] = {"f", "m"};
  profile.dimension_aggregation = Aggregation::sum;
  for (const Case& c : {
           Case{"far from it", 120, 40, 50, true},
           Case{"the same", 90, 40, 50, false},
           Case{"three whole numbers that may each be rounded", 91, 40, 50, false},
           Case{"beyond what rounding explains", 92, 40, 50, true},
           Case{"rounded to tenths", 90.1, 40.04, 50.02, false},
           Case{"beyond tenths", 90.3, 40.04, 50.02, true},
       }) {
    const Assessment found = assessment(
        {value("2018", c.total), part("2018", "sex", "f", c.f), part("2018", "sex", "m", c.m)});
    EXPECT_EQ(found.indicator_reasons()[0].has(IndicatorReason::parts_differ_from_total), c.differ)
        << c.name;
    EXPECT_EQ(found.values()[0], c.total) << c.name;  // the total counts
  }
}

TEST_F(Stumbling, PartsDifferFromTheirTotalOnlyWhereTheyMakeItUp) {
  const std::vector<Entry> entries{value("2018", 120), part("2018", "sex", "f", 40),
                                   part("2018", "sex", "m", 50)};
  const auto differ = [&] {
    return made::borrowed(assessment(entries))
        .indicator_reasons()[0]
        .has(IndicatorReason::parts_differ_from_total);
  };
  EXPECT_FALSE(differ());  // nothing says that the two are all
  profile.dimensions["sex"] = {"f", "m"};
  EXPECT_FALSE(differ());  // nor that they add up
  profile.dimension_aggregation = Aggregation::mean;
  EXPECT_FALSE(differ());
  profile.dimension_aggregation = Aggregation::sum;
  EXPECT_TRUE(differ());
  profile.dimensions["sex"] = {"f", "m", "x"};
  EXPECT_FALSE(differ());  // one part is missing
}

TEST_F(Stumbling, PartsOfAnotherPeriodSayNothingOfTheTotal) {
  profile.dimensions["sex"] = {"f", "m"};
  profile.dimension_aggregation = Aggregation::sum;
  const Assessment found =
      assessment({value("2018", 120), part("2017", "sex", "f", 40), part("2017", "sex", "m", 50)});
  EXPECT_FALSE(found.indicator_reasons()[0].has(IndicatorReason::parts_differ_from_total));
}

TEST_F(Stumbling, OneCompleteDimensionIsJoined) {
  profile.dimensions["sex"] = {"f", "m"};
  profile.dimension_aggregation = Aggregation::sum;
  EXPECT_EQ(assessed({part("2018", "sex", "f", 60), part("2018", "sex", "m", 50)}).value, 110);
}

TEST_F(Stumbling, AnIncompleteDimensionIsNoTotal) {
  profile.dimensions["sex"] = {"f", "m"};
  profile.dimension_aggregation = Aggregation::sum;
  const Assessment found = assessment({part("2018", "sex", "f", 600)});
  EXPECT_EQ(found.indicator_statuses()[0], IndicatorStatus::inconclusive);
  EXPECT_TRUE(found.indicator_reasons()[0].has(IndicatorReason::parts_missing));
}

TEST_F(Stumbling, PartsThatNobodyDeclaredAreNoTotal) {
  EXPECT_EQ(assessed({part("2018", "sex", "f", 60), part("2018", "sex", "m", 50)}).status,
            IndicatorStatus::inconclusive);
}

TEST_F(Stumbling, AnUndeclaredPartIsAnOrphan) {
  profile.dimensions["sex"] = {"f", "m"};
  const Entry lost = part("2018", "region", "Baku", 60);
  EXPECT_EQ(assessment({lost}).orphans(), std::vector<EntryId>{entry_id(lost)});
}

TEST(Revision, ThatRemovesAnIndicatorLosesNoEntryOfIt) {
  const auto plan_with = [](const std::vector<std::pair<std::string, IndicatorKind>>& parts) {
    PlanBuilder builder = made::heading();
    Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, parts);
    builder.add(measure);
    return builder.build();
  };
  constexpr IndicatorKind kind = IndicatorKind::count;
  const PlanHistory history{std::vector<Revision>{
      {plan_with({{"laws", kind}, {"acts", kind}}), day("2016-04-27"), day("2016-04-27"), {}},
      {plan_with({{"laws", kind}}), day("2017-01-01"), day("2017-01-01"), {}}}};
  Entry early = value("2016", 3, "1/2");
  early.recorded_on = day("2016-12-31");
  const Evidence evidence{{&early, 1}};
  EXPECT_TRUE(assess(history, evidence, AssessOptions{day("2016-12-31")}).orphans().empty());
  const Assessment after = assess(history, evidence, AssessOptions{day("2017-06-30")});
  EXPECT_EQ(after.orphans(), std::vector<EntryId>{entry_id(early)});
}

TEST(Response, StandsBesideTheVerdictAndDecidesNothing) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"it", IndicatorKind::deliverable}});
  builder.add(made::agency("justice"));
  builder.add(measure);
  const Plan plan = builder.build();
  const Entry seen = made::missing("2019-01-10");
  Entry to_entry = made::entry(EntryKind::response, "2019-02-01");
  to_entry.agency = AgencyId{"justice"};
  to_entry.indicator = IndicatorId{"1/1"};
  to_entry.about = entry_id(seen);
  to_entry.observed_on = day("2019-02-01");
  to_entry.text = "It was adopted under another name.";
  Entry to_measure = to_entry;
  to_measure.indicator.reset();
  to_measure.about.reset();
  to_measure.measure = MeasureId{"1"};
  to_measure.text = "The measure goes on.";
  const std::vector<Entry> all{seen, to_entry, to_measure};
  const Assessment silent = assess(plan, Evidence{{&seen, 1}}, AssessOptions{day("2019-06-01")});
  const Assessment answered = assess(plan, Evidence{all}, AssessOptions{day("2019-06-01")});
  EXPECT_EQ(answered.at(0).responses,
            (std::vector<EntryId>{entry_id(to_measure), entry_id(to_entry)}));
  EXPECT_EQ(answered.statuses()[0], silent.statuses()[0]);
  EXPECT_EQ(answered.indicator_statuses()[0], IndicatorStatus::not_met);
  const std::string told = to_text(explain(answered, "1"), answered);
  EXPECT_NE(told.find("Response of justice on 2019-02-01: It was adopted under another name."),
            std::string::npos);
  const std::vector<Entry> only_words{to_measure};
  EXPECT_EQ(made::borrowed(assess(plan, Evidence{only_words}, AssessOptions{day("2019-06-01")}))
                .statuses()[0],
            DeadlineStatus::unreported);
}

TEST_F(Stumbling, ContradictionsInTwoPeriodsAreReadAtTheirExtremes) {
  profile.aggregation = Aggregation::sum;
  const std::vector<Entry> entries{value("2016", 30), value("2016", 40), value("2017", 30),
                                   value("2017", 40), value("2018", 25)};
  const Explanation told = explain(assessment(entries), "1");
  EXPECT_EQ(told.indicators[0].verdict.status, IndicatorStatus::contested);
  EXPECT_EQ(told.indicators[0].lowest, 85);
  EXPECT_EQ(told.indicators[0].highest, 105);
}

TEST_F(Stumbling, QuartersThatAddUpToTheYearDoNotContradictIt) {
  profile.aggregation = Aggregation::sum;
  profile.targets[0].value = 20;
  EXPECT_EQ(assessed({value("2018Q1", 5), value("2018Q2", 5), value("2018Q3", 5),
                      value("2018Q4", 5), value("2018", 20), value("2016-2017", 0)})
                .status,
            IndicatorStatus::met);
}

TEST_F(Stumbling, ADisputedEntryRanksLastAndIsMarked) {
  const Entry trusted = value("2018", 50);
  Entry disputed = value("2018", 110);
  disputed.reporter_type = ReporterType::independent;
  Entry dispute = made::entry(EntryKind::verification);
  dispute.about = entry_id(disputed);
  dispute.verification = Verification::disputed;
  const Assessment both = assessment({trusted, disputed, dispute});
  EXPECT_EQ(both.values()[0], 50);
  EXPECT_EQ(both.indicator_statuses()[0], IndicatorStatus::contested);
  const Assessment alone = assessment({disputed, dispute});
  EXPECT_TRUE(alone.indicator_reasons()[0].has(IndicatorReason::disputed));
}

TEST_F(Stumbling, TheTwoClocksRunApart) {
  Entry first = value("2017", 40);
  first.recorded_on = day("2018-01-10");
  Entry correction = made::replacing(value("2017", 60), first);
  correction.recorded_on = day("2018-03-01");
  const Evidence evidence{std::vector<Entry>{first, correction}};
  const auto at = [&](const char* as_of, const char* known_at) {
    AssessOptions options{day(as_of)};
    if (*known_at != '\0') options.known_at = day(known_at);
    return assess(history(), evidence, options).at(0).indicators[0].value;
  };
  EXPECT_EQ(at("2018-06-01", ""), 60);
  EXPECT_EQ(at("2018-06-01", "2018-02-28"), 40);
  EXPECT_EQ(at("2018-06-01", "2018-01-09"), std::nullopt);
  EXPECT_EQ(at("2017-12-30", ""), std::nullopt) << "not true yet";
  EXPECT_EQ(at("2018-01-05", ""), 60) << "replacement obeys known_at alone";
}

TEST_F(Stumbling, WhatIsNotPublicDoesNotCountInPublic) {
  Entry published = value("2017", 40);
  published.published_on = day("2018-02-01");
  const Evidence evidence{std::vector<Entry>{published, value("2018", 60)}};
  AssessOptions options{day("2019-06-01")};
  options.public_at = day("2019-01-01");
  EXPECT_EQ(made::borrowed(assess(history(), evidence, options)).values()[0], 40);
}

TEST_F(Stumbling, TheViewOfOneKindOfReporter) {
  Entry own = value("2018", 110);
  Entry independent = value("2018", 40);
  independent.reporter_type = ReporterType::independent;
  const Evidence evidence{std::vector<Entry>{own, independent}};
  AssessOptions options{day("2019-06-01")};
  EXPECT_EQ(made::borrowed(assess(history(), evidence, options)).indicator_statuses()[0],
            IndicatorStatus::contested);
  options.reporters = {ReporterType::implementer};
  EXPECT_EQ(made::borrowed(assess(history(), evidence, options)).indicator_statuses()[0],
            IndicatorStatus::met);
  options.reporters = {ReporterType::independent};
  EXPECT_EQ(made::borrowed(assess(history(), evidence, options)).indicator_statuses()[0],
            IndicatorStatus::not_met);
}

TEST_F(Stumbling, AnEstimatedBaselineMakesTheExpectedUncertain) {
  profile.baseline = 20;
  profile.targets[0].value = 60;
  const std::vector<Entry> entries{made::estimate("2016", 36, 1)};  // 33.3 is expected by then
  EXPECT_EQ(assessed(entries, "2017-03-01").status, IndicatorStatus::on_track);
  profile.baseline_standard_error = 5;
  EXPECT_EQ(assessed(entries, "2017-03-01").status, IndicatorStatus::inconclusive);
}

TEST_F(Stumbling, TheValueThatWouldChangeTheVerdictIsTold) {
  const Explanation told = explain(assessment({value("2018", 93)}), "1");
  EXPECT_EQ(told.indicators[0].turning_value, 100);
  EXPECT_EQ(told.indicators[0].turned_status, IndicatorStatus::met);
}

// Two indicators, and a third that is their share.
class Computed : public testing::Test {
 protected:
  [[nodiscard]] static Assessment assessed(const char* formula, const std::vector<Entry>& entries,
                                           Aggregation aggregation = Aggregation::last) {
    PlanBuilder builder = made::heading();
    Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"requests met", IndicatorKind::count},
                                   {"requests", IndicatorKind::count},
                                   {"share of requests met", IndicatorKind::percentage}});
    builder.add(measure);
    Profile profile;
    IndicatorProfile& share = profile.indicators[IndicatorId{"1/3"}];
    share.formula = Formula::parse(formula);
    share.direction = Direction::up;
    share.baseline = 0;
    share.aggregation = aggregation;
    Target target;
    target.value = 80;
    share.targets = {target};
    return assess(PlanHistory{builder.build(), profile}, Evidence{entries},
                  AssessOptions{day("2019-06-01")});
  }
};

TEST_F(Computed, FromTheSamePeriodOfEveryInput) {
  const std::vector<Entry> entries{value("2017", 40, "1/1"), value("2017", 50, "1/2"),
                                   value("2018", 45, "1/1"), value("2018", 50, "1/2")};
  const Assessment found = assessed("[1/1] / [1/2] * 100", entries);
  EXPECT_EQ(found.values()[2], 90);
  EXPECT_EQ(found.indicator_statuses()[2], IndicatorStatus::met);
  EXPECT_EQ(found.at(0).indicators[2].evidence.size(), 2U);
}

TEST_F(Computed, WhereAnInputIsMissingNothingIsMadeUp) {
  const Assessment found = assessed("[1/1] / [1/2] * 100", {value("2018", 45, "1/1")});
  EXPECT_EQ(found.indicator_statuses()[2], IndicatorStatus::inconclusive);
  EXPECT_TRUE(found.indicator_reasons()[2].has(IndicatorReason::input_missing));
  EXPECT_EQ(made::borrowed(assessed("[1/1] / [1/2] * 100", {})).indicator_statuses()[2],
            IndicatorStatus::no_evidence);
}

TEST_F(Computed, ContradictedInputsMakeItContested) {
  const std::vector<Entry> entries{value("2018", 40, "1/1"), value("2018", 45, "1/1"),
                                   value("2018", 55, "1/2"), value("2018", 50, "1/2")};
  const Assessment found = assessed("[1/1] / [1/2] * 100", entries);
  EXPECT_EQ(found.indicator_statuses()[2], IndicatorStatus::contested);
  const Explanation told = explain(found, "1");
  EXPECT_DOUBLE_EQ(*told.indicators[2].lowest, 4000.0 / 55);
  EXPECT_DOUBLE_EQ(*told.indicators[2].highest, 90);
}

TEST_F(Computed, ASumGrowsOverThePeriods) {
  const std::vector<Entry> entries{value("2016", 40, "1/1"), value("2017", 45, "1/1"),
                                   value("2018", 5, "1/1")};
  EXPECT_EQ(made::borrowed(assessed("sum([1/1])", entries)).values()[2], 90);
}

TEST_F(Computed, ACircleHasNoValue) {
  EXPECT_EQ(
      made::borrowed(assessed("[1/3] + 1", {value("2018", 45, "1/1")})).indicator_statuses()[2],
      IndicatorStatus::no_evidence);
}

TEST_F(Computed, SamplingErrorsOfTheInputsGoThrough) {
  std::vector<Entry> entries{made::estimate("2018", 44, 2, 30, "1/1"), value("2018", 50, "1/2")};
  const Explanation told = explain(assessed("[1/1] / [1/2] * 100", entries), "1");
  EXPECT_NEAR(told.indicators[2].estimate->standard_error, 4, 1e-6);
  EXPECT_EQ(told.indicators[2].estimate->df, 30);
}

TEST_F(Stumbling, ReassessingIsAssessing) {
  const PlanHistory plan = history();
  Evidence evidence{std::vector<Entry>{value("2016", 30)}};
  const AssessOptions options{day("2019-06-01")};
  Assessment assessment = assess(plan, evidence, options);
  const std::vector<Entry> later{value("2018", 130),
                                 made::replacing(value("2018", 90), value("2018", 130))};
  for (const Entry& entry : later) {
    evidence = evidence.appended({&entry, 1});
    assessment = reassess(std::move(assessment), evidence);
    const Assessment whole = assess(plan, evidence, options);
    EXPECT_EQ(assessment.statuses()[0], whole.statuses()[0]);
    EXPECT_EQ(assessment.reasons()[0], whole.reasons()[0]);
    EXPECT_EQ(assessment.indicator_statuses()[0], whole.indicator_statuses()[0]);
    EXPECT_EQ(assessment.values()[0], whole.values()[0]);
  }
}

// A measure whose indicators a deliverable decides, with what is said of it.
Assessment on_measure(const std::vector<Entry>& entries, Deadline deadline,
                      const char* as_of = "2019-06-01") {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", std::move(deadline));
  made::set_indicators(measure, {{"number of laws", IndicatorKind::count},
                                 {"act adopted", IndicatorKind::deliverable}});
  builder.add(measure);
  return assess(builder.build(), Evidence{entries}, AssessOptions{day(as_of)});
}

Entry of_measure(EntryKind kind) {
  Entry entry = made::entry(kind);
  entry.indicator.reset();
  entry.measure = MeasureId{"1"};
  if (kind == EntryKind::deliverable) entry.done = true;
  if (kind == EntryKind::note) entry.text = "The minister resigned.";
  return entry;
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(OnTheMeasure, ADeliverableIsListedWithWhyItDecidesNothing) {
  const Assessment assessed =
      on_measure({of_measure(EntryKind::deliverable), of_measure(EntryKind::note)},
                 made::window("2016-01-01", "2018-12-31"));
  const Explanation told = explain(assessed, "1");
  ASSERT_EQ(told.entries.size(), 2U);
  EXPECT_EQ(told.entries[0].use, EntryUse::beside_the_point);
  EXPECT_EQ(told.entries[1].use, EntryUse::beside_the_point);
  const std::string text = to_text(told, assessed);
  EXPECT_TRUE(has_line(text,
                       "    It names no indicator, so it shows none to be met; record it on "
                       "indicator 1/2."))
      << text;
  EXPECT_TRUE(has_line(text, "    A note decides nothing: The minister resigned.")) << text;
  EXPECT_TRUE(
      has_line(text, "  evidence_undecided: " + std::string{remedy(Reason::evidence_undecided)}))
      << text;
}

TEST(OnTheMeasure, AReportThatWasExpectedIsUsed) {
  Entry report = of_measure(EntryKind::deliverable);
  report.period = Period::parse("2017");
  const Assessment assessed =
      on_measure({report}, made::recurring("2017-01-01", "2018-12-31", Cadence{12}));
  const Explanation told = explain(assessed, "1");
  ASSERT_EQ(told.entries.size(), 1U);
  EXPECT_EQ(told.entries[0].use, EntryUse::used);
  const std::string text = to_text(told, assessed);
  // The one of 2018 has no due day, and that is said once.
  EXPECT_NE(text.find("  no_date: nothing says when its reports are due; declare `report_due`"),
            std::string::npos)
      << text;
}

TEST(OnTheMeasure, WithoutADayItsStatusIsSaidToBeForTheLackOfOne) {
  Deadline none;
  none.reason = NoDateReason::undetermined;
  none.assumptions = {"The text names no date; write one."};
  const Assessment assessed = on_measure({}, none);
  const std::string text = to_text(explain(assessed, "1"), assessed);
  EXPECT_NE(text.find("no_date, because its deadline names no day, so nothing is early or late."),
            std::string::npos)
      << text;
  EXPECT_TRUE(has_line(text, "  The text names no date; write one.")) << text;
  EXPECT_TRUE(has_line(text,
                       "  text_without_date: Declare `deadline` of the measure in the "
                       "profile."))
      << text;
}

}  // namespace
}  // namespace actionplan::stumbling_test

// SPDX-License-Identifier: Apache-2.0
// A verdict stays by the terms in force on the day asked about, and says that they were changed.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "versions.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace actionplan::changed_terms_test {
namespace {

using made::after_due;
using made::asked;
using made::before_due;
using made::day;
using made::on_due;
using made::said_of;
using made::terms;
using made::value;

using Said = IndicatorProfile;
using Edit = std::function<void(Said&)>;

// One measure with one count, or more, due on the last day of 2016.
Plan plan_of(IndicatorKind kind = IndicatorKind::count, std::size_t indicators = 1,
             const char* due = "2016-12-31") {
  Measure measure = made::measure("1", made::window("2016-01-01", due));
  std::vector<std::pair<std::string, IndicatorKind>> parts{{"laws", kind}};
  for (std::size_t i = 1; i < indicators; ++i) {
    parts.emplace_back("more " + std::to_string(i), IndicatorKind::count);
  }
  made::set_indicators(measure, parts);
  PlanBuilder builder = made::heading();
  return builder.add(measure).build();
}

Evidence ledger(const std::vector<Entry>& entries) { return Evidence{entries}; }

Target target(double number, const char* period = "") {
  Target made;
  made.value = number;
  if (*period != '\0') made.period = Period::parse(period);
  return made;
}

Profile profile_of(const std::optional<Said>& said) {
  Profile profile;
  if (said) profile.indicators[IndicatorId{"1/1"}] = *said;
  return profile;
}

Revision version(const Plan& plan, const std::optional<Said>& said, const char* effective_on,
                 const char* recorded_on) {
  return made::version(plan, profile_of(said), effective_on, recorded_on);
}

PlanHistory history_of(const Plan& plan, const std::optional<Said>& first,
                       const std::optional<Said>& second, const char* effective_on) {
  return made::history_of({plan, profile_of(first)}, {plan, profile_of(second)}, effective_on);
}

std::string said_of(const PlanHistory& history, const AssessOptions& options = asked()) {
  return said_of(assess(history, ledger({value("2016", 1200)}), options));
}

struct Case {
  const char* name;
  Edit edit;  // of the terms, by the second version
  const char* before = "changed";
  const char* after = "after due";
  IndicatorKind kind = IndicatorKind::count;
  std::size_t indicators = 1;
  Edit first = [](Said&) {};  // of the terms of the first version
};

const std::vector<Case>& cases() {
  static const char* const none = "";
  static const std::vector<Case> all{
      {"nothing", [](Said&) {}, none, none},
      {"who_set_it_alone", [](Said& said) { said.set_by = SetBy::law; }, none, none},
      {"source_alone", [](Said& said) { said.source = "Decree 5"; }, none, none},
      {"target", [](Said& said) { said.targets = {target(1100)}; }},
      {"target_raised", [](Said& said) { said.targets = {target(1900)}; }},
      {"target_taken_away", [](Said& said) { said.targets.clear(); }},
      {"target_moved_to_a_later_period", [](Said& said) { said.targets = {target(1500, "2018")}; }},
      {"target_given_the_period_that_it_had",
       [](Said& said) { said.targets = {target(1500, "2016")}; }, none, none},
      {"target_of_a_later_period_besides",
       [](Said& said) {
         said.targets = {target(1500, "2016"), target(2000, "2018")};
       },
       none},
      {"baseline", [](Said& said) { said.baseline = 400; }},
      {"baseline_taken_away", [](Said& said) { said.baseline.reset(); }},
      {"baseline_with_an_error", [](Said& said) { said.baseline_standard_error = 20; }, none},
      {"direction", [](Said& said) { said.direction = Direction::down; }},
      {"direction_taken_away", [](Said& said) { said.direction = Direction::none; }},
      {"aggregation", [](Said& said) { said.aggregation = Aggregation::sum; }},
      {"unit", [](Said& said) { said.unit = "miles"; }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.unit = "km"; }},
      {"unit_written_otherwise", [](Said& said) { said.unit = "Km."; }, none, none,
       IndicatorKind::count, 1, [](Said& said) { said.unit = "km"; }},
      {"path", [](Said& said) { said.path = TrajectoryPath::linear; }, none},
      {"path_taken_away", [](Said& said) { said.path.reset(); }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.path = TrajectoryPath::linear; }},
      {"level_of_the_test", [](Said& said) { said.alpha = 0.2; }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.alpha = 0.05; }},
      {"kind", [](Said& said) { said.kind = IndicatorKind::amount; }, none},
      {"kind_again", [](Said& said) { said.kind = IndicatorKind::amount; }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.kind = IndicatorKind::activity; }},
      {"cadence", [](Said& said) { said.cadence = Cadence::annual; }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.cadence = Cadence::quarterly; }},
      {"dimensions", [](Said& said) { said.dimensions["region"] = {"Baku"}; }, "changed",
       "after due", IndicatorKind::count, 1,
       [](Said& said) {
         said.dimensions["region"] = {"Baku", "Ganja"};
       }},
      {"weight_of_the_only_one", [](Said& said) { said.weight = 3; }, none, none},
      {"weight_of_none", [](Said& said) { said.weight = 0; }, none},
      {"weight_among_others", [](Said& said) { said.weight = 0; }, "changed", "after due",
       IndicatorKind::count, 2, [](Said& said) { said.weight = 2; }},
      {"weight_that_it_had_unsaid", [](Said& said) { said.weight = 1; }, none, none,
       IndicatorKind::count, 2},
      {"covers_measure_where_nobody_asks", [](Said& said) { said.covers_measure = true; }, none,
       none},
      {"covers_measure", [](Said& said) { said.covers_measure = true; }, "changed", "after due",
       IndicatorKind::count, 1, [](Said& said) { said.covers_measure = false; }},
      {"covers_measure_of_a_report", [](Said& said) { said.covers_measure = true; }, none,
       "after due", IndicatorKind::report},
  };
  return all;
}

class ChangedTerms : public testing::TestWithParam<Case> {};

TEST_P(ChangedTerms, AreSaid) {
  const Case& c = GetParam();
  const Plan plan = plan_of(c.kind, c.indicators);
  Said first = terms();
  c.first(first);
  Said second = first;
  c.edit(second);
  EXPECT_EQ(said_of(history_of(plan, first, second, before_due)), c.before);
  EXPECT_EQ(said_of(history_of(plan, first, second, on_due)), c.before);
  EXPECT_EQ(said_of(history_of(plan, first, second, after_due)), c.after);
  // Neither before the change came into force nor as long as nobody knew of it.
  EXPECT_EQ(said_of(history_of(plan, first, second, after_due), asked("2017-02-28")), "");
  EXPECT_EQ(said_of(history_of(plan, first, second, after_due), asked("2018-01-01", "2017-03-31")),
            "");
  EXPECT_EQ(said_of(history_of(plan, first, second, after_due), asked("2018-01-01", "2017-04-01")),
            c.after);
}

INSTANTIATE_TEST_SUITE_P(Terms, ChangedTerms, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(ChangedTermsOf, OneVersionHasNone) {
  EXPECT_EQ(said_of(PlanHistory{plan_of(), profile_of(terms())}), "");
}

// What an analyst sets when the result is known is no less of a hazard than what is changed then.
TEST(ChangedTermsOf, WhatIsFirstSaidAfterTheDueDay) {
  const Plan plan = plan_of();
  EXPECT_EQ(said_of(history_of(plan, std::nullopt, terms(), before_due)), "");
  EXPECT_EQ(said_of(history_of(plan, std::nullopt, terms(), on_due)), "");
  EXPECT_EQ(said_of(history_of(plan, std::nullopt, terms(), after_due)), "after due");
}

TEST(ChangedTermsOf, AProfileThatIsTakenAway) {
  const Plan plan = plan_of();
  EXPECT_EQ(said_of(history_of(plan, terms(), std::nullopt, before_due)), "changed");
  EXPECT_EQ(said_of(history_of(plan, terms(), std::nullopt, after_due)), "after due");
}

// A target with a period of its own is due when that has ended, whatever the measure's day.
TEST(ChangedTermsOf, ATargetWhosePeriodHasEnded) {
  const Plan plan = plan_of(IndicatorKind::count, 1, "2020-12-31");
  const auto said_by = [&plan](double first, double last) {
    Said before = terms();
    before.targets = {target(500, "2016"), target(1500, "2019")};
    Said after = terms();
    after.targets = {target(first, "2016"), target(last, "2019")};
    return said_of(history_of(plan, before, after, after_due));
  };
  EXPECT_EQ(said_by(500, 1500), "");
  EXPECT_EQ(said_by(500, 1100), "changed");
  EXPECT_EQ(said_by(400, 1500), "after due");
}

TEST(ChangedTermsOf, AMovedDueDayIsNoChangeOfTheTarget) {
  for (const char* period : {"", "2016"}) {
    Said said = terms();
    said.targets = {target(1500, period)};
    const PlanHistory history{
        {version(plan_of(), said, "2016-01-01", "2016-01-10"),
         version(plan_of(IndicatorKind::count, 1, "2018-12-31"), said, after_due, "2017-04-01")}};
    const Assessment assessment = assess(history, asked());
    EXPECT_EQ(said_of(assessment), "") << period;
    EXPECT_TRUE(assessment["1"].is_extended_after_due) << period;
  }
}

// Lowered when the due day had passed, beside an extension: by the day that it had until then.
TEST(ChangedTermsOf, ALoweredTargetBesideAnExtension) {
  Said lowered = terms();
  lowered.targets = {target(1100)};
  const PlanHistory history{
      {version(plan_of(), terms(), "2016-01-01", "2016-01-10"),
       version(plan_of(IndicatorKind::count, 1, "2018-12-31"), lowered, after_due, "2017-04-01")}};
  EXPECT_EQ(said_of(history), "after due");
}

// A profile that reads the same words otherwise moves no day, and the day as it now reads counts.
TEST(ChangedTermsOf, ACorrectedDeadline) {
  Profile later = profile_of(terms());
  later.indicators[IndicatorId{"1/1"}].targets = {target(1100)};
  DeadlineCorrection correction;
  correction.start = day("2016-01-01");
  correction.due = day("2018-12-31");
  later.measures[MeasureId{"1"}].deadline = correction;
  const PlanHistory history =
      PlanHistory{{version(plan_of(), terms(), "2016-01-01", "2016-01-10")}}.revised(
          plan_of(), day(after_due), day("2017-04-01"), later);
  EXPECT_EQ(said_of(history), "changed");
}

TEST(ChangedTermsOf, AVersionThatLacksTheMeasureHidesNothing) {
  Said lowered = terms();
  lowered.targets = {target(1100)};
  PlanBuilder other = made::heading();
  other.add(made::measure("2", made::window("2016-01-01", "2016-12-31")));
  const PlanHistory history{{version(plan_of(), terms(), "2016-01-01", "2016-01-10"),
                             version(other.build(), std::nullopt, "2016-08-01", "2016-08-01"),
                             version(plan_of(), lowered, after_due, "2017-04-01")}};
  EXPECT_EQ(said_of(history), "after due");
}

// Targets that the deadline itself names are the plan's, and a later wording changes them.
TEST(ChangedTermsOf, ATargetOfTheDeadline) {
  const auto plan_with = [](double number) {
    Deadline deadline = made::window("2016-01-01", "2016-12-31");
    deadline.kind = DeadlineKind::several;
    DeadlinePart part;
    part.due = day("2016-12-31");
    part.target = number;
    part.unit = "%";
    deadline.parts = {part};
    Measure measure = made::measure("1", deadline);
    made::set_indicators(measure, {{"share", IndicatorKind::percentage}});
    PlanBuilder builder = made::heading();
    return builder.add(measure).build();
  };
  const PlanHistory history{{version(plan_with(90), std::nullopt, "2016-01-01", "2016-01-10"),
                             version(plan_with(60), std::nullopt, after_due, "2017-04-01")}};
  EXPECT_EQ(said_of(history), "after due");
  EXPECT_EQ(said_of(history, asked("2017-02-28")), "");
}

// The finding itself: a target lowered below the result when the result was known.
TEST(ChangedTermsOf, ALoweredTargetIsToldWithTheVerdictOfTheDueDay) {
  Said lowered = terms();
  lowered.targets = {target(1100)};
  lowered.set_by = SetBy::analyst;
  const PlanHistory history = history_of(plan_of(), terms(), lowered, after_due);
  const Evidence evidence = ledger({value("2016", 1200)});
  const Assessment before = assess(history, evidence, asked("2017-02-28"));
  EXPECT_EQ(before["1"].deadline_status, DeadlineStatus::overdue);
  const Assessment assessment = assess(history, evidence, asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  EXPECT_EQ(said_of(assessment), "after due");

  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(explained.former_status, DeadlineStatus::overdue);
  const IndicatorExplanation& one = explained.indicators.at(0);
  EXPECT_EQ(one.verdict.status, IndicatorStatus::met);
  ASSERT_EQ(one.changes.size(), 1U);
  const TermChange& change = one.changes[0];
  EXPECT_EQ(change.indicator, IndicatorId{"1/1"});
  EXPECT_EQ(change.before, (IndicatorTerm{"target", "1500", 1500, {}, SetBy::plan}));
  EXPECT_EQ(change.after, (IndicatorTerm{"target", "1100", 1100, {}, SetBy::analyst}));
  EXPECT_EQ(change.effective_on, day(after_due));
  EXPECT_EQ(change.recorded_on, day("2017-04-01"));
  EXPECT_TRUE(change.is_after_due);
  ASSERT_TRUE(one.former);
  EXPECT_EQ(one.former->status, IndicatorStatus::not_met);
  EXPECT_EQ(one.former->target, 1500);
  EXPECT_EQ(one.former->effective_on, day("2016-01-01"));

  const std::string text = to_text(explained, assessment);
  for (const char* sentence :
       {"By what its indicators were measured by on the due day it would be overdue.\n",
        "The term target was changed from 1500 (set by plan) to 1100 (set by analyst), by the "
        "version in force from 2017-03-01, recorded 2017-04-01, when the day by which it was due "
        "had passed.\n",
        "By the target of its due day, 1500, it would be not_met.\n"}) {
    EXPECT_NE(text.find(sentence), std::string::npos) << sentence << "\n" << text;
  }
}

// Of several changes the terms of the due day are those before the first that came after it.
TEST(ChangedTermsOf, TheTermsOfTheDueDayAreThoseBeforeTheFirstChangeAfterIt) {
  const auto with = [](double number) {
    Said said = terms();
    said.targets = {target(number)};
    return said;
  };
  const Plan plan = plan_of();
  const PlanHistory history{{version(plan, with(1500), "2016-01-01", "2016-01-10"),
                             version(plan, with(1400), "2016-06-01", "2016-06-01"),
                             version(plan, with(1300), "2017-03-01", "2017-03-01"),
                             version(plan, with(1100), "2017-06-01", "2017-06-01")}};
  const Evidence evidence = ledger({value("2016", 1200)});
  const Assessment assessment = assess(history, evidence, asked());
  const IndicatorExplanation one = explain(assessment, MeasureId{"1"}).indicators.at(0);
  ASSERT_EQ(one.changes.size(), 3U);
  EXPECT_FALSE(one.changes[0].is_after_due);
  EXPECT_TRUE(one.changes[1].is_after_due);
  ASSERT_TRUE(one.former);
  EXPECT_EQ(one.former->target, 1400);
  EXPECT_EQ(one.former->effective_on, day("2016-06-01"));
}

// A weight that was shifted away from what was not met.
TEST(ChangedTermsOf, AWeightThatTurnsTheVerdictOfTheMeasure) {
  const Plan plan = plan_of(IndicatorKind::count, 2);
  const auto profile = [](double weight) {
    Profile made = profile_of(terms());
    made.indicators[IndicatorId{"1/1"}].weight = weight;
    Said other = terms();
    other.targets = {target(10)};
    made.indicators[IndicatorId{"1/2"}] = other;
    return made;
  };
  const PlanHistory history =
      PlanHistory{{Revision{plan, day("2016-01-01"), day("2016-01-10"), profile(1)}}}.revised(
          plan, day(after_due), day("2017-04-01"), profile(0));
  const Evidence evidence = ledger({value("2016", 1200), value("2016", 10, "1/2")});
  const Assessment assessment = assess(history, evidence, asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  EXPECT_EQ(said_of(assessment), "after due");
  EXPECT_EQ(explain(assessment, MeasureId{"1"}).former_status, DeadlineStatus::overdue);
}

TEST(ChangedTermsOf, NewEvidenceKeepsWhatIsSaid) {
  Said lowered = terms();
  lowered.targets = {target(1100)};
  const PlanHistory history = history_of(plan_of(), terms(), lowered, after_due);
  const Evidence evidence = ledger({value("2016", 1000)});
  const Assessment before = assess(history, evidence, asked());
  const std::vector<Entry> later{value("2017", 1200)};
  const Evidence more = evidence.appended(later);
  EXPECT_EQ(said_of(reassess(before, more)), "after due");
}

}  // namespace
}  // namespace actionplan::changed_terms_test

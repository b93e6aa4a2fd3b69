// SPDX-License-Identifier: Apache-2.0
// An indicator that a later version drops, adds or rewords is said beside the verdict.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/plan/amend.hpp>

#include "versions.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::changed_indicators_test {
namespace {

using made::after_due;
using made::asked;
using made::before_due;
using made::day;
using made::done;
using made::missing;
using made::on_due;
using made::said_of;
using made::terms;
using made::value;

using Parts = std::vector<std::pair<std::string, IndicatorKind>>;

constexpr IndicatorKind count = IndicatorKind::count;
constexpr IndicatorKind thing = IndicatorKind::deliverable;

const Parts two{{"people trained", count}, {"a register", thing}};

// One measure due on the last day of 2016.
Plan plan_of(const Parts& parts, const char* due = "2016-12-31") {
  Measure measure = made::measure("1", made::window("2016-01-01", due));
  made::set_indicators(measure, parts);
  PlanBuilder builder = made::heading();
  return builder.add(measure).build();
}

// What is said of every indicator of a plan that has a number.
Profile profile_of(const Plan& plan, double weight = 1) {
  Profile profile;
  for (const Measure& measure : plan.measures()) {
    for (const Indicator& indicator : measure.indicators) {
      if (indicator.kind != count) continue;
      profile.indicators[indicator.id] = terms();
      profile.indicators[indicator.id].weight = weight;
    }
  }
  return profile;
}

Revision version(const Plan& plan, const char* effective_on, const char* recorded_on) {
  return made::version(plan, profile_of(plan), effective_on, recorded_on);
}

// The ids of the later plan are carried over from the earlier one.
PlanHistory history_of(const Plan& first, const Plan& second, const char* effective_on,
                       const AmendMapping& mapping = {}) {
  const Plan later = amend(first, second, mapping).plan;
  return made::history_of({first, profile_of(first)}, {later, profile_of(later)}, effective_on);
}

Evidence short_of_it() {
  return Evidence{std::vector<Entry>{value("2016", 1200), done("2016-12-01", "1/2")}};
}

std::string said_of(const PlanHistory& history, const AssessOptions& options = asked()) {
  return said_of(assess(history, short_of_it(), options));
}

struct Case {
  const char* name;
  Parts parts;  // of the second version
  const char* before = "changed";
  const char* after = "after due";
  AmendMapping mapping = {};
};

const std::vector<Case>& cases() {
  static const AmendMapping same_first{{}, {{IndicatorId{"1/1"}, IndicatorId{"1/1"}}}, {}};
  static const std::vector<Case> all{
      {"nothing", two, "", ""},
      {"another_order", {two[1], two[0]}, "", ""},
      {"dropped", {two[1]}},
      {"dropped_thing", {two[0]}},
      {"all_dropped", {}},
      {"added", {two[0], two[1], {"a law", thing}}},
      {"added_report", {two[0], two[1], {"information is supplied", IndicatorKind::report}}},
      {"added_before_the_others", {{"a law", thing}, two[0], two[1]}},
      {"reworded_with_another_id", {{"people reached", count}, two[1]}},
      {"reworded_with_the_same_id",
       {{"people reached", count}, two[1]},
       "changed",
       "after due",
       same_first},
      {"written_otherwise_with_the_same_id",
       {{"People  Trained", count}, two[1]},
       "",
       "",
       same_first},
      // What was reported of the one is no evidence on the other.
      {"written_otherwise_with_another_id", {{"People  Trained", count}, two[1]}},
  };
  return all;
}

class ChangedIndicators : public testing::TestWithParam<Case> {};

TEST_P(ChangedIndicators, AreSaid) {
  const Case& c = GetParam();
  const auto by = [&c](const char* day) {
    return history_of(plan_of(two), plan_of(c.parts), day, c.mapping);
  };
  EXPECT_EQ(said_of(by(before_due)), c.before);
  EXPECT_EQ(said_of(by(on_due)), c.before);
  EXPECT_EQ(said_of(by(after_due)), c.after);
  // Neither before the version came into force nor as long as nobody knew of it.
  EXPECT_EQ(said_of(by(after_due), asked("2017-02-28")), "");
  EXPECT_EQ(said_of(by(after_due), asked("2018-01-01", "2017-03-31")), "");
  EXPECT_EQ(said_of(by(after_due), asked("2018-01-01", "2017-04-01")), c.after);
}

INSTANTIATE_TEST_SUITE_P(Sets, ChangedIndicators, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string{test.param.name}; });

// The finding itself: what was not met is dropped when the result is known.
TEST(ChangedIndicatorsOf, ADroppedOneIsToldWithTheVerdictOfTheDueDay) {
  const PlanHistory history = history_of(plan_of(two), plan_of({two[1]}), after_due);
  EXPECT_EQ(assess(history, short_of_it(), asked("2017-02-28"))["1"].deadline_status,
            DeadlineStatus::overdue);
  const Assessment assessment = assess(history, short_of_it(), asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  EXPECT_EQ(said_of(assessment), "after due");

  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(explained.former_status, DeadlineStatus::overdue);
  ASSERT_EQ(explained.indicators.size(), 1U);
  EXPECT_TRUE(explained.indicators[0].changes.empty());
  ASSERT_EQ(explained.dropped.size(), 1U);
  const DroppedIndicator& one = explained.dropped[0];
  EXPECT_EQ(one.id, IndicatorId{"1/1"});
  EXPECT_EQ(one.kind, count);
  EXPECT_EQ(one.text, "people trained");
  ASSERT_EQ(one.changes.size(), 1U);
  EXPECT_EQ(one.changes[0].indicator, IndicatorId{"1/1"});
  EXPECT_EQ(one.changes[0].before, (IndicatorTerm{"text", "people trained", {}, {}, SetBy::plan}));
  EXPECT_FALSE(one.changes[0].after);
  EXPECT_EQ(one.changes[0].effective_on, day(after_due));
  EXPECT_EQ(one.changes[0].recorded_on, day("2017-04-01"));
  ASSERT_TRUE(one.former);
  EXPECT_EQ(one.former->status, IndicatorStatus::not_met);
  EXPECT_EQ(one.former->target, 1500);
  EXPECT_EQ(one.former->effective_on, day("2016-01-01"));

  const std::string text = to_text(explained, assessment);
  for (const char* sentence :
       {"By the indicators of its due day it would be overdue.\n",
        "Indicator 1/1 (count) \"people trained\", which the plan of the day does not have:\n"
        "  It was dropped by the version in force from 2017-03-01, recorded 2017-04-01, when the "
        "day by which it was due had passed.\n"
        "  By what it was measured by on its due day it would be not_met.\n"}) {
    EXPECT_NE(text.find(sentence), std::string::npos) << sentence << "\n" << text;
  }
}

// One that came after the due day, and was met in place of another.
TEST(ChangedIndicatorsOf, ARewordedOneIsJudgedByItsFirstWords) {
  const Plan second = plan_of({{"people invited", count}, two[1]});
  const PlanHistory history = history_of(plan_of(two), second, after_due);
  const IndicatorId fresh = history.revisions().back().plan.measures()[0].indicators[0].id;
  ASSERT_NE(fresh, IndicatorId{"1/1"});
  const Evidence evidence{std::vector<Entry>{value("2016", 1200), done("2016-12-01", "1/2"),
                                             value("2016", 1600, fresh.value().c_str())}};
  const Assessment assessment = assess(history, evidence, asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(explained.former_status, DeadlineStatus::overdue);
  ASSERT_EQ(explained.dropped.size(), 1U);
  ASSERT_EQ(explained.indicators.at(0).changes.size(), 1U);
  EXPECT_FALSE(explained.indicators[0].changes[0].before);
  EXPECT_EQ(explained.indicators[0].changes[0].after->text, "people invited");
  EXPECT_FALSE(explained.indicators[0].former);
  EXPECT_NE(to_text(explained, assessment).find("  It was added by the version in force from"),
            std::string::npos);
}

TEST(ChangedIndicatorsOf, AnAddedOneIsLeftOutOfTheVerdictOfTheDueDay) {
  const Plan second = plan_of({two[0], two[1], {"a law", thing}});
  const PlanHistory history = history_of(plan_of(two), second, after_due);
  const Evidence evidence{std::vector<Entry>{value("2016", 1600), done("2016-12-01", "1/2"),
                                             missing("2017-06-01", "1/3")}};
  const Assessment assessment = assess(history, evidence, asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::overdue);
  EXPECT_EQ(explain(assessment, MeasureId{"1"}).former_status, DeadlineStatus::done_on_time);
}

TEST(ChangedIndicatorsOf, OtherWordsUnderTheSameIdAreToldWithTheOld) {
  const AmendMapping same{{}, {{IndicatorId{"1/1"}, IndicatorId{"1/1"}}}, {}};
  const Plan second = plan_of({{"people reached", count}, two[1]});
  const PlanHistory history = history_of(plan_of(two), second, after_due, same);
  const Assessment assessment = assess(history, short_of_it(), asked());
  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_TRUE(explained.dropped.empty());
  ASSERT_EQ(explained.indicators.at(0).changes.size(), 1U);
  EXPECT_EQ(explained.indicators[0].former->status, IndicatorStatus::not_met);
  EXPECT_NE(to_text(explained, assessment)
                .find("  Its text was changed from \"people trained\" to \"people reached\", by "
                      "the version in force from 2017-03-01"),
            std::string::npos);
}

// A profile that splits the same words otherwise reads them, and is in time as long as that is.
TEST(ChangedIndicatorsOf, AnotherSplitOfTheSameWords) {
  const Plan plan = plan_of(two);
  Profile whole;
  whole.measures[MeasureId{"1"}].indicators = {IndicatorSplit{"people trained, a register", count}};
  const auto by = [&](const char* effective_on) {
    return PlanHistory{{version(plan, "2016-01-01", "2016-01-10")}}.revised(
        plan, day(effective_on), day("2017-04-01"), whole);
  };
  ASSERT_EQ(by(before_due).revisions().back().plan.measures()[0].indicators.size(), 1U);
  EXPECT_EQ(by(before_due).revisions().back().plan.measures()[0].indicator_text,
            plan.measures()[0].indicator_text);
  const Assessment in_time = assess(by(before_due), asked());
  EXPECT_FALSE(in_time["1"].reasons.has(Reason::target_changed));
  EXPECT_TRUE(explain(in_time, MeasureId{"1"}).dropped.empty());
  const Assessment late = assess(by(after_due), asked());
  EXPECT_TRUE(late["1"].reasons.has(Reason::target_changed_after_due));
  const Explanation explained = explain(late, MeasureId{"1"});
  EXPECT_EQ(explained.dropped.size(), 2U);
  EXPECT_FALSE(explained.indicators.at(0).changes.at(0).before);
}

// A target with a period of its own is due when that has ended, whatever the measure's day.
TEST(ChangedIndicatorsOf, ADroppedOneWhoseOwnPeriodHasEnded) {
  const Plan first = plan_of(two, "2020-12-31");
  const auto said_by = [&first](const char* period) {
    const Plan second = amend(first, plan_of({two[1]}, "2020-12-31")).plan;
    Profile profile = profile_of(first);
    Target early{400, Period::parse(period), {}, {}, {}};
    profile.indicators[IndicatorId{"1/1"}].targets = {
        early, Target{1500, Period::parse("2019"), {}, {}, {}}};
    return said_of(PlanHistory{{Revision{first, day("2016-01-01"), day("2016-01-10"), profile},
                                version(second, after_due, "2017-04-01")}});
  };
  EXPECT_EQ(said_by("2016"), "after due");
  EXPECT_EQ(said_by("2018"), "changed");
}

// The due day of the version before counts, also where the same version moves it.
TEST(ChangedIndicatorsOf, ADroppedOneBesideAnExtension) {
  const PlanHistory history = history_of(plan_of(two), plan_of({two[1]}, "2018-12-31"), after_due);
  EXPECT_EQ(said_of(history), "after due");
}

// Dropped and taken back: both are said, and the due day knew the indicator as it first was.
TEST(ChangedIndicatorsOf, ADroppedOneThatComesBack) {
  Profile lowered = profile_of(plan_of(two));
  lowered.indicators[IndicatorId{"1/1"}] = terms(1100);
  const PlanHistory history{
      {version(plan_of(two), "2016-01-01", "2016-01-10"),
       version(amend(plan_of(two), plan_of({two[1]})).plan, after_due, "2017-03-01"),
       Revision{plan_of(two), day("2017-06-01"), day("2017-06-01"), lowered}}};
  const Assessment assessment = assess(history, short_of_it(), asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  EXPECT_EQ(said_of(assessment), "after due");
  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_TRUE(explained.dropped.empty());
  const IndicatorExplanation& one = explained.indicators.at(0);
  ASSERT_EQ(one.changes.size(), 3U);  // dropped, added, and the target since
  EXPECT_FALSE(one.changes[0].after);
  EXPECT_FALSE(one.changes[1].before);
  EXPECT_EQ(one.changes[2].after->number, 1100);
  EXPECT_EQ(one.former->target, 1500);
  EXPECT_EQ(explained.former_status, DeadlineStatus::overdue);
}

// What was added after the due day and dropped again leaves the verdict of that day as it was.
TEST(ChangedIndicatorsOf, AnAddedOneThatIsDroppedAgain) {
  const Plan more = plan_of({two[0], two[1], {"a law", thing}});
  const PlanHistory history{{version(plan_of(two), "2016-01-01", "2016-01-10"),
                             version(more, after_due, "2017-03-01"),
                             version(plan_of(two), "2017-06-01", "2017-06-01")}};
  const Assessment assessment = assess(history, short_of_it(), asked());
  EXPECT_EQ(said_of(assessment), "after due");
  const Explanation explained = explain(assessment, MeasureId{"1"});
  ASSERT_EQ(explained.dropped.size(), 1U);
  EXPECT_EQ(explained.dropped[0].changes.size(), 2U);
  EXPECT_FALSE(explained.dropped[0].former);
  EXPECT_EQ(explained.former_status, explained.verdict.deadline_status);
}

TEST(ChangedIndicatorsOf, AMeasureThatIsNewOrDroppedHasItsOwnReason) {
  PlanBuilder empty = made::heading();
  empty.add(made::measure("2", made::window("2016-01-01", "2016-12-31")));
  const Plan other = empty.build();
  const PlanHistory fresh{
      {version(other, "2016-01-01", "2016-01-10"), version(plan_of(two), after_due, "2017-04-01")}};
  EXPECT_EQ(said_of(fresh), "");
  const PlanHistory gone{
      {version(plan_of(two), "2016-01-01", "2016-01-10"), version(other, after_due, "2017-04-01")}};
  const MeasureAssessment row = assess(gone, asked())["1"];
  EXPECT_TRUE(row.reasons.has(Reason::dropped_by_revision));
  EXPECT_FALSE(row.reasons.has(Reason::target_changed));
  // A version without the measure hides nothing that happened around it.
  const PlanHistory around{{version(plan_of(two), "2016-01-01", "2016-01-10"),
                            version(other, "2016-08-01", "2016-08-01"),
                            version(plan_of({two[0]}), after_due, "2017-04-01")}};
  EXPECT_EQ(said_of(around), "after due");
}

// One that a revision gives to another measure with its id is dropped here and added there.
TEST(ChangedIndicatorsOf, OneThatMovesToAnotherMeasure) {
  const auto plan_with = [](const Parts& first, const Parts& second) {
    PlanBuilder builder = made::heading();
    for (const auto& [id, parts] : {std::pair{"1", first}, std::pair{"2", second}}) {
      Measure measure = made::measure(id, made::window("2016-01-01", "2016-12-31"));
      made::set_indicators(measure, parts);
      builder.add(measure);
    }
    return builder.build();
  };
  const AmendMapping moved{{}, {{IndicatorId{"1/1"}, IndicatorId{"2/2"}}}, {}};
  const Plan before = plan_with(two, {{"a law", thing}});
  const Plan after = plan_with({two[1]}, {{"a law", thing}, two[0]});
  const PlanHistory history = history_of(before, after, after_due, moved);
  const Evidence evidence{std::vector<Entry>{value("2016", 1200), done("2016-12-01", "1/2"),
                                             done("2016-12-01", "2/1")}};
  const Assessment assessment = assess(history, evidence, asked());
  const Explanation left = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(left.verdict.deadline_status, DeadlineStatus::done_on_time);
  EXPECT_EQ(left.former_status, DeadlineStatus::overdue);
  EXPECT_EQ(left.dropped.at(0).former->status, IndicatorStatus::not_met);
  const Explanation taken = explain(assessment, MeasureId{"2"});
  EXPECT_EQ(taken.verdict.deadline_status, DeadlineStatus::overdue);
  EXPECT_EQ(taken.former_status, DeadlineStatus::done_on_time);
  EXPECT_TRUE(taken.dropped.empty());
}

// Nobody confirmed that the report shows the whole; with it away, the rest decides.
TEST(ChangedIndicatorsOf, ADroppedReportThatKeptTheMeasureUndecided) {
  const Parts parts{{"information is supplied", IndicatorKind::report}, two[1]};
  const PlanHistory history = history_of(plan_of(parts), plan_of({two[1]}), after_due);
  const Evidence evidence{std::vector<Entry>{done("2016-12-01"), done("2016-12-01", "1/2")}};
  const Assessment assessment = assess(history, evidence, asked());
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::done_on_time);
  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(explained.dropped.at(0).former->status, IndicatorStatus::met);
  EXPECT_EQ(explained.former_status, DeadlineStatus::undecided);
}

// Without weight it was nothing that had to be met, and yet one that could be seen to be missed.
TEST(ChangedIndicatorsOf, ADroppedOneKeepsTheWeightOfItsVersion) {
  const Plan first = plan_of(two);
  const Plan second = amend(first, plan_of({two[1]})).plan;
  for (const double weight : {0.0, 1.0}) {
    const PlanHistory history{
        {Revision{first, day("2016-01-01"), day("2016-01-10"), profile_of(first, weight)},
         version(second, after_due, "2017-04-01")}};
    const Explanation explained = explain(assess(history, short_of_it(), asked()), MeasureId{"1"});
    EXPECT_EQ(explained.former_status,
              weight > 0 ? DeadlineStatus::overdue : DeadlineStatus::done_on_time);
  }
}

TEST(ChangedIndicatorsOf, NewEvidenceKeepsWhatIsSaid) {
  const PlanHistory history = history_of(plan_of(two), plan_of({two[1]}), after_due);
  const Assessment before = assess(history, short_of_it(), asked());
  const std::vector<Entry> later{value("2017", 1600), done("2017-01-05", "1/2")};
  EXPECT_EQ(said_of(reassess(before, before.evidence().appended(later))), "after due");
}

// Where many indicators come and go, each is found by its id, and what is told is theirs.
TEST(ChangedIndicatorsOf, ManyThatChangeTheirPlaces) {
  constexpr std::size_t all = 300;
  Parts parts;
  for (std::size_t i = 0; i < all; ++i) parts.emplace_back("thing " + std::to_string(i), thing);
  const Parts reversed{parts.rbegin(), parts.rend()};
  const Plan first = plan_of(parts);
  EXPECT_EQ(said_of(history_of(first, plan_of(reversed), after_due)), "");
  const Parts fewer{reversed.begin() + 1, reversed.end()};
  const PlanHistory history = history_of(first, plan_of(fewer), after_due);
  const Explanation explained = explain(assess(history, asked()), MeasureId{"1"});
  ASSERT_EQ(explained.dropped.size(), 1U);
  EXPECT_EQ(explained.dropped[0].text, "thing 299");
}

}  // namespace
}  // namespace actionplan::changed_indicators_test

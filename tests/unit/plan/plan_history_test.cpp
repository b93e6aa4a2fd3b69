// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_history.hpp>

#include <actionplan/core/error.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

namespace actionplan::plan_history_test {
namespace {

Plan titled(const char* title) { return made::heading(title).build(); }

PlanHistory revised_once() {
  return PlanHistory{{Revision{titled("first"), made::day("2016-04-27"), made::day("2016-05-01")}}}
      .revised(titled("second"), made::day("2017-03-01"), made::day("2017-06-01"));
}

const std::string& title_on(const PlanHistory& history, const char* as_of,
                            std::optional<Date> known_at = {}) {
  return history.plan_on(made::day(as_of), known_at).heading().title;
}

TEST(PlanHistory, OfOnePlanHasItInForceAlways) {
  const PlanHistory history = titled("only");
  EXPECT_EQ(history.plan_on(Date::earliest()).heading().title, "only");
  EXPECT_EQ(history.plan_on(Date::latest(), Date::earliest()).heading().title, "only");
}

TEST(PlanHistory, GivesThePlanOfTheDay) {
  const PlanHistory history = revised_once();
  EXPECT_EQ(title_on(history, "2017-02-28"), "first");
  EXPECT_EQ(title_on(history, "2017-03-01"), "second");
}

TEST(PlanHistory, BeforeTheFirstRevisionTheFirstIsUsed) {
  EXPECT_EQ(title_on(revised_once(), "2015-01-01"), "first");
}

TEST(PlanHistory, WhatWasRecordedLaterIsNotKnown) {
  EXPECT_EQ(title_on(revised_once(), "2017-03-01", made::day("2017-05-31")), "first");
  EXPECT_EQ(title_on(revised_once(), "2017-03-01", made::day("2017-06-01")), "second");
  EXPECT_THROW(static_cast<void>(title_on(revised_once(), "2017-03-01", made::day("2016-04-30"))),
               InvalidArgument);
}

TEST(PlanHistory, RevisionsStandInOrderOfEffect) {
  const PlanHistory history =
      revised_once().revised(titled("between"), made::day("2016-12-01"), made::day("2017-07-01"));
  EXPECT_EQ(title_on(history, "2016-12-01"), "between");
  EXPECT_EQ(title_on(history, "2017-03-01"), "second");
  EXPECT_EQ(history.in_force(made::day("2018-01-01")).size(), 3U);
}

TEST(PlanHistory, OfRevisionsOfOneDayTheLastAddedWins) {
  const PlanHistory history =
      revised_once().revised(titled("third"), made::day("2017-03-01"), made::day("2017-06-02"));
  EXPECT_EQ(title_on(history, "2017-03-01"), "third");
}

TEST(PlanHistory, WithoutAnyPlanIsRefused) {
  EXPECT_THROW(PlanHistory{std::vector<Revision>{}}, InvalidArgument);
}

// A plan of one measure with two indicators, and a profile that gives a target, a weight of an
// indicator that later versions may lack, and a deadline.
Plan measured_plan(const char* deadline) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  measure.deadline.text = deadline;
  made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  return builder.add(measure).build();
}

Profile measured_profile() {
  Profile profile;
  profile.plan = "A plan";
  Target target;
  target.value = 40;
  profile.indicators[IndicatorId{"1/1"}].targets = {target};
  DeadlineCorrection corrected;
  corrected.kind = DeadlineKind::by;
  corrected.due = made::day("2017-06-30");
  profile.measures[MeasureId{"1"}].deadline = corrected;
  return profile;
}

TEST(PlanHistory, ARevisionWithoutAProfileKeepsTheOneBefore) {
  const PlanHistory first{measured_plan("2016-2018"), measured_profile()};
  const PlanHistory history =
      first.revised(measured_plan("2016-2018"), made::day("2017-01-01"), made::day("2017-01-01"));
  const Revision& later = history.revisions().back();
  EXPECT_EQ(later.profile, measured_profile());
  EXPECT_EQ(later.plan["1"].deadline.due, made::day("2017-06-30"));
  EXPECT_TRUE(later.plan.problems().empty());
}

TEST(PlanHistory, AnEmptyProfileOfARevisionMeansNone) {
  const PlanHistory first{measured_plan("2016-2018"), measured_profile()};
  const PlanHistory history = first.revised(measured_plan("2016-2018"), made::day("2017-01-01"),
                                            made::day("2017-01-01"), Profile{});
  EXPECT_EQ(history.revisions().back().profile, Profile{});
  EXPECT_EQ(history.revisions().back().plan["1"].deadline.due, made::day("2018-12-31"));
}

TEST(PlanHistory, ACorrectedDeadlineOfAnotherTextIsNotKeptAndToldOf) {
  const PlanHistory first{measured_plan("2016-2018"), measured_profile()};
  const PlanHistory history =
      first.revised(measured_plan("2016-2019"), made::day("2017-01-01"), made::day("2017-01-01"));
  const Revision& later = history.revisions().back();
  EXPECT_EQ(later.plan["1"].deadline.due, made::day("2018-12-31"));
  EXPECT_EQ(later.profile.indicators, measured_profile().indicators);
  ASSERT_EQ(later.plan.problems().size(), 1U);
  EXPECT_EQ(later.plan.problems()[0].code, "profile_deadline");
}

TEST(PlanHistory, WhatALaterVersionLacksOfItsProfileIsToldAndKept) {
  const PlanHistory first{measured_plan("2016-2018"), measured_profile()};
  const PlanHistory history =
      first.revised(titled("A plan"), made::day("2017-01-01"), made::day("2017-01-01"));
  const Revision& later = history.revisions().back();
  EXPECT_EQ(later.profile.indicators, measured_profile().indicators);
  ASSERT_EQ(later.plan.problems().size(), 2U);
  EXPECT_EQ(later.plan.problems()[0].code, "profile_unknown_measure");
  EXPECT_EQ(later.plan.problems()[1].code, "profile_unknown_indicator");
}

// Ids that no revision holds, each once with what is like it; what a former one had is known.
TEST(PlanHistory, NamesWhatItsProfilesSayInVain) {
  PlanBuilder builder = made::heading();
  for (const char* number : {"1.1", "1.2"}) {
    Measure measure = made::measure(number, made::window("2016-01-01", "2016-12-31"));
    made::set_indicators(measure, {{"laws", IndicatorKind::count}});
    builder.add(measure);
  }
  const Plan plan = builder.build();
  Profile profile;
  profile.indicators[IndicatorId{"1.1/7"}].direction = Direction::up;
  profile.measures[MeasureId{"1.3"}].weight = 2;
  const PlanHistory history{plan, profile};
  const std::vector<Problem> problems = history.problems();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "profile_unknown_measure");
  EXPECT_NE(problems[0].message.find("the nearest are 1.1 and 1.2"), std::string::npos);
  EXPECT_EQ(problems[1].code, "profile_unknown_indicator");
  EXPECT_NE(problems[1].message.find("1.1/1"), std::string::npos);
  EXPECT_TRUE(PlanHistory{plan}.problems().empty());

  PlanBuilder shorter{plan};
  shorter.measures().pop_back();
  Profile of_former;
  of_former.measures[MeasureId{"1.2"}].weight = 2;
  const PlanHistory revised = PlanHistory{plan}.revised(shorter.build(), made::day("2017-01-01"),
                                                        made::day("2017-01-01"), of_former);
  const std::vector<Problem> of_dropped = revised.problems();
  ASSERT_EQ(of_dropped.size(), 1U) << "1.2 is a measure of the first revision";
  EXPECT_EQ(of_dropped[0].code, "profile_dropped_measure");
  EXPECT_EQ(of_dropped[0].severity, Severity::info) << "nothing new may be the same";
}

}  // namespace
}  // namespace actionplan::plan_history_test

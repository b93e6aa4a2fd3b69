// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_history.hpp>

#include <actionplan/core/error.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

namespace actionplan {
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

}  // namespace
}  // namespace actionplan

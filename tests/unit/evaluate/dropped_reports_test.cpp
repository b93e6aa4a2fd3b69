// SPDX-License-Identifier: Apache-2.0
// Reports that a later version of a deadline no longer asks for are told.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "versions.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace actionplan::dropped_reports_test {
namespace {

using made::after_due;
using made::asked;
using made::before_due;
using made::day;

Plan plan_of(Deadline deadline, const char* text = "") {
  deadline.text = text;
  PlanBuilder builder = made::heading();
  return builder.add(made::measure("1", std::move(deadline))).build();
}

Deadline quarterly() {
  return made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly, "2015-12-01");
}

Deadline once() { return made::window("2016-01-01", "2016-12-31"); }

// What is told of measure 1: "*" where it came after the due day.
std::string told(const PlanHistory& history, const AssessOptions& options = asked()) {
  std::string words;
  for (const DroppedReports& one :
       explain(assess(history, options), MeasureId{"1"}).dropped_reports) {
    EXPECT_EQ(one.recorded_on, day("2017-04-01"));
    words += std::string{one.cadence ? to_string(*one.cadence) : "-"} + ":";
    for (const Period& period : one.periods) words += " " + period.text();
    words += one.is_after_due ? "*" : "";
  }
  return words;
}

struct Case {
  const char* name;
  Deadline first;
  Deadline second;
  std::string dropped;  // without the star
};

class DroppedReportsOf : public testing::TestWithParam<Case> {};

TEST_P(DroppedReportsOf, AreTold) {
  const Case& c = GetParam();
  const auto by = [&c](const char* effective_on) {
    return made::history_of({plan_of(c.first), {}}, {plan_of(c.second), {}}, effective_on);
  };
  EXPECT_EQ(told(by(before_due)), c.dropped);
  EXPECT_EQ(told(by(after_due)), c.dropped.empty() ? "" : c.dropped + "*");
  EXPECT_EQ(told(by(after_due), asked("2017-02-28")), "");
  EXPECT_EQ(told(by(after_due), asked("2018-01-01", "2017-03-31")), "");
}

INSTANTIATE_TEST_SUITE_P(
    Deadlines, DroppedReportsOf,
    testing::Values(
        Case{"nothing", quarterly(), quarterly(), ""},
        Case{"all", quarterly(), once(), "quarterly: 2016Q1 2016Q2 2016Q3 2016Q4"},
        Case{"none_were_asked_for", once(), once(), ""}, Case{"added", once(), quarterly(), ""},
        Case{"a_longer_window", quarterly(),
             made::recurring("2016-01-01", "2017-12-31", Cadence::quarterly, "2015-12-01"), ""},
        Case{"a_shorter_window", quarterly(),
             made::recurring("2016-01-01", "2016-06-30", Cadence::quarterly, "2015-12-01"),
             "quarterly: 2016Q3 2016Q4"},
        Case{"a_slower_cadence", quarterly(),
             made::recurring("2016-01-01", "2016-12-31", Cadence::annual, "2015-12-01"),
             "quarterly: 2016Q1 2016Q2 2016Q3 2016Q4"},
        Case{"what_ended_before_the_adoption_was_not_asked_for",
             made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly, "2016-04-27"), once(),
             "quarterly: 2016Q2 2016Q3 2016Q4"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(DroppedReportsTold, OfADeadlineWithoutAnEndByTheirCadence) {
  Deadline endless;
  endless.kind = DeadlineKind::recurring;
  endless.cadence = Cadence::annual;
  const PlanHistory history =
      made::history_of({plan_of(endless), {}}, {plan_of(once()), {}}, after_due);
  EXPECT_EQ(told(history), "annual:");
}

// The same words, read otherwise, were never dropped.
TEST(DroppedReportsTold, NothingWhereTheSameWordsAreReadOtherwise) {
  Profile reads;
  DeadlineCorrection correction;
  correction.start = day("2016-01-01");
  correction.due = day("2016-12-31");
  reads.measures[MeasureId{"1"}].deadline = correction;
  const Plan plan = plan_of(quarterly(), "2016, quarterly");
  EXPECT_EQ(told(made::history_of({plan, {}}, {plan, reads}, after_due)), "");
}

// A report that was due by itself is dropped late, though the measure has time.
TEST(DroppedReportsTold, AfterTheirOwnDay) {
  Deadline asks = made::recurring("2016-01-01", "2019-12-31", Cadence::annual, "2015-12-01");
  asks = with_report_due(asks, report_due_preset("open_budget_survey"));
  const PlanHistory history = made::history_of(
      {plan_of(asks), {}}, {plan_of(made::window("2016-01-01", "2019-12-31")), {}}, "2018-02-01");
  EXPECT_EQ(told(history, asked("2018-06-01")), "annual: 2016 2017 2018 2019*");
}

TEST(DroppedReportsTold, InASentence) {
  const PlanHistory history =
      made::history_of({plan_of(quarterly()), {}}, {plan_of(once()), {}}, after_due);
  const Assessment assessment = assess(history, asked());
  const std::string text = to_text(explain(assessment, MeasureId{"1"}), assessment);
  EXPECT_NE(text.find("Its 4 quarterly reports on 2016Q1 to 2016Q4 were dropped by the version "
                      "in force from 2017-03-01, recorded 2017-04-01, when the day by which it was "
                      "due had passed.\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace actionplan::dropped_reports_test

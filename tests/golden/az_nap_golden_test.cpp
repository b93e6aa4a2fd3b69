// SPDX-License-Identifier: Apache-2.0
#include "golden.hpp"
#include "test_paths.hpp"

#include <actionplan/actionplan.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace actionplan::az_nap_golden_test {
namespace {

using golden::difference;
using golden::expect_golden;

const std::string stem = "az-nap-2016-2018.";

const Plan& plan() {
  static const Plan read_once =
      read(std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt"});
  return read_once;
}

// The plan with due days for its reports, which it does not give itself.
Plan plan_with_due_reports() {
  Profile profile;
  profile.plan = plan().heading().title;
  profile.report_due = report_due_preset("open_budget_survey");
  return apply(plan(), profile);
}

Assessment assess_on(const Plan& plan, const char* day) {
  return assess(plan, AssessOptions{Date::parse(day)});
}

TEST(AzNapGolden, Plan) { expect_golden(stem + "plan.json", to_json(plan())); }

TEST(AzNapGolden, PlanIsReadBackFromItsJson) {
  const std::string json = to_json(plan());
  const Plan again = plan_from_json(json);
  EXPECT_EQ(again, plan());
  EXPECT_EQ(again.problems(), plan().problems());
  EXPECT_EQ(difference(json, to_json(again)), "");
}

TEST(AzNapGolden, AssessmentJson) {
  for (const char* day : {"2016-06-01", "2017-06-30", "2020-01-01"}) {
    expect_golden(stem + "assessment-" + day + ".json", to_json(assess_on(plan(), day)));
  }
}

TEST(AzNapGolden, AssessmentJsonWithDueReports) {
  expect_golden(stem + "due-reports.assessment-2017-06-30.json",
                to_json(assess_on(plan_with_due_reports(), "2017-06-30")));
}

TEST(AzNapGolden, AssessmentCsv) {
  for (const char* day : {"2016-12-31", "2017-01-01", "2018-01-01", "2020-01-01"}) {
    expect_golden(stem + "assessment-" + day + ".csv", to_csv(assess_on(plan(), day)));
  }
}

TEST(AzNapGolden, Calendar) { expect_golden(stem + "ics", calendar(plan())); }

TEST(AzNapGolden, CalendarWithDueReports) {
  expect_golden(stem + "due-reports.ics", calendar(plan_with_due_reports()));
}

TEST(Difference, ShowsOnlyTheLinesThatDiffer) {
  EXPECT_EQ(difference("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(difference("a\nb\nc\nd\ne\nf\n", "a\nX\nc\nd\ne\nY\nZ\nf\n"),
            "line 2:\n a\n-b\n+X\nline 6:\n e\n+Y\n+Z\n");
  EXPECT_EQ(difference("", "a\n"), "line 1:\n+a\n");
  EXPECT_EQ(difference("a\na\n", "a\n"), "line 2:\n a\n-a\n");
  EXPECT_EQ(difference("a\n", "a"), "the end: a line break there, or not\n");
}

}  // namespace
}  // namespace actionplan::az_nap_golden_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/csv.hpp>

#include "../make_plan.hpp"

#include <actionplan/evaluate/assess.hpp>

#include <gtest/gtest.h>

namespace actionplan::csv_test {
namespace {

const std::string header =
    "number,section,title,deadline_status,due,days_late,days_past_due,reasons,reports_expected,"
    "reports_received,reports_missing,agencies_binding,agencies_recommended,id\r\n";

std::string csv_of(const Measure& measure, const char* as_of) {
  PlanBuilder builder = made::heading();
  builder.add(made::section("1")).add(made::agency("justice")).add(made::agency("=cmd"));
  return to_csv(assess(builder.add(measure).build(), AssessOptions{made::day(as_of)}));
}

// The first line after the header.
std::string line_of(const Measure& measure, const char* as_of = "2016-06-01") {
  const std::string csv = csv_of(measure, as_of);
  EXPECT_TRUE(csv.starts_with(header));
  EXPECT_TRUE(csv.ends_with("\r\n"));
  return csv.substr(header.size(), csv.size() - header.size() - 2);
}

Measure titled(const std::string& title) {
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  measure.title = title;
  return measure;
}

TEST(Csv, OfAnEmptyPlanIsItsHeader) {
  EXPECT_EQ(to_csv(assess(Plan{}, AssessOptions{made::day("2017-01-01")})), header);
}

TEST(Csv, TellsWhatIsPastDue) {
  Measure measure = titled("Do");
  measure.section = SectionId{"1"};
  measure.assignments = {made::assignment("justice"), made::assignment("=cmd"),
                         made::assignment("justice", Force::recommended)};
  EXPECT_EQ(line_of(measure, "2017-01-03"),
            "1,1,Do,unreported,2016-12-31,,3,\"past_due; no_evidence; window_only\",0,0,,"
            "\"justice;' =cmd\",justice,1");
}

TEST(Csv, ListsTheMissingReports) {
  const Measure measure =
      made::measure("5.4", made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly));
  const std::string line = line_of(measure, "2016-10-15");
  EXPECT_NE(line.find(",2,0,\"2016Q2; 2016Q3\",,"), std::string::npos) << line;
}

TEST(Csv, ListsWhatARevisionDropped) {
  PlanBuilder first = made::heading();
  first.add(made::agency("gone"));
  Measure measure = titled("Dropped");
  measure.assignments = {made::assignment("gone")};
  const PlanHistory history = PlanHistory{first.add(measure).build()}.revised(
      made::heading().build(), made::day("2016-06-01"), made::day("2016-06-01"));
  const std::string csv = to_csv(assess(history, AssessOptions{made::day("2016-07-01")}));
  EXPECT_NE(csv.find("\r\n1,,Dropped,withdrawn,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",gone,,1\r\n"), std::string::npos) << csv;
}

struct Case {
  const char* name;
  std::string title;
  std::string cell;
};

class TextCell : public testing::TestWithParam<Case> {};

TEST_P(TextCell, IsQuotedAndHarmless) {
  const std::string line = line_of(titled(GetParam().title));
  const std::string start = "1,," + GetParam().cell + ",open,";
  EXPECT_EQ(line.substr(0, start.size()), start);
}

INSTANTIATE_TEST_SUITE_P(
    Titles, TextCell,
    testing::Values(
        Case{"Plain", "Özünü idarə", "Özünü idarə"}, Case{"Empty", "", ""},
        Case{"Comma", "a, b", "\"a, b\""}, Case{"Quote", "a \"b\"", "\"a \"\"b\"\"\""},
        Case{"LineFeed", "a\nb", "\"a\nb\""}, Case{"LineBreak", "a\r\nb", "\"a\r\nb\""},
        Case{"Semicolon", "a;=b", "\"a;'=b\""}, Case{"SemicolonAndBlank", "a; +b", "\"a;' +b\""},
        Case{"SemicolonAndQuote", "a;\"=b\"", "\"a;'\"\"=b\"\"\""},
        Case{"AfterLineFeed", "a\n=b", "\"a\n'=b\""},
        Case{"AfterLineBreak", "a\r\n@b", "\"a\r\n'@b\""}, Case{"AfterTab", "a\t-b", "\"a\t'-b\""},
        Case{"FullWidth",
             "\xEF\xBC\x9D"
             "1",
             "'\xEF\xBC\x9D"
             "1"},
        Case{"SemicolonInside", "a; b-c", "\"a; b-c\""}, Case{"Equals", "=1+1", "'=1+1"},
        Case{"Plus", "+1", "'+1"}, Case{"Minus", "-1", "'-1"}, Case{"At", "@SUM(A1)", "'@SUM(A1)"},
        Case{"Tab", "\t=1", "\"'\t'=1\""}, Case{"CarriageReturn", "\r=1", "\"'\r'=1\""},
        Case{"FormulaWithQuotes", "=cmd|\"/c calc\"", "\"'=cmd|\"\"/c calc\"\"\""},
        Case{"MinusInside", "a-b", "a-b"}, Case{"Blank", " a", "' a"},
        Case{"GuardedAlready", "'=1", "''=1"}, Case{"Apostrophe", "'a", "'a"}),
    [](const auto& test) { return std::string{test.param.name}; });

}  // namespace
}  // namespace actionplan::csv_test

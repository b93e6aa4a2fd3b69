// SPDX-License-Identifier: Apache-2.0
// Tables of cells become plans: columns by meaning, outline and numbers, rows that are odd, and plans
// of other shapes.
#include <actionplan/core/error.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include "example_plan.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::interpret_test {
namespace {

const auto by_name = [](const auto& test) { return std::string{test.param.name}; };

std::string codes_of(const Plan& plan) {
  std::string out;
  for (const Problem& problem : plan.problems()) {
    if (problem.code == "column_read" || problem.code == "role_missing") continue;
    if (!out.empty()) out += ' ';
    out += problem.code + "@" + std::to_string(problem.place.line) + ":" +
           std::to_string(problem.place.column);
  }
  return out;
}

// Sections and measures in the order of the document: "4 Title" and "  4.1 in 4: title; ...".
std::string outline_of(const Plan& plan) {
  std::string out;
  for (const Section& section : plan.sections()) {
    out += "<" + section.id.value() + (section.parent ? " in " + section.parent->value() : "") +
           ": " + section.title + "> ";
  }
  for (const Measure& measure : plan.measures()) {
    out += measure.id.value() + (measure.section ? " in " + measure.section->value() : "") + ": " +
           measure.title + "; ";
  }
  return out;
}

struct HeaderCase {
  const char* name;
  const char* header;  // of a CSV file; below it stands "a,b,c,d,..."
  const char* number;
  const char* title;
  const char* indicator;
  const char* agencies;
  const char* deadline;
};

class HeaderWords : public testing::TestWithParam<HeaderCase> {};

TEST_P(HeaderWords, TellTheColumns) {
  const HeaderCase& test = GetParam();
  const Plan plan = read_bytes(std::string{test.header} + "\na,b,c,d,e,f,g\n", "csv");
  ASSERT_EQ(plan.measures().size(), 1U);
  const Measure& measure = plan.measures().front();
  EXPECT_EQ(measure.number, test.number);
  EXPECT_EQ(measure.title, test.title);
  EXPECT_EQ(measure.indicator_text, test.indicator);
  EXPECT_EQ(measure.assignment_text, test.agencies);
  EXPECT_EQ(measure.deadline.text, test.deadline);
}

INSTANTIATE_TEST_SUITE_P(
    Interpret, HeaderWords,
    testing::ValuesIn(std::vector<HeaderCase>{
        {"azerbaijan", "№,Name of measure,Evaluation indicator,Implementing agencies,Deadline", "a",
         "b", "c", "d", "e"},
        {"short", "No,Commitment,Indicator,Responsible agency,Due date", "a", "b", "c", "d", "e"},
        {"other_words", "#,Activity,Expected results,Lead agency,Timeline", "a", "b", "c", "d",
         "e"},
        {"capitals_dots_and_colons", "NO.,MEASURE:,INDICATORS,IMPLEMENTERS,DEADLINE:", "a", "b",
         "c", "d", "e"},
        {"any_order", "Deadline,Implementing agencies,Evaluation indicator,Name of measure,No", "e",
         "d", "c", "b", "a"},
        {"more_words",
         "Ref. number,Description of the commitment / activity,Indicators for evaluation of "
         "measures,Name of responsible institution,Period of implementation (start - end)",
         "a", "b", "c", "d", "e"},
        {"broken_over_lines",
         "No,\"Name of\nmeasure\",\"Evaluation\nindicator\",\"Implementing  "
         "\nagencies\",Dead­line",
         "a", "b", "c", "d", "e"},
        {"united_states", "Milestone,Measurement,Reporting Mechanism,Target Date,Responsible Party",
         "", "a", "b", "e", "d"},
        {"start_and_end", "No,Milestone,Start date,End date,Status", "a", "b", "", "", "d"},
        {"the_plainer_of_two", "Status of measure,No,Measure,Deadline", "b", "c", "", "", "d"},
        {"the_first_of_equals", "No,Measure,Activity,Deadline", "a", "b", "", "", "d"},
        {"azerbaijani", "Sıra,Tədbirin adı,Qiymətləndirmə indikatoru,İcraçılar,İcra müddəti", "a",
         "b", "c", "d", "e"},
    }),
    by_name);

TEST(HeaderWords, TellTheLanguageUnlessItIsGiven) {
  EXPECT_EQ(read_bytes("№,Tədbirin adı,İcraçılar\n1.1,x,y\n", "csv").heading().language, "az");
  EXPECT_EQ(read_bytes("№,Measure,Deadline\n1.1,x,y\n", "csv").heading().language, "en");
  ReadOptions options;
  options.language = "fr";
  EXPECT_EQ(read_bytes("No,Measure,Deadline\n1.1,x,y\n", "csv", options).heading().language, "fr");
}

class NoHeader : public testing::TestWithParam<HeaderCase> {};

TEST_P(NoHeader, IsRefusedWithARemedy) {
  try {
    static_cast<void>(read_bytes(GetParam().header, "csv"));
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_NE(std::string{error.what()}.find("name its columns"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Interpret, NoHeader,
    testing::ValuesIn(std::vector<HeaderCase>{
        {"prose", "Dear reader,\nthis is no table.\n", "", "", "", "", ""},
        {"numbers", "1,2,3\n4,5,6\n", "", "", "", "", ""},
        {"title_alone", "Measure\nBuild\n", "", "", "", "", ""},
        {"rows_that_speak_of_measures",
         "1.1.,Build,Implemented measures,Implementers: Alpha,2016\n"
         "1.2.,Mend,\"Number of carried out activities\",Responsible: Beta,2017\n",
         "", "", "", "", ""},
    }),
    by_name);

TEST(NoHeader, OfTheRealPlanIsNotMadeUpFromItsRows) {
  std::string text = example_plan();
  text.erase(0, text.find("\t1. "));
  EXPECT_THROW(static_cast<void>(read_bytes(text, "text")), ParseError);
}

struct RowCase {
  const char* name;
  const char* rows;  // below "No,Measure,Indicator,Agencies,Deadline"
  const char* outline;
  const char* problems = "";
};

class Rows : public testing::TestWithParam<RowCase> {};

TEST_P(Rows, MakeSectionsAndMeasures) {
  const Plan plan =
      read_bytes(std::string{"No,Measure,Indicator,Agencies,Deadline\n"} + GetParam().rows, "csv");
  EXPECT_EQ(outline_of(plan), GetParam().outline);
  EXPECT_EQ(codes_of(plan), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Outline, Rows,
    testing::ValuesIn(std::vector<RowCase>{
        {"sections_in_one_cell",
         "1. First,,,,\n1.1. Inner,,,,\n1.1.1.,x,i,a,2016\n1.2. Next,,,,\n1.2.1,y,i,a,2016\n"
         "2. Second,,,,\n2.1,z,i,a,2016\n",
         "<1: First> <1.1 in 1: Inner> <1.2 in 1: Next> <2: Second> 1.1.1 in 1.1: x; 1.2.1 in 1.2: "
         "y; 2.1 in 2: z; "},
        {"sections_in_two_cells", "1,First,,,\n1.1,x,i,a,2016\n", "<1: First> 1.1 in 1: x; "},
        {"section_in_another_column", ",1. First,,,\n1.1,x,i,a,2016\n", "<1: First> 1.1 in 1: x; "},
        {"section_without_number", "General matters,,,,\n1,x,i,a,2016\n2,y,i,a,2016\n",
         "<unnumbered: General matters> 1 in unnumbered: x; 2 in unnumbered: y; "},
        {"two_sections_without_number", "General,,,,\n1,x,i,a,2016\nFurther,,,,\n2,y,i,a,2016\n",
         "<unnumbered: General> <unnumbered#2: Further> 1 in unnumbered: x; 2 in unnumbered#2: "
         "y; "},
        {"labels_with_letters", "C01,Climate,,,\nC01.1,Inner,,,\nC01.1.1,x,i,a,2023\n",
         "<C01: Climate> <C01.1 in C01: Inner> C01.1.1 in C01.1: x; "},
        {"label_with_a_letter_at_its_end", "4.1.a,x,i,a,2016\n4.1.b,y,i,a,2016\n",
         "4.1.a: x; 4.1.b: y; "},
        {"level_left_out", "1. First,,,,\n1.1.1,x,i,a,2016\n", "<1: First> 1.1.1 in 1: x; "},
        {"no_sections", "1,x,i,a,2016\n2,y,i,a,2017\n", "1: x; 2: y; "},
        {"measure_under_the_innermost_heading", "1. A,,,,\n1.1. B,,,,\n1.1.1,x,i,a,2016\n",
         "<1: A> <1.1 in 1: B> 1.1.1 in 1.1: x; "},
        {"section_number_twice", "1. A,,,,\n1.1,x,i,a,2016\n1. B,,,,\n1.2,y,i,a,2016\n",
         "<1: A> <1#2: B> 1.1 in 1: x; 1.2 in 1#2: y; ", "number_out_of_order@4:1"},
        {"only_sections", "1. A,,,,\n2. B,,,,\n", "<1: A> <2: B> ", "no_measures@1:1"},
        {"nothing_below_the_header", "", "", "no_measures@1:1"},
    }),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Numbers, Rows,
    testing::ValuesIn(std::vector<RowCase>{
        {"with_or_without_a_dot", "1.1.,x,i,a,2016\n1.2,y,i,a,2016\n1.3),z,i,a,2016\n",
         "1.1: x; 1.2: y; 1.3: z; "},
        {"repeated", "1.1,x,i,a,2016\n1.1,y,i,a,2016\n1.1,z,i,a,2016\n",
         "1.1: x; 1.1#2: y; 1.1#3: z; ", "number_repeated@3:1 number_repeated@4:1"},
        {"repeated_beside_a_label_like_the_id", "A#2,w,i,a,2016\nA,x,i,a,2016\nA,y,i,a,2016\n",
         "A#2: w; A: x; A#3: y; ", "number_repeated@4:1"},
        {"out_of_order", "1.2,x,i,a,2016\n1.1,y,i,a,2016\n", "1.2: x; 1.1: y; ",
         "number_out_of_order@3:1"},
        {"tenth_after_ninth", "1.9,x,i,a,2016\n1.10,y,i,a,2016\n", "1.9: x; 1.10: y; "},
        {"outside_its_section", "1. A,,,,\n2.1,x,i,a,2016\n", "<1: A> 2.1 in 1: x; ",
         "number_outside_section@3:1"},
        {"missing", ",x,i,a,2016\n,y,i,a,2016\n", "unnumbered: x; unnumbered#2: y; ",
         "number_missing@2:2 number_missing@3:2"},
        {"stray_mark", "1.1. \"\",x,i,a,2016\n", "1.1: x; ", "stray_character@2:6"},
        {"number_in_the_title", ",1.1. x,i,a,2016\n", "1.1: x; "},
        {"a_number_too_long_is_a_label", "1234,x,i,a,2016\n1.2.3.4.5.6.7.8.9,y,i,a,2016\n",
         "1234: x; 1.2.3.4.5.6.7.8.9: y; "},
    }),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Width, Rows,
    testing::ValuesIn(std::vector<RowCase>{
        {"cut_short", "1.1,x\n1.2,y,i,a,2016\n", "1.1: x; 1.2: y; ", "row_short@2:1"},
        {"number_alone", "1.1\n1.2,y,i,a,2016\n", "1.1: ; 1.2: y; ",
         "title_missing@2:1 row_short@2:1"},
        {"too_long", "1.1,x,i,a,2016,more\n", "1.1: x; ", "extra_cell@2:16"},
        {"too_long_but_empty", "1.1,x,i,a,2016,,\n", "1.1: x; "},
        {"no_title", "1.1,,i,a,2016\n", "1.1: ; ", "title_missing@2:1"},
        {"header_again", "1.1,x,i,a,2016\nNo,Measure,Indicator,Agencies,Deadline\n1.2,y,i,a,2016\n",
         "1.1: x; 1.2: y; ", "header_repeated@3:1"},
        {"numbers_of_the_columns", "1,2,3,4,5\n1.1,x,i,a,2016\n", "1.1: x; ", "column_numbers@2:1"},
        {"blank_rows", ",,,,\n1.1,x,i,a,2016\n , , ,,\n", "1.1: x; "},
    }),
    by_name);

TEST(ShortRows, LackNothingWhereOnlyUnknownColumnsAreMissing) {
  const Plan plan = read_bytes("No,Measure,Deadline,Remarks\n1.1,Build,2017\n1.2,Mend\n", "csv");
  EXPECT_EQ(codes_of(plan),
            "column_missing@1:1 column_missing@1:1 column_ignored@1:21 row_short@3:1");
}

TEST(MissingColumns, AreToldAndTheRestIsRead) {
  const Plan plan = read_bytes("Commitment,When\nBuild,2017\n", "csv");
  EXPECT_EQ(codes_of(plan),
            "column_missing@1:1 column_missing@1:1 column_missing@1:1 number_missing@2:1");
  EXPECT_EQ(plan.measures().front().title, "Build");
  EXPECT_EQ(plan.measures().front().deadline.due, Date::from_ymd(2017, 12, 31));
}

TEST(Deadlines, LeanOnThePlan) {
  const Plan plan = read_bytes(
      "Plan for 2020-2022\n(Approved by decree of 3 May 2020)\n\tNo\n\tMeasure\n\tDeadline\n"
      "\t1.1.\n\tQuarterly reports on roads\n\t2021\n\t1.2.\n\tBuild\n\tcontinuously\n",
      "text");
  EXPECT_EQ(plan["1.1"].deadline.kind, DeadlineKind::recurring);
  EXPECT_EQ(plan["1.1"].deadline.expected_reports.size(), 4U);
  EXPECT_EQ(plan["1.2"].deadline.kind, DeadlineKind::continuous);
}

std::string days_of(const Deadline& deadline) {
  const auto iso = [](const std::optional<Date>& day) { return day ? day->iso() : std::string{}; };
  return std::string{to_string(deadline.kind)} + " " + iso(deadline.start) + ".." +
         iso(deadline.due);
}

TEST(Deadlines, TakeTheYearThatTheColumnOrThePlanNames) {
  const Plan by_header = read_bytes("No,Measure,Deadline (2019)\n1.1,Build,31 March\n", "csv");
  EXPECT_EQ(days_of(by_header["1.1"].deadline), "by ..2019-03-31");
  const Plan by_plan = read_bytes(
      "Action plan for 2021\n\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tBuild\n\tSeptember\n", "text");
  EXPECT_EQ(days_of(by_plan["1.1"].deadline), "window 2021-09-01..2021-09-30");
  const Plan of_years = read_bytes("No,Measure,Deadline (2019-2020)\n1.1,Build,31 March\n", "csv");
  EXPECT_EQ(of_years["1.1"].deadline.reason, NoDateReason::unread);
}

TEST(Deadlines, ReadDaysAsASpreadsheetStoresThem) {
  const std::string table = "No,Measure,Deadline\n1.1,Build,43465\n1.2,Pay,43465 in all\n";
  ReadOptions options;
  EXPECT_EQ(days_of(read_bytes(table, "csv", options)["1.1"].deadline), "by ..2018-12-31");
  EXPECT_EQ(read_bytes(table, "csv", options)["1.2"].deadline.reason, NoDateReason::unread);
  options.serial_epoch = SerialEpoch::year_1904;
  EXPECT_EQ(days_of(read_bytes(table, "csv", options)["1.1"].deadline), "by ..2023-01-01");
  options.serial_epoch = SerialEpoch::none;
  EXPECT_EQ(read_bytes(table, "csv", options)["1.1"].deadline.reason, NoDateReason::unread);
}

TEST(Deadlines, AreTheHeadersThatARowMarks) {
  const Plan plan = read_bytes(
      "No,Measure,Implementer,31 March 2021,30 June 2022\n1.1,Build,Justice,x,\n"
      "1.2,Pay,Justice,x,x\n1.3,Plan,Justice,50%,100%\n1.4,Spend,Justice,100,-\n",
      "csv");
  EXPECT_EQ(days_of(plan["1.1"].deadline), "by ..2021-03-31");
  EXPECT_EQ(days_of(plan["1.2"].deadline), "several ..2022-06-30");
  ASSERT_FALSE(plan["1.2"].deadline.assumptions.empty());
  EXPECT_EQ(plan["1.2"].deadline.assumptions.back(),
            "The day is that of the column headers which the row marks.");
  ASSERT_EQ(plan["1.3"].deadline.parts.size(), 2U);
  EXPECT_EQ(plan["1.3"].deadline.parts[0].target, 50);
  EXPECT_EQ(days_of(plan["1.4"].deadline), "no_date ..") << "a number may be a cost";
}

TEST(Deadlines, OfATermAreWhatTheLegendSays) {
  const Plan plan = read_bytes(
      "Action plan\nShort term: 2021-2022; medium term (by the end of 2024); long term\n"
      "\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tBuild\n\tshort term\n\t1.2.\n\tPay\n"
      "\tmedium-term\n\t1.3.\n\tPlan\n\tlong term\n",
      "text");
  EXPECT_EQ(days_of(plan["1.1"].deadline), "relative 2021-01-01..2022-12-31");
  EXPECT_EQ(days_of(plan["1.2"].deadline), "relative ..2024-12-31");
  EXPECT_EQ(days_of(plan["1.3"].deadline), "relative ..");
}

struct DeadlineCase {
  const char* name;
  const char* text;
  const char* problems;
};

class OddDeadline : public testing::TestWithParam<DeadlineCase> {};

TEST_P(OddDeadline, IsKeptAndToldWithItsPlace) {
  const Plan plan =
      read_bytes(std::string{"No,Measure,Deadline\n1.1,x,"} + GetParam().text + "\n", "csv");
  EXPECT_EQ(plan["1.1"].deadline.text, GetParam().text);
  EXPECT_FALSE(plan["1.1"].deadline.due);
  EXPECT_NE(codes_of(plan).find(GetParam().problems), std::string::npos) << codes_of(plan);
}

INSTANTIATE_TEST_SUITE_P(Interpret, OddDeadline,
                         testing::ValuesIn(std::vector<DeadlineCase>{
                             {"years_in_the_wrong_order", "2018-2016", "deadline_unreadable@2:7"},
                             {"year_out_of_range", "year 99999", "deadline_unreadable@2:7"},
                             {"no_date", "soon", "deadline_unreadable@2:7"},
                             {"empty", "", ""},
                         }),
                         by_name);

TEST(HeadingLines, TellTitleActDayAndYears) {
  const Plan plan = read_bytes(
      "Road Plan of Utopia for 2020-2022\nAdopted by Law No 5 of 3 May 2020\nDraft\n"
      "\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tx\n\t2021\n",
      "text");
  EXPECT_EQ(plan.heading().title, "Road Plan of Utopia for 2020-2022");
  EXPECT_EQ(plan.heading().legal_basis, "Adopted by Law No 5 of 3 May 2020");
  EXPECT_EQ(plan.heading().adopted_on, Date::from_ymd(2020, 5, 3));
  EXPECT_EQ(plan.heading().period, Period::parse("2020-2022"));
  EXPECT_EQ(codes_of(plan), "heading_line@3:1 column_missing@4:2 column_missing@4:2");
}

TEST(HeadingLines, MayStandInRowsAboveTheHeader) {
  const Plan plan = read_bytes(
      "Road Plan 2020-2022,,\n,Decree of 3 May 2020,\nNo,Measure,Deadline\n1.1,x,2021\n", "csv");
  EXPECT_EQ(plan.heading().title, "Road Plan 2020-2022");
  EXPECT_EQ(plan.heading().adopted_on, Date::from_ymd(2020, 5, 3));
}

TEST(HeadingLines, MayBeMissing) {
  const Plan plan = read_bytes("No,Measure,Deadline\n1.1,x,2021\n", "csv");
  EXPECT_EQ(plan.heading().title, "");
  EXPECT_FALSE(plan.heading().adopted_on);
  EXPECT_FALSE(plan.heading().period);
}

TEST(Limits, ExpectedReportsOfAPlanAreBoundedTogether) {
  ReadOptions options;
  options.limits.max_expected_reports = 30;
  std::string text = "No,Measure,Deadline\n";
  for (int i = 1; i < 5; ++i) text += "1." + std::to_string(i) + ",Monthly reports,2021\n";
  const Plan plan = read_bytes(text, "csv", options);
  EXPECT_EQ(plan["1.2"].deadline.expected_reports.size(), 12U);
  EXPECT_TRUE(plan["1.3"].deadline.expected_reports.empty());
  EXPECT_EQ(codes_of(plan),
            "column_missing@1:1 column_missing@1:1 too_many_reports@4:21 too_many_reports@5:21");
}

TEST(Limits, ProblemsOfOneCodeAreCappedAndTheRestCounted) {
  ReadOptions options;
  options.limits.max_problems = 2;
  std::string text = "No,Measure,Deadline\n";
  for (int i = 0; i < 10; ++i) text += "1.1,x\xFF,2021\n";
  const Plan plan = read_bytes(text, "csv", options);
  std::vector<std::string> messages;
  for (const Problem& problem : plan.problems()) {
    if (problem.code == "number_repeated" || problem.code == "invalid_utf8") {
      messages.push_back(problem.message.substr(0, 6));
    }
  }
  EXPECT_EQ(messages,
            (std::vector<std::string>{"Bytes ", "The nu", "Bytes ", "The nu", "8 more", "7 more"}));
}

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string{c};
  return out + "\"";
}

// The cells of a text table, written as CSV.
std::string as_csv(const Table& table, char separator, const char* line_end) {
  std::string out;
  for (const Cell& line : table.preamble) out += quoted(line.text) + line_end;
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) out += separator;
      out += quoted(row[i].text);
    }
    out += line_end;
  }
  return out;
}

TEST(SamePlan, ReadsTheSameFromCsvOfAnySeparator) {
  const Table table = table_from_text(example_plan());
  const Plan plan = interpret(table);
  for (const char separator : {',', ';', '\t'}) {
    for (const char* line_end : {"\n", "\r\n"}) {
      const Plan other = read_bytes(as_csv(table, separator, line_end), "csv");
      EXPECT_EQ(other, plan) << separator;
      EXPECT_EQ(other.problems().size(), plan.problems().size());
    }
  }
}

TEST(SamePlan, ReadsTheSameWithColumnsInAnyOrder) {
  Table table = table_from_text(example_plan());
  const Plan plan = interpret(table);
  for (Row& row : table.rows) std::reverse(row.begin(), row.end());
  EXPECT_EQ(interpret(table), plan);
}

TEST(SamePlan, ReadsTheSameWithOneCellPerLineOrOneRowPerLine) {
  const Table table = table_from_text(example_plan());
  std::string text;
  for (const Cell& line : table.preamble) text += line.text + "\n";
  for (const Row& row : table.rows) {
    for (const Cell& cell : row) text += "\t" + cell.text;
    text += "\n";
  }
  EXPECT_EQ(read_bytes(text, "text"), interpret(table));
}

// Rows of the federal data strategy of the United States, 2021: other columns, other words, no
// number column, no roles. Section lines were prose between its tables.
TEST(AnotherPlan, OfTheUnitedStatesIsReadByTheSameRules) {
  const Plan plan = read_bytes(
      "2021 Action Plan\n"
      "Milestone,Measurement,Reporting Mechanism,Target Date,Responsible Party\n"
      "7. Artificial Intelligence & Automation,,,,\n"
      "7.1 Make the Algorithmic Assessment Tool publicly available for agency use,Completion,CIO "
      "Council web page and Resources.data.gov,\"December 31, 2021\",CIO Council\n"
      "\"7.2 Prepare an inventory of non-classified AI use cases, including current and planned "
      "uses\",Completion,As determined by the CIO Council,Reference AI Use Case Inventory "
      "Guidance,Required for all agencies\n"
      "7.3 Coordinate the sharing of AI use case inventories among agencies,Completion,Progress "
      "Reporting Tool,Within 60 days of the completion of agency respective inventories,\"CIO and "
      "Chief Data Officer Councils, as well as other interagency bodies\"\n",
      "csv");
  ASSERT_EQ(plan.sections().size(), 1U);
  EXPECT_EQ(plan.sections()[0].title, "Artificial Intelligence & Automation");
  EXPECT_EQ(plan["7.1"].title,
            "Make the Algorithmic Assessment Tool publicly available for agency use");
  EXPECT_EQ(plan["7.1"].section, SectionId{"7"});
  EXPECT_EQ(plan.heading().period, Period::year(2021));
  EXPECT_EQ(plan["7.1"].deadline.kind, DeadlineKind::by);
  EXPECT_EQ(plan["7.1"].deadline.due, Date::from_ymd(2021, 12, 31));
  EXPECT_EQ(plan["7.1"].assignments.front().text, "CIO Council");
  EXPECT_EQ(plan["7.2"].deadline.kind, DeadlineKind::no_date);
  EXPECT_EQ(plan["7.3"].deadline.kind, DeadlineKind::relative);
  EXPECT_TRUE(plan.agency(plan["7.3"].assignments.front().agency).collective);
}

// Rows of Canada's plan 2022-2024: labels with letters, three levels, English deadlines.
TEST(AnotherPlan, OfCanadaIsReadByTheSameRules) {
  const Plan plan = read_bytes(
      "ID;Commitment;Indicators;Lead Department;Deadline\n"
      "C01;Climate Change and Sustainable Growth;;;\n"
      "C01.1;Open data on climate;;;\n"
      "C01.1.1;Provide accessible science-based educational content on 10 key topics;Number of "
      "topics;Lead: Natural Resources Canada;By 2023\n"
      "C01.2;Link environmental data;;;\n"
      "C01.2.1;Disseminate an infographic;Infographic published;Lead: Statistics Canada;By June "
      "2024\n",
      "csv");
  EXPECT_EQ(
      outline_of(plan),
      "<C01: Climate Change and Sustainable Growth> <C01.1 in C01: Open data on climate> <C01.2 "
      "in C01: Link environmental data> C01.1.1 in C01.1: Provide accessible science-based "
      "educational content on 10 key topics; C01.2.1 in C01.2: Disseminate an infographic; ");
  EXPECT_EQ(codes_of(plan), "");
  EXPECT_EQ(plan["C01.1.1"].assignments.front().role, Role::lead);
  EXPECT_EQ(plan["C01.1.1"].deadline.due, Date::from_ymd(2023, 12, 31));
  EXPECT_EQ(plan["C01.2.1"].deadline.due, Date::from_ymd(2024, 6, 30));
}

}  // namespace
}  // namespace actionplan::interpret_test

// SPDX-License-Identifier: Apache-2.0
// A person's word on how a document is to be read: it goes before what is inferred, what fits nothing
// is named, and how a document was read is a mapping that reads it the same.
#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/reading.hpp>

#include "sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::read_mapping_test {
namespace {

Reading read_with(const std::string& sketch, ReadMapping mapping) {
  ReadOptions options;
  options.mapping = std::move(mapping);
  options.trace = true;
  return interpret_all(made::Sketch{sketch}.document(), options);
}

ColumnMapping by_header(std::string header, ColumnUse use) { return {std::move(header), 0, use}; }
ColumnMapping by_position(std::uint32_t position, ColumnUse use) { return {{}, position, use}; }

std::vector<std::string> codes(const Plan& plan) {
  std::vector<std::string> out;
  for (const Problem& problem : plan.problems()) out.push_back(problem.code);
  return out;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

constexpr const char* foreign =
    "| Num|Vad|Vem|När|Anm\n"
    "| 1|Bygg|Verket|2021|ny\n"
    "| 2|Laga|Verket|2022|\n";

TEST(ReadMappingTest, ColumnsThatNoWordsTellAreRead) {
  EXPECT_THROW((void)read_with(foreign, {}), ParseError);
  ReadMapping mapping;
  mapping.columns = {by_header("num", ColumnUse::number), by_header("VAD", ColumnUse::title),
                     by_header("Vem", ColumnUse::lead), by_header("När", ColumnUse::deadline),
                     by_header("Anm", ColumnUse::extra)};
  const Reading reading = read_with(foreign, mapping);
  const Plan& plan = reading.plan;
  ASSERT_EQ(plan.measures().size(), 2U);
  EXPECT_EQ(plan.measures()[0].title, "Bygg");
  EXPECT_EQ(plan.measures()[0].assignments.front().role, Role::lead);
  EXPECT_EQ(plan.measures()[1].deadline.due, Date::from_ymd(2022, 12, 31));
  ASSERT_EQ(reading.extra.size(), 1U);
  EXPECT_EQ(reading.extra.front().text, "ny");
  EXPECT_FALSE(has(codes(plan), "mapping_unmatched"));
}

TEST(ReadMappingTest, ATableCanHaveItsHeaderInAnyRowOrNone) {
  ReadMapping mapping;
  TableMapping& table = mapping.tables.emplace_back();
  table.number = 1;
  table.header_row = 0;
  table.columns = {by_position(1, ColumnUse::number), by_position(2, ColumnUse::title),
                   by_position(3, ColumnUse::deadline)};
  const Plan bare = read_with("| 1|Bygg|2021\n| 2|Laga|2022", mapping).plan;
  ASSERT_EQ(bare.measures().size(), 2U);
  EXPECT_EQ(bare.measures()[0].number, "1");
  EXPECT_EQ(bare.measures()[0].deadline.due, Date::from_ymd(2021, 12, 31));

  table.header_row = 2;
  const Plan second = read_with("| Plan||\n| x|y|z\n| 2|Laga|2022", mapping).plan;
  ASSERT_EQ(second.measures().size(), 1U);
  EXPECT_EQ(second.heading().title, "Plan");
  EXPECT_EQ(second.measures()[0].title, "Laga");

  table.header_row = 9;
  EXPECT_TRUE(has(codes(read_with("| No|Measure|Deadline\n| 2|Laga|2022", mapping).plan),
                  "mapping_unmatched"));
}

TEST(ReadMappingTest, TablesAreLeftOutAndColumnsChosen) {
  const std::string two =
      "| No|Measure|Deadline|Term\n| 1|Build|2021|2030\n\nBetween\n\n| No|Measure|Deadline\n| "
      "7|Old|2001";
  ReadMapping mapping;
  TableMapping& first = mapping.tables.emplace_back();
  first.number = 1;
  first.columns = {by_header("Term", ColumnUse::deadline)};
  TableMapping& last = mapping.tables.emplace_back();
  last.number = 2;
  last.is_read = false;
  const Plan plan = read_with(two, mapping).plan;
  ASSERT_EQ(plan.measures().size(), 1U);
  EXPECT_EQ(plan.measures()[0].deadline.due, Date::from_ymd(2030, 12, 31));
  const auto left_out =
      std::find_if(plan.problems().begin(), plan.problems().end(),
                   [](const Problem& problem) { return problem.code == "table_left_out"; });
  ASSERT_NE(left_out, plan.problems().end());
  EXPECT_EQ(left_out->severity, Severity::info);  // it was said
}

TEST(ReadMappingTest, WhereThereIsNoPlanTheMappingMayBeWhy) {
  ReadMapping mapping;
  mapping.columns = {by_header("Vadd", ColumnUse::title)};
  try {
    (void)read_with(foreign, mapping);
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    EXPECT_NE(std::string{error.what()}.find("\"Vadd\""), std::string::npos) << error.what();
  }
}

TEST(ReadMappingTest, LabelsOfCardsAreNamed) {
  const std::string card =
      "# Plan\n\n## Bygg\n\nVem: Verket\n\nNär: 2021\n\n## Laga\n\nVem: Verket\n\nNär: 2022\n";
  EXPECT_THROW((void)read_with(card, {}), ParseError);
  ReadMapping mapping;
  mapping.columns = {by_header("vem", ColumnUse::implementer),
                     by_header("när", ColumnUse::deadline)};
  const Plan plan = read_with(card, mapping).plan;
  ASSERT_EQ(plan.measures().size(), 2U);
  EXPECT_EQ(plan.measures()[1].title, "Laga");
  EXPECT_EQ(plan.measures()[1].deadline.due, Date::from_ymd(2022, 12, 31));
  EXPECT_FALSE(has(codes(plan), "mapping_unmatched"));
}

TEST(ReadMappingTest, ALayoutIsToldForTheWholeDocument) {
  const std::string items = "* By March 2024 - do this\n* By May 2024, do that\n";
  EXPECT_THROW((void)read_with(items, {}), ParseError);  // two may be remarks
  ReadMapping mapping;
  mapping.layout = Layout::list;
  EXPECT_EQ(read_with(items, mapping).plan.measures().size(), 2U);
}

TEST(ReadMappingTest, SheetsAreChosenByName) {
  Document document =
      made::Sketch{
          "| No|Measure|Deadline\n| 1|Build|2021\n\nx\n\n"
          "| No|Measure|Deadline\n| 7|Old|2001"}
          .document();
  document.parts = {"Plan", "Old"};
  for (std::size_t i = 1; i < document.blocks.size(); ++i) document.blocks[i].place.part = 1;
  ReadOptions options;
  options.mapping.parts = {"Plan", "New"};
  const Plan plan = interpret(document, options);
  EXPECT_EQ(plan.measures().size(), 1U);
  EXPECT_TRUE(has(codes(plan), "mapping_unmatched"));  // New
}

CellCorrection of_measure(std::string id, ColumnUse field, std::string text) {
  CellCorrection cell;
  cell.measure = std::move(id);
  cell.field = field;
  cell.text = std::move(text);
  return cell;
}

constexpr const char* plain =
    "| No|Measure|Agencies|Deadline\n| 1|Build|Works|soon\n| 2|Mend|Works and Parks|cont\n";

TEST(ReadMappingTest, CellsAreCorrectedByMeasureAndField) {
  ReadMapping mapping;
  mapping.cells = {of_measure("1", ColumnUse::deadline, "2021"),
                   of_measure("1", ColumnUse::title, "Build anew"),
                   of_measure("2", ColumnUse::agencies, "Lead: Works; Recommended to: Parks"),
                   of_measure("2", ColumnUse::indicator, "number of repairs"),
                   of_measure("9", ColumnUse::deadline, "2021")};
  const Reading reading = read_with(plain, mapping);
  const Plan& plan = reading.plan;
  EXPECT_EQ(plan.measures()[0].title, "Build anew");
  EXPECT_EQ(plan.measures()[0].deadline.due, Date::from_ymd(2021, 12, 31));
  ASSERT_EQ(plan.measures()[1].assignments.size(), 2U);
  EXPECT_EQ(plan.measures()[1].assignments[0].role, Role::lead);
  EXPECT_EQ(plan.measures()[1].assignments[1].force, Force::recommended);
  EXPECT_EQ(plan.measures()[1].indicators.front().kind, IndicatorKind::count);
  EXPECT_TRUE(has(codes(plan), "cell_corrected"));
  EXPECT_TRUE(has(codes(plan), "mapping_unmatched"));  // measure 9
  // The account is of the document's own text.
  EXPECT_EQ(reading.totals, read_with(plain, {}).totals);
  EXPECT_TRUE(std::any_of(reading.trace.begin(), reading.trace.end(), [](const TraceSpan& span) {
    return span.text == "soon" && span.use == TextUse::deadline;
  }));
}

TEST(ReadMappingTest, CellsAreCorrectedByPlaceAndByText) {
  ReadMapping mapping;
  CellCorrection& place = mapping.cells.emplace_back();
  place.line = 2;
  place.column = 4;
  place.was = "soon";
  place.text = "2021";
  CellCorrection& text = mapping.cells.emplace_back();
  text.field = ColumnUse::deadline;
  text.was = "cont";
  text.text = "continuous";
  const Reading first = read_with(plain, mapping);
  EXPECT_EQ(first.plan.measures()[0].deadline.due, Date::from_ymd(2021, 12, 31));
  EXPECT_EQ(first.plan.measures()[1].deadline.kind, DeadlineKind::continuous);
  EXPECT_EQ(first.totals, read_with(plain, {}).totals);

  // In a further version another text stands there: it is read, and the correction named.
  const Plan next =
      read_with("| No|Measure|Agencies|Deadline\n| 1|Build|Works|2024\n", mapping).plan;
  EXPECT_EQ(next.measures()[0].deadline.due, Date::from_ymd(2024, 12, 31));
  EXPECT_TRUE(has(codes(next), "mapping_outdated"));
  EXPECT_TRUE(has(codes(next), "mapping_unmatched"));
}

TEST(ReadMappingTest, AgenciesAreMergedSplitAndGivenTheirPart) {
  ReadMapping mapping;
  mapping.agencies = {
      {"works and parks", {"Works", "Parks Office"}, std::nullopt, std::nullopt, ""},
      {"Works", {"Ministry of Works"}, Role::lead, Force::recommended, "1"}};
  const Plan plan = read_with(plain, mapping).plan;
  EXPECT_EQ(plan.measures()[0].assignments[0].text, "Ministry of Works");
  EXPECT_EQ(plan.measures()[0].assignments[0].role, Role::lead);
  EXPECT_EQ(plan.measures()[0].assignments[0].force, Force::recommended);
  ASSERT_EQ(plan.measures()[1].assignments.size(), 2U);
  EXPECT_EQ(plan.measures()[1].assignments[1].text, "Parks Office");
  EXPECT_FALSE(has(codes(plan), "mapping_unmatched"));
}

TEST(ReadMappingTest, ConventionsAreOnesForTheDocument) {
  const std::string dated =
      "| No|Measure|Indicator|Deadline|Baseline|Target\n| 1|Build|share of "
      "roads|03/04/2021|1.250|2.500\n";
  ReadMapping mapping;
  mapping.dates.order = DateOrder::month_first;
  mapping.decimal = ',';
  const Reading reading = read_with(dated, mapping);
  EXPECT_EQ(reading.plan.measures()[0].deadline.due, Date::from_ymd(2021, 3, 4));
  EXPECT_EQ(reading.profile.indicators.begin()->second.baseline, 1250.0);
  mapping.decimal = '.';
  EXPECT_EQ(read_with(dated, mapping).profile.indicators.begin()->second.baseline, 1.25);
}

// What was read, as text.
std::string written(const Reading& reading) {
  PlanBuilder builder{reading.plan};
  builder.problems().clear();
  std::string out = to_json(builder.build()) + to_json(reading.profile);
  for (const ExtraText& extra : reading.extra) out += extra.header + "=" + extra.text + "\n";
  out += std::to_string(reading.totals.used) + "/" + std::to_string(reading.totals.named);
  return out;
}

class AsRead : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(AsRead, IsAMappingThatReadsTheSame) {
  const std::string sketch = GetParam().second;
  const Reading first = read_with(sketch, {});
  const Reading again = read_with(sketch, first.mapping);
  EXPECT_EQ(written(again), written(first));
  EXPECT_EQ(again.mapping, first.mapping);
  EXPECT_FALSE(has(codes(again.plan), "mapping_unmatched"));
}

INSTANTIATE_TEST_SUITE_P(
    ReadMappingTest, AsRead,
    testing::Values(
        std::pair{"table", "Plan 2021\n| No|Measure|Deadline|Remark|Contact\n| 1|Build|2021|x|Ann"},
        std::pair{"columns",
                  "| Pillar|Goal|Commitment|Lead|Partners|Recommended to|Start|End\n"
                  "| A|G|One|L|P|R|2020|2021\n| A|H|Two|L|P|R|2020|2022\n"
                  "| B|I|Three|L|P|R|2020|2023"},
        std::pair{"two_rows",
                  "| No|Measure|Responsible|>|Deadline\n| ^|^|Lead|Partners|^\n"
                  "| 1|Build|Works|Parks|2021\n"},
        std::pair{"marks", "| No|Measure|2021|2022|2023\n| 1|Build|X|X|\n| 2|Mend||X|X"},
        std::pair{"continued", "| No|Measure|Deadline\n| 1|Build|2021\n\n| 2|Mend|2022|\n"},
        std::pair{"other", "| No|Measure|Deadline\n| 1|Build|2021\n\nNext\n\n| A|B\n| c|d"},
        std::pair{"again",
                  "| No|Measure|Deadline\n| 1|Build|2021\n| No|Deadline|Measure\n| 2|2022|Mend"},
        std::pair{"card", "| Title|Build\n| Deadline|2021\n| Lead|Works\n| Notes|x"},
        std::pair{"list",
                  "* By March 2024 - do this\n* By May 2024 - do that\n* By June 2024 - rest"}),
    [](const auto& made) { return std::string{made.param.first}; });

TEST(ReadMappingTest, WhatDoesNotHoldTogetherIsRefused) {
  const auto refused = [](const auto& change) {
    ReadMapping mapping;
    change(mapping);
    EXPECT_THROW(check_mapping(mapping), InvalidArgument);
  };
  refused([](ReadMapping& m) { m.columns = {by_header(" ", ColumnUse::title)}; });
  refused([](ReadMapping& m) { m.columns = {by_position(1, ColumnUse::title)}; });
  refused([](ReadMapping& m) {
    m.columns = {by_header("A  b", ColumnUse::title), by_header("a B", ColumnUse::extra)};
  });
  refused([](ReadMapping& m) { m.tables.emplace_back(); });
  refused([](ReadMapping& m) {
    m.tables.emplace_back().number = 1;
    m.tables[0].layout = Layout::list;
  });
  refused([](ReadMapping& m) { m.cells.emplace_back().text = "x"; });
  refused([](ReadMapping& m) { m.cells = {of_measure("1", ColumnUse::number, "2")}; });
  refused([](ReadMapping& m) { m.agencies.emplace_back().name = "A"; });
  refused([](ReadMapping& m) { m.decimal = ';'; });
  refused([](ReadMapping& m) { m.language = "\xff"; });
  EXPECT_NO_THROW(check_mapping({}));
}

TEST(ReadMappingTest, OurOwnJsonNeedsNone) {
  const std::string json = to_json(read_with(plain, {}).plan);
  ReadOptions options;
  options.mapping.language = "en";
  EXPECT_THROW((void)read_bytes(json, "json", options), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::read_mapping_test

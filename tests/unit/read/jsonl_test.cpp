// SPDX-License-Identifier: Apache-2.0
// JSON lines are a table: an object a row, its keys the columns.
#include <actionplan/core/error.hpp>
#include <actionplan/read/reading.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace actionplan::jsonl_test {
namespace {

constexpr const char* two =
    "{\"No\": \"1.1\", \"Measure\": \"Build\", \"Agency\": [\"Works\", \"Parks\"], \"Deadline\": "
    "2021, "
    "\"Cost\": 1.10}\n\n"
    "{\"Deadline\": \"2022\", \"No\": \"1.2\", \"Measure\": \"Mend\\nroads \\u00fc\", \"Agency\": "
    "null}\n";

std::vector<std::string> rows_of(const Document& document) {
  std::vector<std::string> out;
  for (const Row& row : document.blocks.at(0).rows) {
    std::string& line = out.emplace_back();
    for (const Cell& cell : row) line += (line.empty() ? "" : "|") + cell.text;
  }
  return out;
}

TEST(JsonLines, AreRowsWhoseColumnsAreTheKeys) {
  const Document document = read_document(DocumentSource{"plan.jsonl", two, {}});
  const std::vector<std::string> want{"No|Measure|Agency|Deadline|Cost",
                                      "1.1|Build|Works\nParks|2021|1.10",
                                      "1.2|Mend\nroads \u00fc||2022|"};
  EXPECT_EQ(rows_of(document), want);
  EXPECT_EQ(document.blocks[0].rows[2][0].place, (Place{3, 1}));
}

TEST(JsonLines, AreReadByTheLayoutsOfTables) {
  const Reading reading = read_all(DocumentSource{"plan.jsonl", two, {}});
  const Plan& plan = reading.plan;
  ASSERT_EQ(plan.measures().size(), 2U);
  EXPECT_EQ(plan["1.1"].assignments.size(), 2U);
  EXPECT_EQ(plan["1.2"].deadline.due, Date::from_ymd(2022, 12, 31));
  ASSERT_EQ(plan["1.1"].finance.size(), 1U);
  EXPECT_EQ(plan["1.1"].finance[0].text, "1.10");
  EXPECT_EQ(plan["1.1"].finance[0].amount, 1.1);
  EXPECT_EQ(plan["1.2"].place.line, 3U);
  const TextTotals& totals = reading.totals;
  EXPECT_EQ(totals.all, totals.used + totals.named + totals.excluded);
}

TEST(JsonLines, AreToldByNameOrByTheirFirstLine) {
  EXPECT_EQ(format_of({"plan.jsonl", "{}", {}}), "jsonl");
  EXPECT_EQ(format_of({"plan.ndjson", "{}", {}}), "jsonl");
  EXPECT_EQ(format_of({{}, two, {}}), "jsonl");
  EXPECT_EQ(format_of({"plan.json", two, {}}), "jsonl");
  EXPECT_EQ(format_of({"plan.csv", two, {}}), "csv");
  EXPECT_EQ(format_of({{}, "{\"a\": 1}\n", {}}), "");
  EXPECT_EQ(format_of({{}, "{\n  \"a\": {\n}}\n", {}}), "");
  EXPECT_EQ(format_of({"plan.jsonl", "{\"schema\": \"actionplan/plan@1\"}", {}}), "json");
  EXPECT_EQ(read_bytes(two, "jsonl"), read_bytes(two));
}

TEST(JsonLines, NameKeysWithinObjectsByThoseAbove) {
  const Document document = read_document(DocumentSource{
      "plan.jsonl",
      "{\"title\": {\"en\": \"Build\", \"az\": \"Tikmek\"}, \"due\": {\"first day\": 1, "
      "\"last\": true}, \"steps\": [{\"what\": \"a\"}, {\"what\": \"b\", \"due\": -3}]}",
      {}});
  const std::vector<std::string> want{
      "title (en)|title (az)|due first day|due last|steps what|steps due",
      "Build|Tikmek|1|true|a\nb|-3"};
  EXPECT_EQ(rows_of(document), want);
}

struct OddLine {
  const char* name;
  std::string line;
  const char* said;
};
void PrintTo(const OddLine& one, std::ostream* out) { *out << one.name; }

class OddLines : public testing::TestWithParam<OddLine> {};

TEST_P(OddLines, AreNamedAndTheOthersRead) {
  const std::string bytes = std::string{two} + GetParam().line + "\n" +
                            "{\"No\": \"1.3\", \"Measure\": \"Paint\", \"Deadline\": \"2023\"}\n";
  const Plan plan = read_bytes(bytes, "jsonl");
  EXPECT_EQ(plan.measures().size(), 3U);
  const auto found =
      std::find_if(plan.problems().begin(), plan.problems().end(),
                   [](const Problem& problem) { return problem.code == "line_unread"; });
  ASSERT_NE(found, plan.problems().end());
  EXPECT_EQ(found->place.line, 4U);
  EXPECT_EQ(found->message.substr(0, 6), "Line 4");
  EXPECT_NE(found->message.find(GetParam().said), std::string::npos) << found->message;
  // Alone it is refused, with its line.
  try {
    static_cast<void>(read_bytes("\n" + GetParam().line, "jsonl"));
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::malformed);
    EXPECT_EQ(error.place().line, 2U);
    EXPECT_NE(std::string{error.what()}.find("Line 2"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, OddLines,
    testing::Values(OddLine{"list", "[1, 2]", "no object"}, OddLine{"text", "\"a\"", "no object"},
                    OddLine{"null", "null", "no object"},
                    OddLine{"cut", "{\"No\": \"1\", ", "from column 13 on"},
                    OddLine{"two_objects", "{\"a\": 1} {\"b\": 2}", "from column 10 on"},
                    OddLine{"half_a_surrogate", "{\"a\": \"\\ud800\"}", "no object"},
                    OddLine{"infinite", "{\"a\": 1e999}", "no object"},
                    OddLine{"deep", "{\"a\": " + std::string(100000, '['), "64 deep"},
                    OddLine{"long_key", "{\"" + std::string(300, 'k') + "\": 1}", "256 bytes"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(JsonLines, OfManyKeysAreRefused) {
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes += "{\"k" + std::to_string(i) + "\": 1}\n";
  try {
    static_cast<void>(read_bytes(bytes, "jsonl"));
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::limit);
  }
}

TEST(JsonLines, CannotTakeMoreMemoryThanTheLimit) {
  std::string bytes;
  for (int i = 0; i < 15000; ++i) bytes += "{\"k" + std::to_string(i) + "\": 1}\n";
  EXPECT_THROW(static_cast<void>(read_bytes(bytes, "jsonl")), ParseError);
}

TEST(JsonLines, WithoutAnObjectAreRefused) {
  EXPECT_THROW(static_cast<void>(read_bytes(" \n\n", "jsonl")), ParseError);
  EXPECT_THROW(static_cast<void>(read_bytes("{}\n{}\n", "jsonl")), ParseError);
}

}  // namespace
}  // namespace actionplan::jsonl_test

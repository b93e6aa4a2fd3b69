// SPDX-License-Identifier: Apache-2.0
#include "test_paths.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include <gtest/gtest.h>

#include "../rule_table.hpp"

#include <cctype>
#include <fstream>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::indicator_text_test {
namespace {

template <class Case>
std::string case_name(const testing::TestParamInfo<Case>& param_info) {
  return param_info.param.name;
}

std::string part_text(std::string_view text, Span span) {
  const std::size_t begin = text::byte_offset(text, span.begin);
  return std::string{text.substr(begin, text::byte_offset(text, span.end) - begin)};
}

// One row of a table of judgements: the parts as "kind: text".
struct Judgement {
  std::string label;
  std::string text;
  std::vector<std::string> parts;
};

void PrintTo(const Judgement& judgement, std::ostream* out) { *out << judgement.text; }

std::vector<Judgement> judgements(const std::string& file) {
  std::ifstream in{std::string{ACTIONPLAN_TEST_DATA} + "/" + file};
  std::vector<Judgement> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t tab = std::min(line.find('\t', at), line.size());
      cells.push_back(line.substr(at, tab - at));
      at = tab + 1;
    }
    if (cells.size() < 3) continue;
    rows.push_back(Judgement{cells[0], cells[1], {cells.begin() + 2, cells.end()}});
  }
  return rows;
}

std::vector<std::string> shown(std::string_view text) {
  std::vector<std::string> parts;
  for (const IndicatorPart& part : read_indicators(text)) {
    parts.push_back(std::string{to_string(part.kind)} + ": " + part_text(text, part.span));
  }
  return parts;
}

std::string test_name(const testing::TestParamInfo<Judgement>& param_info) {
  std::string name = "m";
  for (const char c : param_info.param.label) {
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  }
  return name;
}

class JudgedIndicator : public testing::TestWithParam<Judgement> {};

TEST_P(JudgedIndicator, IsSplitAndTypedAsJudgedByHand) {
  EXPECT_EQ(shown(GetParam().text), GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(Azerbaijan, JudgedIndicator,
                         testing::ValuesIn(judgements("az_indicators.tsv")), test_name);
INSTANTIATE_TEST_SUITE_P(World, JudgedIndicator,
                         testing::ValuesIn(judgements("world_indicators.tsv")), test_name);

TEST(AzerbaijaniIndicators, FifteenMeasuresCountSomethingAndNoOthers) {
  const auto rows = judgements("az_indicators.tsv");
  ASSERT_EQ(rows.size(), 59U);
  std::set<std::string> counting;
  for (const Judgement& row : rows) {
    for (const IndicatorPart& part : read_indicators(row.text)) {
      if (part.kind == IndicatorKind::count) counting.insert(row.label);
    }
  }
  const std::set<std::string> want{"1.1", "2.2", "4.1.1", "4.2.2", "4.2.3",
                                   "5.2", "5.7", "6.1.1", "6.2.1", "6.2.2",
                                   "7.1", "9.3", "10.2",  "10.3",  "11.5"};
  EXPECT_EQ(counting, want);
}

TEST(IndicatorRules, EveryExampleIsOnePartReadByItsRule) {
  for (const IndicatorRule& rule : indicator_rules()) {
    EXPECT_FALSE(rule.examples.empty()) << rule.id;
    for (const IndicatorRule::Example& example : rule.examples) {
      SCOPED_TRACE(std::string{rule.id} + ": " + std::string{example.text});
      const auto parts = read_indicators(example.text);
      ASSERT_EQ(parts.size(), 1U);
      EXPECT_EQ(parts[0].rule, rule.id);
      EXPECT_EQ(parts[0].kind, rule.kind);
      const Span whole{0, static_cast<std::uint32_t>(text::count_code_points(example.text))};
      EXPECT_EQ(parts[0].span, whole);
    }
  }
}

TEST(IndicatorRules, AreTheTableOfTheGuide) {
  std::string table =
      "\n| rule | kind | what the wording promises | examples |\n|---|---|---|---|\n";
  for (const IndicatorRule& rule : indicator_rules()) {
    table += "| " + std::string{rule.id} + " | " + std::string{to_string(rule.kind)} + " | " +
             made::cell(rule.meaning) + " | ";
    std::string_view link;
    for (const IndicatorRule::Example& example : rule.examples) {
      table +=
          std::string{link} + made::code(example.text) + " (" + std::string{example.from} + ")";
      link = "<br>";
    }
    table += " |\n";
  }
  EXPECT_EQ(made::guide_table("reading_rules.md", "indicator rules"), table + "\n");
}

TEST(IndicatorRules, DrawExamplesFromMoreThanOnePlan) {
  std::set<std::string_view> plans;
  for (const IndicatorRule& rule : indicator_rules()) {
    for (const IndicatorRule::Example& example : rule.examples) plans.insert(example.from);
  }
  EXPECT_EQ(plans, (std::set<std::string_view>{"az", "canada", "italy", "made", "us"}));
}

struct Edge {
  const char* name;
  std::string text;
  std::vector<std::string> parts;
};

void PrintTo(const Edge& edge, std::ostream* out) { *out << edge.text.substr(0, 80); }

class IndicatorEdge : public testing::TestWithParam<Edge> {};

TEST_P(IndicatorEdge, IsRead) { EXPECT_EQ(shown(GetParam().text), GetParam().parts); }

INSTANTIATE_TEST_SUITE_P(
    Texts, IndicatorEdge,
    testing::ValuesIn(std::vector<Edge>{
        {"empty", "", {}},
        {"only_marks", "– ... ;,", {}},
        {"one_letter", "x", {"qualitative: x"}},
        {"only_separators_between",
         "Adopted law;;; number of cases",
         {"deliverable: Adopted law", "count: number of cases"}},
        {"marks_at_both_ends", "- Adopted law.", {"deliverable: Adopted law"}},
        {"span_counts_code_points",
         "“Ə” sistemi, number of users",
         {"qualitative: “Ə” sistemi", "count: number of users"}},
        {"capitals", "NUMBER OF TRAININGS", {"count: NUMBER OF TRAININGS"}},
        {"full_width_letters", "ｎｕｍｂｅｒ of trainings", {"count: ｎｕｍｂｅｒ of trainings"}},
        {"list_in_parentheses_stays",
         "Adopted laws (published rules, number of articles)",
         {"deliverable: Adopted laws (published rules, number of articles)"}},
        {"unclosed_parenthesis",
         "Adopted law (draft, number of articles",
         {"deliverable: Adopted law (draft, number of articles"}},
        {"abbreviation_is_no_sentence",
         "Adopted law No. Seven",
         {"deliverable: Adopted law No. Seven"}},
        {"two_sentences",
         "The law is adopted. Reports are published.",
         {"deliverable: The law is adopted", "publication: Reports are published"}},
        {"shared_object",
         "Collection and publication of data",
         {"publication: Collection and publication of data"}},
        {"shared_participles",
         "Prepared and adopted law",
         {"deliverable: Prepared and adopted law"}},
        {"list_under_number_with_three_items",
         "number of trainings, workshops and conferences",
         {"count: number of trainings, workshops and conferences"}},
        {"two_numbers",
         "number of trainings, number of participants",
         {"count: number of trainings", "count: number of participants"}},
        {"number_of_a_thing_is_no_count",
         "Creation of a website with the number of visits",
         {"deliverable: Creation of a website with the number of visits"}},
        {"hotline_number_is_no_count",
         "Creation of a hotline number",
         {"deliverable: Creation of a hotline number"}},
        {"information_system_is_a_thing",
         "Information system",
         {"deliverable: Information system"}},
        {"percentage",
         "Share of services online, number of users",
         {"percentage: Share of services online", "count: number of users"}},
        {"amount",
         "Amount of grants and number of projects",
         {"amount: Amount of grants", "count: number of projects"}},
        {"count_and_share",
         "Number of users and percentage of satisfied users",
         {"count: Number of users", "percentage: percentage of satisfied users"}},
        {"clauses_made_alike",
         "Methodology developed, pilot conducted in 5 regions, results disseminated",
         {"deliverable: Methodology developed", "activity: pilot conducted in 5 regions",
          "publication: results disseminated"}},
        {"late_participle_then_number",
         "Open data portal launched and number of datasets published on it",
         {"deliverable: Open data portal launched", "count: number of datasets published on it"}},
        {"list_under_one_late_participle",
         "Trainings, workshops and conferences conducted",
         {"activity: Trainings, workshops and conferences conducted"}},
        {"year_is_no_quantity", "2017 population census", {"qualitative: 2017 population census"}},
    }),
    case_name<Edge>);

TEST(Indicators, OfIllFormedTextHaveSpansOfTheMendedText) {
  const auto parts = read_indicators("Adopted law\xFF, number of cases");
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[1].span, (Span{14, 29}));
}

TEST(Indicators, OfALongHostileTextRiseAndStayInRange) {
  std::string hostile;
  while (hostile.size() < (std::size_t{1} << 16)) hostile += "Published a and publish b, (";
  std::uint32_t end = 0;
  for (const IndicatorPart& part : read_indicators(hostile)) {
    ASSERT_LE(end, part.span.begin);
    ASSERT_LT(part.span.begin, part.span.end);
    end = part.span.end;
  }
  EXPECT_GT(end, 0U);
  EXPECT_LE(end, hostile.size());
}

}  // namespace
}  // namespace actionplan::indicator_text_test

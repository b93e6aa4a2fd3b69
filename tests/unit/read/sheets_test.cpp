// SPDX-License-Identifier: Apache-2.0
// Sheets of a workbook that hold measures below one header are sections by their names.
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::sheets_test {
namespace {

// A sheet each: its name and what stands on it.
Document workbook(const std::vector<std::pair<std::string, std::string>>& sheets) {
  Document out;
  for (const auto& [name, text] : sheets) {
    const auto part = static_cast<std::uint32_t>(out.parts.size());
    out.parts.push_back(name);
    for (Block& block : made::Sketch{text}.document().blocks) {
      block.place.part = part;
      for (Row& row : block.rows) {
        for (Cell& cell : row) cell.place.part = part;
      }
      out.blocks.push_back(std::move(block));
    }
  }
  return out;
}

struct SheetCase {
  std::string name;
  std::vector<std::pair<std::string, std::string>> sheets;
  std::vector<std::string> measures;
};
void PrintTo(const SheetCase& one, std::ostream* out) { *out << one.name; }

class Sheets : public testing::TestWithParam<SheetCase> {};

TEST_P(Sheets, AreSectionsWhereTheirHeadersAreAlike) {
  const Plan plan = interpret(workbook(GetParam().sheets));
  std::vector<std::string> found;
  for (const Measure& measure : plan.measures()) found.push_back(made::described(plan, measure));
  EXPECT_EQ(found, GetParam().measures);
}

const std::string roads = "|No|Action|Lead|Deadline\n|1|Build|Works|2024\n|2|Mend|Works|2025\n";
const std::string water = "|No|Action|Lead|Deadline\n|1|Dig|Parks|2024\n";

const std::vector<SheetCase> cases = {
    {"NamedSheets",
     {{"Roads", roads}, {"Water", water}},
     {"[Roads] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[Roads] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "[Water] 1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"NamesBeginWithNumbers",
     {{"1. Roads", roads}, {"2. Water", water}},
     {"[1. Roads] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[1. Roads] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "[2. Water] 1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"GivenNames",
     {{"Sheet1", roads}, {"Лист2", water}, {"3", water}},
     {"1: Build (Works/lead 2024-01-01..2024-12-31)", "2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "1: Dig (Parks/lead 2024-01-01..2024-12-31)", "1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"NumbersInNamesAreNoEndingsOfFiles",
     {{"Goal 1.1", roads}, {"Goal 1.2", water}},
     {"[Goal 1.1] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[Goal 1.1] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "[Goal 1.2] 1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"NumbersAndLettersInNames",
     {{"Ch.2", roads}, {"v1.2", water}},
     {"[Ch.2] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[Ch.2] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "[v1.2] 1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"YearsAreNoGivenNames",
     {{"2024", roads}, {"2025", water}},
     {"[2024] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[2024] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "[2025] 1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"OneGivenNameBehindOthers",
     {{"Roads", roads}, {"Hoja3", water}},
     {"[Roads] 1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[Roads] 2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"OtherHeaders",
     {{"Roads", roads}, {"Notes", "|Measure|Responsible|When\n|Dig|Parks|2024\n"}},
     {"1: Build (Works/lead 2024-01-01..2024-12-31)", "2: Mend (Works/lead 2025-01-01..2025-12-31)",
      ": Dig (Parks/implementer 2024-01-01..2024-12-31)"}},
    {"OneSheetOfMeasures",
     {{"Cover", "Plan of works\n"}, {"Roads", roads}},
     {"1: Build (Works/lead 2024-01-01..2024-12-31)",
      "2: Mend (Works/lead 2025-01-01..2025-12-31)"}},
    {"HeadingsOnSheets",
     {{"Roads",
       "|No|Action|Lead|Deadline\n|1|Safety|>|>\n|1.1|Build|Works|2024\n|1.2|Mend|Works|2024\n"},
      {"Water", "|No|Action|Lead|Deadline\n|1|Wells|>|>\n|1.1|Dig|Parks|2024\n"}},
     {"[Roads > Safety] 1.1: Build (Works/lead 2024-01-01..2024-12-31)",
      "[Roads > Safety] 1.2: Mend (Works/lead 2024-01-01..2024-12-31)",
      "[Water > Wells] 1.1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
    {"SectionsInColumns",
     {{"Roads", "|Objective|Action|Lead|Deadline\n|Safe|Build|Works|2024\n|^|Mend|Works|2024\n"},
      {"Water", "|Objective|Action|Lead|Deadline\n|Safe|Dig|Parks|2024\n|Clean|Sew|Parks|2024\n"}},
     {"[Roads > Safe] : Build (Works/lead 2024-01-01..2024-12-31)",
      "[Roads > Safe] : Mend (Works/lead 2024-01-01..2024-12-31)",
      "[Water > Safe] : Dig (Parks/lead 2024-01-01..2024-12-31)",
      "[Water > Clean] : Sew (Parks/lead 2024-01-01..2024-12-31)"}},
    {"Files",
     {{"roads.csv", roads}, {"water.csv", water}},
     {"1: Build (Works/lead 2024-01-01..2024-12-31)", "2: Mend (Works/lead 2025-01-01..2025-12-31)",
      "1: Dig (Parks/lead 2024-01-01..2024-12-31)"}},
};

INSTANTIATE_TEST_SUITE_P(Read, Sheets, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace actionplan::sheets_test

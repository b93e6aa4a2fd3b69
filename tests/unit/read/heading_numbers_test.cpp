// SPDX-License-Identifier: Apache-2.0
// By what headings are numbered, and which ids their sections have.
#include <actionplan/read/read.hpp>

#include "read/number.hpp"
#include "read/words/word_forms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan {
namespace {

struct Row {
  const char* name;
  std::string heading;
  std::string label;  // empty: none
};

class LeadingLetters : public testing::TestWithParam<Row> {};

TEST_P(LeadingLetters, AreANumberWhereAMarkPartsThemFromWords) {
  const Row& row = GetParam();
  const auto found = detail::leading_letters(row.heading);
  EXPECT_EQ(found ? found->label : "", row.label);
}

INSTANTIATE_TEST_SUITE_P(
    Headings, LeadingLetters,
    testing::Values(Row{"roman", "II. Water", "II"}, Row{"bracket", "IV) Water", "IV"},
                    Row{"colon", "XXXIX: Water", "XXXIX"}, Row{"dash", "V \u2013 Water", "V"},
                    Row{"letter", "B. Fish", "B"}, Row{"small", "iii. Water", "iii"},
                    Row{"word", "A new law", ""}, Row{"abbreviation", "U.S. aid", ""},
                    Row{"no_numeral", "IIII. Water", ""}, Row{"mixed_case", "Iv. Water", ""},
                    Row{"another_word", "MIX: Water", ""}, Row{"alone", "II.", ""},
                    Row{"hyphened", "X-ray", ""}),
    [](const auto& row) { return row.param.name; });

TEST(Sections, AreNamedByRomanNumeralsAndLetters) {
  std::string text = "# Plan\n";
  int number = 0;
  for (const char* heading : {"I. Grid", "II. Water", "B) Fish", "I. Others", "Forests"}) {
    text += std::string{"\n## "} + heading + "\n\n| No | Measure | Deadline |\n|---|---|---|\n| " +
            std::to_string(++number) + " | Build | 2022 |\n";
  }
  const Plan plan = read(DocumentSource{"plan.md", text, {}});
  std::string found;
  for (const Section& section : plan.sections()) {
    found += section.id.value() + "=" + section.number + ":" + section.title + ";";
  }
  EXPECT_EQ(found, "I=I:Grid;II=II:Water;B=B:Fish;I#2=I:Others;unnumbered=:Forests;");
}

TEST(WordForms, LeaveOpenWhatAStarStandsFor) {
  EXPECT_TRUE(detail::fits_word_form("nazirlikl\u0259r", "nazirlik*"));
  EXPECT_TRUE(detail::fits_word_form("finanzamt", "*amt"));
  EXPECT_FALSE(detail::fits_word_form("gesamt", "*amt"));
  EXPECT_FALSE(detail::fits_word_form("amtlich", "*amt"));
  EXPECT_TRUE(detail::fits_word_form("frauenanteils", "*anteil*"));
  EXPECT_TRUE(detail::fits_word_form("anteil", "*anteil*"));
  EXPECT_FALSE(detail::fits_word_form("percentage", "percent"));
  detail::WordForms forms;
  EXPECT_TRUE(forms.is_empty());
  forms.add("*amt");
  forms.add("Haus");
  EXPECT_TRUE(forms.hold("haus"));
  EXPECT_TRUE(forms.hold("finanzamt"));
  EXPECT_FALSE(forms.hold("gasthaus"));
}

}  // namespace
}  // namespace actionplan

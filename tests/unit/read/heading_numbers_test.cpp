// SPDX-License-Identifier: Apache-2.0
// By what headings are numbered, and which ids their sections have.
#include <actionplan/read/read.hpp>

#include "read/number.hpp"
#include "read/words/word_forms.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::heading_numbers_test {
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

// The sections of a plan with these headings: id=number:title.
std::string sections_of(const std::vector<std::string>& headings) {
  std::string text = "# Plan\n";
  int number = 0;
  for (const std::string& heading : headings) {
    text += "\n## " + heading + "\n\n| No | Measure | Deadline |\n|---|---|---|\n| " +
            std::to_string(++number) + " | Build | 2022 |\n";
  }
  const Plan plan = read(DocumentSource{"plan.md", text, {}});
  std::string found;
  for (const Section& section : plan.sections()) {
    found += section.id.value() + "=" + section.number + ":" + section.title + ";";
  }
  return found;
}

TEST(Sections, AreNamedByRomanNumeralsAndLetters) {
  EXPECT_EQ(sections_of({"I. Grid", "II. Water", "B) Fish", "I. Others", "Forests"}),
            "I=I:Grid;II=II:Water;B=B:Fish;I#2=I:Others;unnumbered=:Forests;");
}

struct Headings {
  const char* name;
  std::vector<std::string> headings;
  std::string sections;
};

class Initials : public testing::TestWithParam<Headings> {};

TEST_P(Initials, AreNumbersOnlyBesideOthers) {
  EXPECT_EQ(sections_of(GetParam().headings), GetParam().sections);
}

INSTANTIATE_TEST_SUITE_P(
    Headings, Initials,
    testing::Values(Headings{"alone", {"E. coli in wells"}, "unnumbered=:E. coli in wells;"},
                    Headings{"far_from_the_others",
                             {"A. Governance", "B. Water", "E. coli in wells"},
                             "A=A:Governance;B=B:Water;unnumbered=:E. coli in wells;"},
                    Headings{"a_roman_digit_beside_romans",
                             {"I. Governance", "II. Water", "C. difficile in wards"},
                             "I=I:Governance;II=II:Water;unnumbered=:C. difficile in wards;"},
                    Headings{"among_numbers",
                             {"1. Water", "2. Wards", "S. aureus"},
                             "1=1:Water;2=2:Wards;unnumbered=:S. aureus;"},
                    Headings{"a_capital_follows", {"C. Governance"}, "C=C:Governance;"},
                    Headings{"a_bracket", {"E) coli in wells"}, "E=E:coli in wells;"},
                    Headings{"small_words_in_sequence",
                             {"A. governance", "B. water", "C. wards"},
                             "A=A:governance;B=B:water;C=C:wards;"},
                    Headings{"next_in_sequence",
                             {"C. Wards", "D. Wells", "E. coli"},
                             "C=C:Wards;D=D:Wells;E=E:coli;"},
                    Headings{"small_words_behind_romans",
                             {"IV. water", "V. wards", "VI. wells"},
                             "IV=IV:water;V=V:wards;VI=VI:wells;"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(WordForms, LeaveOpenWhatAStarStandsFor) {
  EXPECT_TRUE(detail::fits_word_form("nazirlikl\u0259r", "nazirlik*"));
  EXPECT_TRUE(detail::fits_word_form("finanzamt", "*amt"));
  EXPECT_FALSE(detail::fits_word_form("gesamt", "*amt"));
  EXPECT_FALSE(detail::fits_word_form("amtlich", "*amt"));
  EXPECT_TRUE(detail::fits_word_form("frauenanteils", "*anteil*"));
  EXPECT_TRUE(detail::fits_word_form("anteil", "*anteil*"));
  EXPECT_FALSE(detail::fits_word_form("percentage", "percent"));
  detail::WordForms forms;
  forms.add("*amt", 0, 0);
  forms.add("Haus", 0, 1);
  EXPECT_EQ(forms.of("haus")[0], 2U);
  EXPECT_EQ(forms.of("finanzamt")[0], 1U);
  EXPECT_EQ(forms.of("gasthaus")[0], 0U);
}

}  // namespace
}  // namespace actionplan::heading_numbers_test

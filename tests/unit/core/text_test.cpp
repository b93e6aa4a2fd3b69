// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace actionplan::text_test {
namespace {

struct Case {
  const char* name;
  const char* input;
  const char* want;
};

class Fold : public testing::TestWithParam<Case> {};
class CollapseSpaces : public testing::TestWithParam<Case> {};
class ReplaceInvalid : public testing::TestWithParam<Case> {};

const auto by_name = [](const auto& test) { return std::string{test.param.name}; };

TEST_P(Fold, MakesTextsComparable) { EXPECT_EQ(text::fold(GetParam().input), GetParam().want); }

// Letters of two bytes stand in a table.
TEST(Fold, OfALetterIsTheSameInEveryText) {
  constexpr char32_t first = 0x80;
  constexpr char32_t behind = 0x800;
  for (char32_t letter = first; letter < behind; ++letter) {
    const std::string written = {static_cast<char>(0xC0U | letter >> 6U),
                                 static_cast<char>(0x80U | (letter & 0x3FU))};
    const std::string folded = text::fold(written);
    ASSERT_EQ(text::fold("a" + written + "b"), "a" + folded + "b");
    ASSERT_EQ(text::fold(folded), folded) << written;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Text, Fold,
    testing::Values(Case{"case", "Ministry", "ministry"}, Case{"accent", "é", "e"},
                    Case{"dotted_capital_i", "İmplementers", "implementers"},
                    Case{"dotless_i", "Bakı", "baki"}, Case{"schwa", "Ədliyyə", "ədliyyə"},
                    Case{"decomposed", "e\xCC\x81", "e"}, Case{"sharp_s", "Straße", "strasse"},
                    Case{"number_sign", "№", "no"}, Case{"ligature", "ﬁx", "fix"},
                    Case{"wide", "Ａ１", "a1"}, Case{"space_stays", "A  b", "a  b"},
                    Case{"longest_expansion", "\xEF\xB7\xBA", "صلى الله عليه وسلم"}),
    by_name);

// Word by word, where the function looks at stretches.
TEST(CollapseSpaces, IsWhatItSaysOfRandomTexts) {
  const std::vector<std::string> pieces = {" ",      "\n",   "\t",   "\u00A0", "\u2003", "\u3000",
                                           "\uFEFF", "a",    "plan", "й",      "–",      "ə",
                                           "。",     "\x01", "ab",   "\u2028", "é",      "."};
  constexpr std::size_t spaces = 7;
  std::mt19937 random{7};
  for (int round = 0; round < 5000; ++round) {
    std::string input;
    std::string want;
    bool is_apart = false;
    for (std::size_t count = random() % 12; count > 0; --count) {
      const std::size_t at = random() % pieces.size();
      input += pieces[at];
      if (at < spaces || pieces[at] == "\u2028") {
        is_apart = true;
        continue;
      }
      if (is_apart && !want.empty()) want += ' ';
      want += pieces[at];
      is_apart = false;
    }
    ASSERT_EQ(text::collapse_spaces(input), want) << input;
  }
}

TEST(Nfc, ComposesAndLeavesTheRest) {
  EXPECT_EQ(text::nfc("a1"), "a1");
  EXPECT_EQ(text::nfc("e\xCC\x81"), "é");
  EXPECT_EQ(text::nfc("№ Ədliyyə"), "№ Ədliyyə");
  EXPECT_THROW((void)text::nfc("\xFF"), InvalidArgument);
}

TEST(Fold, OfIllFormedTextIsRefusedAtItsByte) {
  try {
    static_cast<void>(text::fold("ab\xFF"));
    FAIL() << "was folded";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find("byte 2"), std::string::npos) << error.what();
  }
}

TEST_P(CollapseSpaces, LeavesOneSpaceBetweenWords) {
  EXPECT_EQ(text::collapse_spaces(GetParam().input), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Text, CollapseSpaces,
    testing::Values(Case{"empty", "", ""}, Case{"only_spaces", " \t\n", ""},
                    Case{"ends", "  a  ", "a"}, Case{"inside", "a \n\t b", "a b"},
                    Case{"no_break_space",
                         "a\xC2\xA0\xC2\xA0"
                         "b\xC2\xA0",
                         "a b"},
                    Case{"ideographic_space", "\xE3\x80\x80x", "x"},
                    Case{"letters_that_share_bytes_with_spaces", "à\xC2\xA0à", "à à"}),
    by_name);

TEST_P(ReplaceInvalid, GivesWellFormedText) {
  const std::string repaired = text::replace_invalid_utf8(GetParam().input);
  EXPECT_EQ(repaired, GetParam().want);
  EXPECT_EQ(text::find_invalid_utf8(repaired), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Text, ReplaceInvalid,
                         testing::Values(Case{"good", "aé", "aé"},
                                         Case{"latin_1", "caf\xE9!", "caf\xEF\xBF\xBD!"},
                                         Case{"cut_short", "a\xE2\x80", "a\xEF\xBF\xBD"},
                                         Case{"overlong", "\xC0\x80z", "\xEF\xBF\xBDz"},
                                         Case{"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD"},
                                         Case{"too_high", "\xF4\x90\x80\x80", "\xEF\xBF\xBD"},
                                         Case{"lone_continuation", "\x80x", "\xEF\xBF\xBDx"}),
                         by_name);

TEST(Text, RepairsAnyBytesAndThenFolds) {
  std::mt19937 random{20160427};
  std::uniform_int_distribution<int> byte{0, 255};
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += static_cast<char>(byte(random));
    const std::string repaired = text::replace_invalid_utf8(bytes);
    ASSERT_EQ(text::find_invalid_utf8(repaired), std::string::npos);
    const std::string folded = text::fold(repaired);
    ASSERT_EQ(text::find_invalid_utf8(folded), std::string::npos);
    ASSERT_EQ(text::fold(folded), folded);
    const std::string collapsed = text::collapse_spaces(repaired);
    ASSERT_EQ(text::collapse_spaces(collapsed), collapsed);
    ASSERT_EQ(text::trim(collapsed), collapsed);
  }
}

TEST(Text, CodePointsAreCountedAndFound) {
  const std::string word = "a№ə😀z";
  EXPECT_EQ(text::count_code_points(word), 5U);
  EXPECT_EQ(text::byte_offset(word, 0), 0U);
  EXPECT_EQ(text::byte_offset(word, 2), 4U);
  EXPECT_EQ(text::byte_offset(word, 4), 10U);
  EXPECT_EQ(text::byte_offset(word, 5), word.size());
  EXPECT_EQ(text::byte_offset(word, 99), word.size());
}

TEST(Text, TrimTakesEverySpaceAtBothEnds) {
  EXPECT_EQ(text::trim("\xEF\xBB\xBF a b \xE2\x80\x83"), "a b");
  EXPECT_EQ(text::trim("\xC2\xA0"), "");
  EXPECT_EQ(text::trim(""), "");
}

}  // namespace
}  // namespace actionplan::text_test

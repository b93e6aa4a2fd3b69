// SPDX-License-Identifier: Apache-2.0
// What is quick about words, beside what is clear: the same answers.
#include <actionplan/core/text.hpp>

#include <gtest/gtest.h>

#include "read/once.hpp"
#include "read/tokens.hpp"
#include "read/word_filter.hpp"
#include "read/words/one_slip.hpp"
#include "read/words/word_forms.hpp"

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace actionplan::quick_words_test {
namespace {

constexpr int rounds = 2000;

template <class Letter>
std::basic_string<Letter> word_of(std::mt19937& random, std::basic_string_view<Letter> letters) {
  std::basic_string<Letter> word;
  const std::size_t size = 1 + random() % 7;
  for (std::size_t i = 0; i < size; ++i) word += letters[random() % letters.size()];
  return word;
}

TEST(WordForms, SayWhatEachFormSaysAlone) {
  constexpr std::array<std::string_view, 9> forms = {"ab",  "abc", "ba*",  "a*", "*ba",
                                                     "*ca", "*b*", "*cc*", "cab"};
  detail::WordForms all;
  for (std::size_t i = 0; i < forms.size(); ++i) all.add(forms[i], i % 3, i);
  std::mt19937 random{1};
  for (int round = 0; round < rounds; ++round) {
    const std::string word = word_of<char>(random, "abc");
    detail::WordSets want = {};
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (detail::fits_word_form(word, forms[i])) want.at(i % 3) |= 1U << i;
    }
    ASSERT_EQ(all.of(word), want) << word;
  }
  EXPECT_EQ(all.of(""), detail::WordSets{});
}

TEST(WordFilter, HoldsAllThatWasAdded) {
  detail::WordFilter filter;
  EXPECT_FALSE(filter.may_hold("ministry"));
  std::mt19937 random{2};
  for (int round = 0; round < rounds; ++round) {
    const std::string word = word_of<char>(random, "abcdefghijklmnop");
    filter.add(word);
    ASSERT_TRUE(filter.may_hold(word)) << word;
  }
}

TEST(OneSlip, IsNeverRefusedByTheLettersAlone) {
  std::mt19937 random{3};
  int met = 0;
  for (int round = 0; round < 20 * rounds; ++round) {
    const std::u32string a = word_of<char32_t>(random, U"abнд");
    const std::u32string b = word_of<char32_t>(random, U"abнд");
    if (!detail::is_one_slip(a, b)) continue;
    ++met;
    ASSERT_TRUE(detail::may_be_one_slip(detail::letter_set(a), detail::letter_set(b)));
  }
  EXPECT_GT(met, rounds);
  EXPECT_FALSE(
      detail::may_be_one_slip(detail::letter_set(U"march"), detail::letter_set(U"august")));
}

std::vector<std::tuple<std::string, detail::TokenKind, bool>> list(const detail::Tokens& tokens) {
  std::vector<std::tuple<std::string, detail::TokenKind, bool>> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    out.emplace_back(tokens[i].text, tokens[i].kind, tokens[i].is_capital);
  }
  return out;
}

// Short texts and long ones lie in different places, and some letters fold to many.
TEST(Tokens, AreThoseOfTheWordsAlone) {
  constexpr std::array<std::string_view, 8> words = {"Ministry",     "2016", "Straße", "\uFDFA",
                                                     "Міністерство", "½",    ",",      "e\u0301t"};
  std::mt19937 random{4};
  for (std::size_t size = 0; size < 200; ++size) {
    std::string text;
    std::vector<std::tuple<std::string, detail::TokenKind, bool>> want;
    for (std::size_t i = 0; i < size; ++i) {
      const std::string_view word = words[random() % words.size()];
      text += (text.empty() ? "" : " ") + std::string{word};
      for (auto& one : list(detail::Tokens{word})) want.push_back(std::move(one));
    }
    ASSERT_EQ(list(detail::Tokens{text}), want) << text;
  }
}

TEST(Once, AsksOfEachTextOnceAndOfLongOnesEachTime) {
  detail::Once<std::size_t> once;
  int asked = 0;
  const auto find = [&](std::string_view text) {
    ++asked;
    return text.size();
  };
  const std::string longer(300, 'a');
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(once.of("ab", find), 2U);
    EXPECT_EQ(once.of(longer, find), longer.size());
  }
  EXPECT_EQ(asked, 1 + 3);
}

}  // namespace
}  // namespace actionplan::quick_words_test

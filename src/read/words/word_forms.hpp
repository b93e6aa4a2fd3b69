// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/by_text.hpp"
#include "read/tokens.hpp"
#include "read/word_filter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Is a folded word of this form, folded too? A star stands for what a form leaves open, in whatever
/// list of words: "nazirlik*" begins the word, "*amt" ends it behind four bytes at least ("gesamt" is
/// no office), "*anteil*" stands anywhere in it.
[[nodiscard]] bool fits_word_form(std::string_view word, std::string_view form);

/// Words and such forms of them, folded, in lists of up to 64 languages each: what all of them say of a word
/// is told by one search.
class WordForms {
 public:
  void add(std::string_view form, std::size_t list, std::size_t language);

  /// Of each list the languages that have the folded word.
  [[nodiscard]] WordSets of(std::string_view word) const;

 private:
  struct Form {
    std::string text;
    std::size_t list = 0;
    std::uint64_t language = 0;  // its bit
  };

  ByText<WordSets> words_;
  WordFilter filter_;                              // of `words_`
  std::array<std::vector<Form>, 256> beginnings_;  // "nazirlik*", by the first byte
  std::array<std::vector<Form>, 256> endings_;     // "*amt", by the last one
  std::vector<Form> open_;                         // with a star on both sides
};

}  // namespace actionplan::detail

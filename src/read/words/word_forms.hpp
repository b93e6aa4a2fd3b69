// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/by_text.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Is a folded word of this form, folded too? A star stands for what a form leaves open, in whatever
/// list of words: "nazirlik*" begins the word, "*amt" ends it behind four bytes at least ("gesamt" is
/// no office), "*anteil*" stands anywhere in it.
[[nodiscard]] bool fits_word_form(std::string_view word, std::string_view form);

/// Words and such forms of them, folded.
class WordForms {
 public:
  void add(std::string_view form);

  [[nodiscard]] bool is_empty() const { return is_empty_; }
  [[nodiscard]] bool hold(std::string_view word) const;

 private:
  bool is_empty_ = true;
  TextSet words_;
  std::array<std::vector<std::string>, 256> beginnings_;  // "nazirlik*", by the first byte
  std::array<std::vector<std::string>, 256> endings_;     // "*amt", by the last byte
  std::vector<std::string> open_;                         // with a star before and behind
};

}  // namespace actionplan::detail

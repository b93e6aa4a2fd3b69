// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
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

  [[nodiscard]] bool is_empty() const { return words_.empty() && open_.empty(); }
  [[nodiscard]] bool hold(std::string_view word) const;

 private:
  std::set<std::string, std::less<>> words_;
  std::vector<std::string> open_;  // with a star
};

}  // namespace actionplan::detail

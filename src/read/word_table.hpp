// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>

#include "core/internal/by_text.hpp"
#include "word_filter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace actionplan::detail {

template <std::size_t N>
[[nodiscard]] bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What words mean, from rows of words that mean the same.
template <class Meaning>
class WordTable {
 public:
  struct Row {
    Meaning meaning;
    std::string_view words;  // apart by spaces; where a word stands in two rows, the first wins
  };

  template <std::size_t N>
  explicit WordTable(const Row (&rows)[N]) {
    for (const Row& row : rows) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        add(rest.substr(0, end), row.meaning);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }

  /// One more word; where it is there already, that stands.
  void add(std::string_view word, Meaning meaning) {
    const auto added = meanings_.emplace(text::fold(word), meaning);
    filter_.add(added.first->first);
  }

  /// The meaning of a folded word; `Meaning{}` for words without one.
  [[nodiscard]] Meaning operator[](std::string_view folded) const {
    if (!filter_.may_hold(folded)) return Meaning{};
    const auto found = meanings_.find(folded);
    return found == meanings_.end() ? Meaning{} : found->second;
  }

 private:
  ByText<Meaning> meanings_;
  WordFilter filter_;
};

}  // namespace actionplan::detail

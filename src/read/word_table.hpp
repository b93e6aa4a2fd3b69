// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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
        entries_.push_back(Entry{text::fold(rest.substr(0, end)), row.meaning});
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.word < b.word; });
  }

  /// The meaning of a folded word; `Meaning{}` for words without one.
  [[nodiscard]] Meaning operator[](std::string_view folded) const {
    const auto found = std::lower_bound(
        entries_.begin(), entries_.end(), folded,
        [](const Entry& entry, std::string_view word) { return entry.word < word; });
    return found == entries_.end() || found->word != folded ? Meaning{} : found->meaning;
  }

 private:
  struct Entry {
    std::string word;
    Meaning meaning;
  };

  std::vector<Entry> entries_;
};

}  // namespace actionplan::detail

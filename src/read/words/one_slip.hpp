// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace actionplan::detail {

/// One letter more, less, other, or two neighbours swapped.
[[nodiscard]] inline bool is_one_slip(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t at = 0;
  while (at < a.size() && a[at] == b[at]) ++at;
  if (a.size() < b.size()) return a.substr(at) == b.substr(at + 1);
  if (a.substr(at + 1) == b.substr(at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         a.substr(at + 2) == b.substr(at + 2);
}

/// A set of the letters of a word, some of which share a place in it.
[[nodiscard]] inline std::uint64_t letter_set(std::u32string_view letters) noexcept {
  std::uint64_t set = 0;
  for (const char32_t letter : letters) set |= std::uint64_t{1} << letter % 64U;
  return set;
}

/// May two words with these sets be one slip apart? Quick to say no: a slip takes at most one letter out
/// of the set, and puts at most one into it.
[[nodiscard]] inline bool may_be_one_slip(std::uint64_t a, std::uint64_t b) noexcept {
  const std::uint64_t others = a ^ b;
  const std::uint64_t but_one = others & (others - 1);
  return (but_one & (but_one - 1)) == 0;
}

}  // namespace actionplan::detail

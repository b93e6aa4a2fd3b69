// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace actionplan {

/// A set of the words of an enumeration: bit number `static_cast<int>(word)` is set. A small value,
/// as wide as its bits.
template <NamedEnum Word>
class WordSet {
  static constexpr std::size_t count = enum_count<Word>;
  static_assert(count <= 64, "a set has 64 bits");

 public:
  using Bits = std::conditional_t<(count <= 32), std::uint32_t, std::uint64_t>;

  constexpr WordSet() noexcept = default;
  explicit constexpr WordSet(Bits bits) noexcept : bits_{bits} {}

  constexpr void add(Word word) noexcept { bits_ |= bit(word); }
  constexpr void remove(Word word) noexcept { bits_ &= ~bit(word); }
  [[nodiscard]] constexpr bool has(Word word) const noexcept { return (bits_ & bit(word)) != 0; }
  [[nodiscard]] constexpr Bits bits() const noexcept { return bits_; }
  /// The words in it, in the order of the enumeration.
  [[nodiscard]] std::vector<Word> list() const {
    std::vector<Word> words;
    for (std::size_t i = 0; i < count; ++i) {
      if (has(static_cast<Word>(i))) words.push_back(static_cast<Word>(i));
    }
    return words;
  }

  friend constexpr bool operator==(WordSet, WordSet) noexcept = default;

 private:
  static constexpr Bits bit(Word word) noexcept { return Bits{1} << static_cast<unsigned>(word); }

  Bits bits_ = 0;
};

}  // namespace actionplan

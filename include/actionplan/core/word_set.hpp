// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan {

/// A set of the words of an enumeration that counts from 0: bit number `static_cast<int>(word)` is
/// set. A small value, as wide as its bits.
///
/// @tparam count  how many words there are.
template <class Word, std::size_t count>
class WordSet {
  static_assert(count <= 32, "a set has 32 bits");

 public:
  constexpr WordSet() noexcept = default;
  explicit constexpr WordSet(std::uint32_t bits) noexcept : bits_{bits} {}

  constexpr void add(Word word) noexcept { bits_ |= bit(word); }
  constexpr void remove(Word word) noexcept { bits_ &= ~bit(word); }
  [[nodiscard]] constexpr bool has(Word word) const noexcept { return (bits_ & bit(word)) != 0; }
  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
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
  static constexpr std::uint32_t bit(Word word) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(word);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace actionplan

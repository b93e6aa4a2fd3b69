// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace actionplan::detail {

/// Tells of most words that are not among those added that they are none of them, quicker than a search.
class WordFilter {
 public:
  void add(std::string_view word) { places_.set(place_of(word)); }
  [[nodiscard]] bool may_hold(std::string_view word) const { return places_[place_of(word)]; }

 private:
  static constexpr std::size_t most_ = 4096;

  // By its size and three of its bytes.
  static std::size_t place_of(std::string_view word) noexcept {
    if (word.empty()) return 0;
    const auto byte = [&](std::size_t at) {
      return std::size_t{static_cast<unsigned char>(word[at])};
    };
    const std::size_t ends =
        byte(0) * 37 + byte(word.size() - 1) * 11 + byte(word.size() / 2) * 131;
    return (ends + word.size() * 521) % most_;
  }

  std::bitset<most_> places_;
};

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// The highest number of an item that is counted to, as Word counts.
inline constexpr std::uint32_t most_list_count = 30000;

/// "iv" or "IV"; nothing for 0.
[[nodiscard]] std::string roman_number(std::uint32_t value, bool is_upper);

/// The letter of an alphabet, as often as it came round: "a" to "z", then "aa", "bb"; nothing for 0.
/// @param letter_bytes how many bytes each of its letters has
[[nodiscard]] std::string repeated_letter(std::uint32_t value, std::string_view alphabet,
                                          std::size_t letter_bytes = 1);

inline constexpr std::string_view latin_letters = "abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view latin_capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What an item shows: "1.2. Build", or its number alone.
[[nodiscard]] std::string numbered(const std::string& number, std::string_view text);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::detail {

/// Columns of the widest table that any office program makes.
inline constexpr std::size_t most_columns = 16384;

[[nodiscard]] constexpr std::uint8_t bit(Mark mark) noexcept {
  return static_cast<std::uint8_t>(mark);
}

/// How often something stands there, or how many columns it covers: 1 where nothing is said.
[[nodiscard]] inline std::size_t count_of(std::string_view digits, std::size_t most) {
  std::size_t count = 1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error == std::errc::result_out_of_range) return most;
  return std::clamp<std::size_t>(count, 1, most);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace actionplan::detail {

// The shortest text that reads back as the number; nothing for NaN.
template <class Real>
[[nodiscard]] std::optional<std::string> shortest_number(Real value) {
  if (std::isnan(value)) return std::nullopt;
  std::array<char, 64> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return std::string{text.data(), end};
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <type_traits>

namespace actionplan::detail {

// The shortest text that reads back as the number; nothing for NaN.
template <class Real>
[[nodiscard]] std::optional<std::string> shortest_number(Real value) {
  if (std::isnan(value)) return std::nullopt;
  std::array<char, 64> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return std::string{text.data(), end};
}

// As printf's "%.*g" writes it in the C locale, whatever the program's locale.
template <class Real>
[[nodiscard]] std::string general_number(Real value, int digits) {
  std::array<char, 64> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value,
                                          std::chars_format::general, digits);
  return std::string{text.data(), end};
}

// As std::to_string writes it in the C locale, which it does not in others.
template <class Number>
[[nodiscard]] std::string number_text(Number value) {
  if constexpr (std::is_floating_point_v<Number>) {
    std::array<char, 512> text{};  // of the largest double 316
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 6);
    return std::string{text.data(), end};
  } else {
    return std::to_string(value);
  }
}

}  // namespace actionplan::detail

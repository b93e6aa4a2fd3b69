// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace actionplan::detail {

struct DoubleRead {
  double value = 0;
  std::size_t size = 0;  // characters that make the number; 0: there is none that a double holds
};

// The number that the text begins with, as std::from_chars reads it: no spaces and no plus before it, a
// point whatever the locale, "inf" and "nan" too. What is too large or too small for a double is none.
[[nodiscard]] DoubleRead read_double(std::string_view text) noexcept;

// The number that the whole text is.
[[nodiscard]] std::optional<double> double_in(std::string_view text) noexcept;

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

// The code points of well-formed UTF-8.
[[nodiscard]] inline std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = lead;
    if (length > 1) point &= 0xFFU >> (length + 1);
    for (std::size_t k = 1; k < length && at + k < text.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
    }
    out += point;
    at += length;
  }
  return out;
}

}  // namespace actionplan::detail

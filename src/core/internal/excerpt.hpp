// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

// The beginning of a text from elsewhere, for a message: cut between characters, well-formed, and
// without control characters, since a null would end the message.
[[nodiscard]] inline std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 40;
  constexpr std::size_t longest_character = 4;
  std::size_t end = std::min(most, text.size());
  while (end > most - longest_character && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
  std::string out = text::replace_invalid_utf8(text.substr(0, end));
  for (char& letter : out) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) letter = ' ';
  }
  return end == text.size() ? out : out + "...";
}

}  // namespace actionplan::detail

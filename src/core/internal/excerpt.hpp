// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace actionplan::detail {

// Without control characters, since a null would end a message and others would steer a terminal.
[[nodiscard]] inline std::string without_controls(std::string text) {
  for (char& letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) letter = ' ';
  }
  return text;
}

// The name of a file as SQLite and messages take it: UTF-8 on Windows too, else its bytes.
[[nodiscard]] inline std::string utf8_name(const std::filesystem::path& path) {
  const auto name = path.u8string();
  return {name.begin(), name.end()};
}

// The name of a file, for a message.
[[nodiscard]] inline std::string quoted(const std::filesystem::path& path) {
  return '"' + without_controls(text::replace_invalid_utf8(utf8_name(path))) + '"';
}

// The beginning of a text from elsewhere, for a message: cut between characters, well-formed, and
// without control characters.
[[nodiscard]] inline std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 40;
  constexpr std::size_t longest_character = 4;
  std::size_t end = std::min(most, text.size());
  while (end > most - longest_character && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
  std::string out = without_controls(text::replace_invalid_utf8(text.substr(0, end)));
  return end == text.size() ? out : out + "...";
}

}  // namespace actionplan::detail

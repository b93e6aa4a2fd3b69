// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

// A spreadsheet computes a cell that begins with =, +, - or @, also of full width (OWASP, CSV
// injection). Cells begin where a text begins, and where it holds what another program parts cells
// or rows by, whatever quotation marks say: `;` and tabs in some locales, line feeds in all. An
// apostrophe there makes the rest a text. What looks guarded already is guarded once more, so that
// taking one mark off each gives the text back.

inline bool begins_formula(std::string_view text) noexcept {
  for (const std::string_view mark :
       {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
    if (text.starts_with(mark)) return true;
  }
  return false;
}

// Is there a cell at `at` which is to be guarded, or was?
inline bool is_cell_to_guard(std::string_view text, std::size_t at) noexcept {
  // Readers of CSV take blanks off the beginning of a cell; a quotation mark within it is one of two.
  const std::string_view passed = at == 0 ? "'" : "' \"";
  const std::string_view rest =
      text.substr(std::min(text.find_first_not_of(passed, at), text.size()));
  if (begins_formula(rest)) return true;
  return at == 0 && !rest.empty() &&
         std::string_view{"\t\r\n "}.find(rest[0]) != std::string_view::npos;
}

inline std::size_t next_cell(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = text.find_first_of(";\t\r\n", at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// The text with an apostrophe before each cell in it that a spreadsheet would compute.
[[nodiscard]] inline std::string guard_cell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = next_cell(text, at);
    if (is_cell_to_guard(text, at)) out += '\'';
    out += text.substr(at, next - at);
    at = next;
  }
  return out;
}

/// What `guard_cell` was given.
[[nodiscard]] inline std::string unguard_cell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = next_cell(text, at);
    const bool is_guarded = text[at] == '\'' && is_cell_to_guard(text, at);
    out += text.substr(is_guarded ? at + 1 : at, next - at - (is_guarded ? 1 : 0));
    at = next;
  }
  return out;
}

}  // namespace actionplan::detail

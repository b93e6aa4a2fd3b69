// SPDX-License-Identifier: Apache-2.0
#include "csv_text.hpp"

#include "core/internal/cell_guard.hpp"

#include <array>
#include <charconv>

namespace actionplan::detail {
namespace {

// Quoted also for separators that spreadsheets of other locales use.
std::string in_quotes_where_needed(std::string_view text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos) return std::string{text};
  std::string out{'"'};
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string text_cell(std::string_view text) { return in_quotes_where_needed(guard_cell(text)); }

std::string real_cell(const std::optional<double>& number) {
  if (!number) return {};
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr};
}

void append_line(std::string& out, const CsvLine& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0) out += ',';
    out += line[i];
  }
  out += "\r\n";
}

}  // namespace actionplan::detail

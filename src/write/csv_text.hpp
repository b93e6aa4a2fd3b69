// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

using CsvLine = std::vector<std::string>;

/// A cell as RFC 4180 writes it, guarded where a spreadsheet would compute it.
[[nodiscard]] std::string text_cell(std::string_view text);

/// The shortest form that reads back; never in the form of another locale.
[[nodiscard]] std::string real_cell(const std::optional<double>& number);

/// Several texts in one cell.
template <class Items, class Text>
[[nodiscard]] std::string list_cell(const Items& items, Text text) {
  std::string joined;
  for (const auto& item : items) {
    if (!joined.empty()) joined += "; ";
    joined += text(item);
  }
  return text_cell(joined);
}

/// Appends the cells, already quoted, and CRLF.
void append_line(std::string& out, const CsvLine& line);

}  // namespace actionplan::detail

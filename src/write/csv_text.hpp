// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

using CsvLine = std::vector<std::string>;

/// A cell as RFC 4180 writes it, guarded where a spreadsheet would compute it.
[[nodiscard]] std::string text_cell(std::string_view text);

/// Appends the cells, already quoted, and CRLF.
void append_line(std::string& out, const CsvLine& line);

}  // namespace actionplan::detail

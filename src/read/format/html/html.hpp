// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

#include "read/format/budget.hpp"

#include <string_view>

namespace actionplan::detail {

/// Pages of HTML.
[[nodiscard]] FormatReader html_reader();

/// Blocks of HTML in well-formed UTF-8, behind those that the document has. @throws ParseError beyond
/// a limit; Cancelled.
void add_html(std::string_view text, Document& document, Budget& budget);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Markdown: CommonMark with tables and struck text; HTML in it is read as HTML.
[[nodiscard]] FormatReader markdown_reader();

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Text in which a tab opens each cell, as word processors' tables are extracted.
[[nodiscard]] FormatReader text_reader();

/// The lines before the first tab are paragraphs; all cells are one row of a table, since nothing
/// tells where rows end. @throws ParseError, Cancelled as `table_from_text`.
[[nodiscard]] Document document_from_text(std::string_view bytes, const ReadLimits& limits,
                                          const Cancel& cancel, std::string_view encoding = {});

}  // namespace actionplan::detail

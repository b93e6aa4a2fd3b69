// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Comma-, semicolon- or tab-separated values.
[[nodiscard]] FormatReader csv_reader();

/// A document of one table. @throws ParseError, Cancelled as `table_from_csv`; InvalidArgument for an
/// encoding or a separator that is not known.
[[nodiscard]] Document document_from_csv(const DocumentSource& source, const ReadLimits& limits,
                                         const Cancel& cancel);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "csv_columns.hpp"
#include "evaluate/internal/row_source.hpp"

#include <string>

namespace actionplan::detail {

// The tables of an assessment as `to_csv`, `indicators_to_csv` and `deadlines_to_csv` write them, from
// rows that may have been derived before.

/// The columns of the extra cells and finance of the measures assessed.
[[nodiscard]] MoreColumns more_columns(const Assessment& assessment, bool only_published);
[[nodiscard]] std::string measures_csv(RowSource& rows, const MoreColumns& more,
                                       const Cancel& cancel);
[[nodiscard]] std::string indicators_csv(RowSource& rows, const Cancel& cancel);
[[nodiscard]] std::string deadlines_csv(RowSource& rows, const Cancel& cancel);
[[nodiscard]] std::string finance_csv(const Assessment& assessment, bool only_published,
                                      const Cancel& cancel);

}  // namespace actionplan::detail

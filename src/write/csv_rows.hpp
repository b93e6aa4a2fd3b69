// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "evaluate/internal/row_source.hpp"
#include "plan/internal/extra_columns.hpp"

#include <string>

namespace actionplan::detail {

// The tables of an assessment as `to_csv`, `indicators_to_csv` and `deadlines_to_csv` write them, from
// rows that may have been derived before.

/// The columns of the extra cells of the measures assessed.
[[nodiscard]] ExtraColumns extra_columns(const Assessment& assessment, bool only_published);
[[nodiscard]] std::string measures_csv(RowSource& rows, const ExtraColumns& extra,
                                       const Cancel& cancel);
[[nodiscard]] std::string indicators_csv(RowSource& rows, const Cancel& cancel);
[[nodiscard]] std::string deadlines_csv(RowSource& rows, const Cancel& cancel);

}  // namespace actionplan::detail

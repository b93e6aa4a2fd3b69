// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "columns.hpp"

#include <vector>

namespace actionplan::detail {

/// Breaks a run of cells into rows where the source does not tell where they end: a number that could
/// be a measure's or a heading's begins one. What stands before the first is the header.
[[nodiscard]] std::vector<RowView> break_rows(RowView cells, CancelPoll& poll);

}  // namespace actionplan::detail

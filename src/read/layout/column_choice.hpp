// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "header_rows.hpp"

#include <vector>

namespace actionplan::detail {

/// Lets the rows below a header tell which of several columns that may hold the title or the number
/// does, and which columns name sections.
void choose_columns(const std::vector<RowView>& rows, HeaderRow& found);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/select.hpp>

#include "columns.hpp"

#include <vector>

namespace actionplan::detail {

/// `Query::count_by` over these rows.
[[nodiscard]] std::vector<GroupCount> count_groups(Field field,
                                                   const std::vector<std::size_t>& rows,
                                                   const Columns& columns);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"
#include "columns.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <vector>

namespace actionplan::detail {

/// The rows of a table, without what a person does not see, and as the mapping corrects them.
[[nodiscard]] std::vector<RowView> seen_rows(const Block& block, AppliedMapping& mapping,
                                             Records& out, Account& account, ProblemList& problems,
                                             CancelPoll& poll);

}  // namespace actionplan::detail

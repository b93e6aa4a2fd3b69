// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <cstddef>
#include <optional>

namespace actionplan::detail {

/// What a table holds by its name: that of the heading right above it, or where that is a mere key, of
/// a value of the mapping that the key is in.
/// @param table position of a block that is a table.
[[nodiscard]] std::optional<Column> name_of_table(const Document& document, std::size_t table,
                                                  const AppliedMapping& mapping);

/// Puts tables together whose rows are numbered below those of others ("C01", "C01.1", "C01.1.1"), as
/// the levels of a tree are written. The lowest rows are measures, or where their table is one of
/// indicators, the indicators of the measures above them with deadlines and bodies; the rows above
/// measures are sections. Tables whose rows have days or bodies of their own stay as they are, with
/// what is above them.
void nest_tables(const Document& document, Records& out, Account& account, ProblemList& problems,
                 AppliedMapping& mapping);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "applied_mapping.hpp"
#include "columns.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The cell, or one to be read in its place where the mapping corrects it by its place. The document
/// keeps its own text, and so does the account of it.
[[nodiscard]] const Cell* corrected_cell(const Cell& cell, AppliedMapping& mapping, Records& out,
                                         Account& account, ProblemList& problems);

/// The rows, or a copy with what the mapping corrects in them.
[[nodiscard]] const std::vector<Row>& corrected_rows(const std::vector<Row>& rows,
                                                     AppliedMapping& mapping, Records& out,
                                                     Account& account, ProblemList& problems);

/// The record of a measure as the mapping corrects it by the measure's id.
/// @param id of the measure.
[[nodiscard]] Record corrected_record(const Record& record, std::string_view id, Place place,
                                      AppliedMapping& mapping, Records& out, Account& account,
                                      ProblemList& problems);

/// The first text of a table; empty: it has none.
[[nodiscard]] std::string_view first_text(const std::vector<RowView>& rows);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/read/document.hpp>
#include <actionplan/read/read.hpp>

#include "applied_mapping.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

namespace actionplan::detail {

/// Finds the measures of a document and the headings above them, and names what it leaves out.
///
/// Each table, also one within a cell of another, finds its own header; one without a header that
/// follows directly on one of as many columns goes on with it. Headings above a table are its sections
/// by their level. What stands before the first table, down to the first of these headings, speaks of
/// the plan as a whole.
/// @param document borrowed, also by what is returned.
/// @param options how a spreadsheet counts days.
/// @param mapping goes before what is inferred.
/// @param account is told of what is left out, of headers of columns, and of copies.
/// @throws ParseError  no table has a header that can be recognised (`no_plan`); Cancelled.
[[nodiscard]] Records lay_out(const Document& document, const ReadOptions& options,
                              Account& account, ProblemList& problems, CancelPoll& poll,
                              AppliedMapping& mapping);

/// The same of one table.
[[nodiscard]] Records lay_out(const Table& table, const ReadOptions& options, Account& account,
                              ProblemList& problems, CancelPoll& poll, AppliedMapping& mapping);

}  // namespace actionplan::detail

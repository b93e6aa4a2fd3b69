// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <cstddef>
#include <string>

namespace actionplan::detail {

/// "1 row", "2 rows".
[[nodiscard]] std::string counted(std::size_t count, const char* one, const char* many);

/// Names a block that is no part of a measure.
/// @param is_told does a mapping say so? Then it is no warning.
void leave_out_block(const Block& block, bool is_told, Account& account, ProblemList& problems);

/// Rows of one text below the last measure are remarks, not headings: nothing stands under them.
void drop_trailing_rows(Records& out, Account& account, ProblemList& problems);

/// An empty form has columns, and no measure below them: a Problem says so.
/// @param header where the first of them stand
void report_if_empty(const Records& out, Place header, ProblemList& problems);

/// What a document consists of, for a message.
[[nodiscard]] std::string what_there_is(const Document& document);

/// @throws ParseError with code `no_plan`. @param found what there is instead.
[[noreturn]] void refuse_without_plan(const std::string& found);

}  // namespace actionplan::detail

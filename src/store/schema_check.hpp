// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <vector>

namespace actionplan::detail {

/// What a store's schema has other than the text of its version.
///
/// Errors: a table, index, view or trigger that is missing or has another text (`changed_schema`),
/// and a trigger of somebody else, which could undo what other programs write. Of severity info:
/// indexes, views and tables that others added (`added_to_schema`). Errors come first.
/// @throws SQLite::Exception
[[nodiscard]] std::vector<Problem> check_schema_of(const SQLite::Database& database);

}  // namespace actionplan::detail

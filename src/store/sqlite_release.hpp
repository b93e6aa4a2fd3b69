// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>

#include <optional>

namespace actionplan::detail {

/// Of a release of SQLite, as sqlite3_libversion_number gives it (3051003 is 3.51.3): the warning
/// that its write-ahead log can corrupt a database, the "WAL-reset bug" of 3.7.0 to 3.51.2, mended
/// in 3.51.3 and in the later fixes of two earlier series, 3.44.6 and 3.50.7.
/// @source  sqlite.org/wal.html, section "The WAL-Reset Bug"; tests/unit/store/sqlite_release_test.cpp
[[nodiscard]] std::optional<Problem> wal_reset_problem(int version_number);

}  // namespace actionplan::detail

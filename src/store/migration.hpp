// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace actionplan::detail {

/// Brings a store of an earlier version up to `schema_version`, in one transaction: whole or not at
/// all. The chain and its head stay what they were. @throws SQLite::Exception
void migrate(SQLite::Database& database);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <vector>

namespace actionplan::detail {

/// How the rows of a table of `schema_version` are taken from a store of any version.
struct TableCopy {
  const char* name;
  std::string columns;  ///< as they are named, divided by commas
  std::string select;   ///< gives them, in the order of the chain
};

/// The tables of the ledger, which are all but that of persons, in the order to be filled.
/// @param suffix  of the names of the tables that are read.
[[nodiscard]] std::vector<TableCopy> ledger_tables(int version, const std::string& suffix = "");

/// Brings a store of an earlier version up to `schema_version`, in one transaction: whole or not at
/// all. The chain and its head stay what they were. @throws SQLite::Exception
void migrate(SQLite::Database& database);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "migration.hpp"
#include "new_file.hpp"
#include "store_state.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace actionplan {
namespace {

// Steps through the rows of the store; its errors name it, and not the copy.
bool step(SQLite::Statement& select, const std::filesystem::path& store) {
  return detail::guarded(store, [&] { return select.executeStep(); });
}

using detail::TableCopy;

void bind_copy(SQLite::Statement& insert, int at, const SQLite::Column& value) {
  switch (value.getType()) {
    case SQLITE_INTEGER: return insert.bind(at, value.getInt64());
    case SQLITE_FLOAT: return insert.bind(at, value.getDouble());
    case SQLITE_TEXT: return insert.bind(at, value.getString());
    case SQLITE_BLOB: return insert.bind(at, value.getBlob(), value.getBytes());
    default: return insert.bind(at);
  }
}

// Every value as it is: what was changed in the store is found in its copy too.
void copy_table(const TableCopy& table, const SQLite::Database& from, SQLite::Database& into,
                const std::filesystem::path& store) {
  SQLite::Statement select{from, table.select};
  const int columns = select.getColumnCount();
  std::string marks = "?";
  for (int i = 1; i < columns; ++i) marks += ", ?";
  SQLite::Statement insert{into, "INSERT INTO " + std::string{table.name} + " (" + table.columns +
                                     ") VALUES (" + marks + ")"};
  while (step(select, store)) {
    for (int i = 0; i < columns; ++i) bind_copy(insert, i + 1, select.getColumn(i));
    insert.exec();
    insert.reset();
  }
}

}  // namespace

void Store::publish_copy(const std::filesystem::path& path, const Cancel& cancel) const {
  guarded(state(), cancel, [&](detail::Interruption& interruption, auto&) {
    detail::NewFile file{path, std::nullopt};
    const auto rows = static_cast<std::size_t>(state().tip().seq);
    detail::guarded(path, [&] {
      SQLite::Database copy = detail::create_database(file.draft());
      const detail::LargeCache cache{copy, rows};
      const detail::Interruption::Watch watch{interruption, copy, state().busy_timeout_ms};
      {
        // One view of the ledger, whatever others append meanwhile.
        SQLite::Transaction reading{state().database()};
        SQLite::Transaction writing{copy, SQLite::TransactionBehavior::IMMEDIATE};
        const int version = detail::version_of(state().database());
        for (const TableCopy& table : detail::ledger_tables(version)) {
          copy_table(table, state().database(), copy, state().path);
        }
        writing.commit();
      }
      copy.exec("VACUUM");
    });
    file.put_in_place();
  });
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include "database.hpp"

#include "schema_sql.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <system_error>

namespace actionplan::detail {
namespace {

std::string quoted(const std::filesystem::path& path) { return "\"" + path.string() + "\""; }

// Without SQLite's own lock, which each look at a column would take: a store's calls take turns.
void configure(SQLite::Database& database) {
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA trusted_schema = OFF");
  database.exec("PRAGMA cell_size_check = ON");
}

int pragma(SQLite::Database& database, const char* name) {
  return database.execAndGet(std::string{"PRAGMA "} + name).getInt();
}

// A database that others are writing has a log beside it; without one a folder that cannot be
// written to can still be read.
std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    constexpr std::string_view special = "?#%";
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (special.find(c) == std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4U];
      uri += digits[byte & 15U];
    }
  }
  return uri + "?immutable=1";
}

void check_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status)) {
    throw StoreError("There is no store " + quoted(path) + "; check the name, or create one.");
  }
  if (std::filesystem::is_directory(status)) {
    throw StoreError(quoted(path) + " is a folder, not a store; name a file.");
  }
  if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) == 0) {
    throw StoreError(quoted(path) + " is empty and holds no store; create one under another name.");
  }
}

void check_ours(SQLite::Database& database, const std::filesystem::path& path) {
  if (pragma(database, "application_id") != application_id) {
    throw StoreError(quoted(path) +
                     " is an SQLite database, but not one of ours; name a file that was made as a "
                     "store.");
  }
  const int version = pragma(database, "user_version");
  if (version > schema_version) {
    throw StoreError(quoted(path) + " was written by a later version (its schema is " +
                     std::to_string(version) + ", this library knows " +
                     std::to_string(schema_version) + "); update the library.");
  }
  if (version < 1) {
    throw StoreError(quoted(path) +
                     " has no schema version; it was not made whole. Restore a copy.");
  }
}

SQLite::Database open_plain(const std::filesystem::path& path, const StoreOptions& options) {
  const bool is_written = options.mode == OpenMode::read_write;
  SQLite::Database database{
      path.string(),
      (is_written ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_NOMUTEX,
      options.busy_timeout_ms};
  configure(database);
  check_ours(database, path);
  return database;
}

}  // namespace

StoreError store_error(const std::filesystem::path& path, const SQLite::Exception& error) {
  const std::string said = error.what();
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError("Another program is writing to " + quoted(path) +
                        "; try again, or wait longer (busy_timeout_ms).");
    case SQLITE_READONLY:
      return StoreError("The store " + quoted(path) +
                        " cannot be written to; open it for writing, and check the rights of file "
                        "and folder.");
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return StoreError("The store " + quoted(path) + " cannot be read or written (" + said +
                        "); check the disk. What was acknowledged before is safe.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StoreError(quoted(path) + " is no intact SQLite database (" + said +
                        "); restore a backup.");
    case SQLITE_CANTOPEN:
      return StoreError("The file " + quoted(path) +
                        " cannot be opened; check its name and rights, and those of its folder.");
    default: return StoreError("The store " + quoted(path) + ": " + said + ".");
  }
}

SQLite::Database create_database(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    throw StoreError("The file " + quoted(path) +
                     " is there already; choose another name, or remove it first.");
  }
  return guarded(path, [&path] {
    SQLite::Database database{path.string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX};
    database.exec("PRAGMA journal_mode = WAL");
    configure(database);
    SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
    database.exec(schema_sql);
    database.exec("PRAGMA application_id = " + std::to_string(application_id));
    database.exec("PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
    return database;
  });
}

SQLite::Database open_database(const std::filesystem::path& path, const StoreOptions& options) {
  check_file(path);
  if (options.busy_timeout_ms < 0) {
    throw InvalidArgument("busy_timeout_ms is " + std::to_string(options.busy_timeout_ms) +
                          "; give milliseconds, 0 or more.");
  }
  return guarded(path, [&] {
    try {
      return open_plain(path, options);
    } catch (const SQLite::Exception& error) {
      std::error_code ignored;
      const bool has_log = std::filesystem::exists(path.string() + "-wal", ignored);
      const bool is_blocked =
          error.getErrorCode() == SQLITE_CANTOPEN || error.getErrorCode() == SQLITE_READONLY;
      if (!is_blocked || has_log || options.mode == OpenMode::read_write) throw;
      SQLite::Database database{immutable_uri(path),
                                SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX};
      configure(database);
      check_ours(database, path);
      return database;
    }
  });
}

Hash to_hash(const void* bytes, int size) {
  Hash hash{};
  if (bytes == nullptr || size != static_cast<int>(hash.size())) {
    throw StoreError("A digest in the store is not 32 bytes long; restore a backup.");
  }
  std::copy_n(static_cast<const std::uint8_t*>(bytes), hash.size(), hash.begin());
  return hash;
}

Hash hash_of(const SQLite::Column& column) { return to_hash(column.getBlob(), column.getBytes()); }

void bind_hash(SQLite::Statement& statement, int at, const Hash& hash) {
  statement.bind(at, static_cast<const void*>(hash.data()), static_cast<int>(hash.size()));
}

}  // namespace actionplan::detail

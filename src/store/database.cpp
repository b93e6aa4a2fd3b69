// SPDX-License-Identifier: Apache-2.0
#include "database.hpp"

#include "file_system.hpp"
#include "migration.hpp"
#include "schema_1_sql.hpp"
#include "schema_sql.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace actionplan::detail {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.parent_path();
  return folder.empty() ? "." : folder;
}

namespace {

// Without SQLite's own lock, which each look at a column would take: a store's calls take turns.
// What others put into the file never runs: no trigger, no view, no function that is not harmless.
// The triggers of the schema are for other programs too; this one only inserts rows, and deletes
// those of persons and words.
void distrust(SQLite::Database& database) {
  sqlite3* const handle = database.getHandle();
  for (const int off : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                        SQLITE_DBCONFIG_TRUSTED_SCHEMA}) {
    (void)sqlite3_db_config(handle, off, 0, nullptr);
  }
  (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A revision is the longest row: a plan and a profile, each no longer than JSON may be.
  constexpr int max_bytes = 2 * (256 << 20) + (1 << 20);
  (void)sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, max_bytes);
}

void configure(SQLite::Database& database) {
  distrust(database);
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA trusted_schema = OFF");
  database.exec("PRAGMA cell_size_check = ON");
}

void configure_for_writing(SQLite::Database& database) {
  configure(database);
  // From the first write on: what is erased or moved is overwritten.
  database.exec("PRAGMA secure_delete = ON");
}

int pragma(const SQLite::Database& database, const char* name) {
  SQLite::Statement ask{database, std::string{"PRAGMA "} + name};
  return ask.executeStep() ? ask.getColumn(0).getInt() : 0;
}

// Does the file say that a write-ahead log belongs to it (bytes 18 and 19 of SQLite's header)?
bool has_log_mode(const std::filesystem::path& path) {
  constexpr std::size_t size = 20;
  std::array<char, size> header{};
  std::ifstream stream{path, std::ios::binary};
  return stream.read(header.data(), size) && header[size - 1] == 2;
}

void check_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status)) {
    throw StoreError("There is no store " + quoted(path) + "; check the name, or create one.",
                     StoreErrorCode::missing);
  }
  if (std::filesystem::is_directory(status)) {
    throw StoreError(quoted(path) + " is a folder, not a store; name a file.",
                     StoreErrorCode::not_a_store);
  }
  if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) == 0) {
    throw StoreError(quoted(path) + " is empty and holds no store; create one under another name.",
                     StoreErrorCode::not_a_store);
  }
}

void check_ours(SQLite::Database& database, const std::filesystem::path& path) {
  if (pragma(database, "application_id") != application_id) {
    throw StoreError(
        quoted(path) +
            " is an SQLite database, but not one of ours; name a file that was made as a "
            "store.",
        StoreErrorCode::not_a_store);
  }
  const int version = version_of(database);
  if (version > schema_version) {
    throw StoreError(quoted(path) + " was written by a later version (its schema is " +
                         std::to_string(version) + ", this library knows " +
                         std::to_string(schema_version) + "); update the library.",
                     StoreErrorCode::newer);
  }
  if (version < 1) {
    throw StoreError(
        quoted(path) + " has no schema version; it was not made whole. Restore a copy.",
        StoreErrorCode::corrupt);
  }
}

// Something else under the name of a table could say anything.
void check_tables(const SQLite::Database& database, const std::filesystem::path& path) {
  std::vector<std::string> names{"revision", "entry", "person"};
  if (version_of(database) > 1) names.insert(names.end(), {"content", "withholding"});
  SQLite::Statement select{
      database, "SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0"};
  for (const std::string& name : names) {
    select.reset();
    select.bind(1, name);
    if (select.executeStep()) continue;
    throw StoreError("In the store " + quoted(path) + " \"" + name +
                     "\" is no table, as it has to be; restore a backup.");
  }
}

SQLite::Database open_plain(const std::filesystem::path& path, const StoreOptions& options) {
  const bool is_written = options.mode == OpenMode::read_write;
  SQLite::Database database{
      utf8_name(path),
      (is_written ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_NOMUTEX,
      options.busy_timeout_ms};
  if (is_written) {
    configure_for_writing(database);
  } else {
    configure(database);
  }
  check_ours(database, path);
  check_tables(database, path);
  if (is_written) migrate(database);
  return database;
}

}  // namespace

int primary_code(const SQLite::Exception& error) noexcept {
  constexpr int primary_bits = 0xFF;
  return error.getErrorCode() & primary_bits;
}
const char* schema_text(int version) noexcept { return version == 1 ? schema_1_sql : schema_sql; }

int version_of(const SQLite::Database& database) { return pragma(database, "user_version"); }

StoreError store_error(const std::filesystem::path& path, const SQLite::Exception& error) {
  const std::string said = error.what();
  switch (primary_code(error)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return StoreError("Another program is writing to " + quoted(path) +
                            "; try again, or wait longer (busy_timeout_ms).",
                        StoreErrorCode::busy);
    case SQLITE_READONLY:
      return StoreError("The store " + quoted(path) +
                            " cannot be written to; open it for writing, and check the rights of "
                            "file and folder.",
                        StoreErrorCode::read_only);
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return StoreError("The store " + quoted(path) + " cannot be read or written (" + said +
                            "); check the disk. What was acknowledged before is safe.",
                        StoreErrorCode::io);
    case SQLITE_CORRUPT:
      return StoreError(
          quoted(path) + " is no intact SQLite database (" + said + "); restore a backup.",
          StoreErrorCode::corrupt);
    case SQLITE_NOTADB:
      return StoreError(quoted(path) +
                            " is no SQLite database, and so no store; name a file that was made as "
                            "a store, or, if "
                            "it was one, restore a backup.",
                        StoreErrorCode::not_a_store);
    case SQLITE_CANTOPEN:
      return StoreError(
          "The file " + quoted(path) +
              " cannot be opened; check its name and rights, and those of its folder.",
          StoreErrorCode::io);
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return StoreError("The store " + quoted(path) + ": " + said + ".", StoreErrorCode::io);
    default:  // what statements that are ours can only meet in a file that was changed
      return StoreError("The store " + quoted(path) + ": " + said + ".", StoreErrorCode::corrupt);
  }
}

SQLite::Database create_database(const std::filesystem::path& path) {
  SQLite::Database database{utf8_name(path), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
  configure_for_writing(database);
  SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
  database.exec(schema_sql);
  database.exec("PRAGMA application_id = " + std::to_string(application_id));
  database.exec("PRAGMA user_version = " + std::to_string(schema_version));
  transaction.commit();
  return database;
}

void keep_log(SQLite::Database& database, const std::filesystem::path& path) {
  if (database.execAndGet("PRAGMA journal_mode = WAL").getString() == "wal") return;
  throw StoreError("The store " + quoted(path) +
                       " cannot keep a write-ahead log here; choose a folder on another file "
                       "system.",
                   StoreErrorCode::unsupported);
}

LargeCache::LargeCache(SQLite::Database& database, std::size_t rows) : database_{database} {
  // A row is some 400 bytes of the file, and of a small batch the usual cache holds enough.
  constexpr std::size_t few = 5'000;
  constexpr std::size_t rows_of_most = 262'144;  // 128 MiB
  if (rows <= few) return;
  size_before_ = pragma(database, "cache_size");
  const std::size_t kibibytes = std::min(rows, rows_of_most) / 2;
  database.exec("PRAGMA cache_size = -" + std::to_string(kibibytes));
}

LargeCache::~LargeCache() {
  if (size_before_ == 0) return;
  (void)database_.tryExec("PRAGMA cache_size = " + std::to_string(size_before_));
  (void)sqlite3_db_release_memory(database_.getHandle());
}

void clear_chosen(SQLite::Database& database) {
  database.exec(
      "CREATE TEMP TABLE IF NOT EXISTS chosen (seq INTEGER PRIMARY KEY); DELETE FROM chosen");
}

namespace {

// SQLite does not sync the log once it is truncated: a power cut could bring back what it held.
void sync_log(SQLite::Database& database) {
  sqlite3_file* log = nullptr;
  const int result = sqlite3_file_control(database.getHandle(), "main",
                                          SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
  if (result != SQLITE_OK || log == nullptr || log->pMethods == nullptr) return;
  if (log->pMethods->xSync(log, SQLITE_SYNC_FULL) != SQLITE_OK) {
    throw SQLite::Exception{"the log cannot be synced", SQLITE_IOERR};
  }
}

}  // namespace

bool empty_log(SQLite::Database& database) {
  const int result = sqlite3_wal_checkpoint_v2(database.getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (result == SQLITE_OK) {
    sync_log(database);
    return true;
  }
  if (result == SQLITE_BUSY || result == SQLITE_LOCKED) return false;
  throw SQLite::Exception{database.getHandle(), result};
}

SQLite::Database open_database(const std::filesystem::path& path, const StoreOptions& options) {
  check_file(path);
  if (options.busy_timeout_ms < 0) {
    throw InvalidArgument("busy_timeout_ms is " + std::to_string(options.busy_timeout_ms) +
                          "; give milliseconds, 0 or more.");
  }
  if (options.mode == OpenMode::read_write) check_is_local(path, path);
  return guarded(path, [&] {
    try {
      return open_plain(path, options);
    } catch (const SQLite::Exception& error) {
      const bool is_blocked =
          primary_code(error) == SQLITE_CANTOPEN || primary_code(error) == SQLITE_READONLY;
      if (!is_blocked || options.mode == OpenMode::read_write || !has_log_mode(path)) throw;
      // To read the file without its log would be wrong as soon as somebody writes it again.
      throw StoreError(
          "The store " + quoted(path) +
              " can be written to, so that reading it needs its log beside it, which "
              "cannot be read or made; give the right to write in its folder, or put a "
              "copy made by publish_copy there.",
          StoreErrorCode::read_only);
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

Date day_of(const SQLite::Column& column) {
  try {
    return Date::parse(column.getString());
  } catch (const ParseError& error) {
    throw StoreError(std::string{"A day in the store is none: "} + error.what() +
                     " Restore a backup.");
  }
}

void bind_hash(SQLite::Statement& statement, int at, const Hash& hash) {
  statement.bind(at, static_cast<const void*>(hash.data()), static_cast<int>(hash.size()));
}

}  // namespace actionplan::detail

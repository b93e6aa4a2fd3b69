// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/store/store.hpp>

#include "core/internal/excerpt.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

namespace actionplan::detail {

/// "APLN" in ASCII: tells our files from other SQLite databases.
inline constexpr int application_id = 0x41504C4E;
/// The version of src/store/schema.sql.
inline constexpr int schema_version = 2;

/// The folder that a file is in.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

/// SQLite's code without what extends it.
[[nodiscard]] int primary_code(const SQLite::Exception& error) noexcept;

/// The sentence for what SQLite refused.
[[nodiscard]] StoreError store_error(const std::filesystem::path& path,
                                     const SQLite::Exception& error);

/// Runs `work`; SQLite's exceptions leave as StoreError.
template <class Work>
decltype(auto) guarded(const std::filesystem::path& path, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const SQLite::Exception& error) {
    throw store_error(path, error);
  }
}

/// The text of a version of the schema. @param version  from 1 to `schema_version`.
[[nodiscard]] const char* schema_text(int version) noexcept;

/// Puts the schema into an empty file, which keeps a rollback journal until `keep_log`.
/// @throws SQLite::Exception
[[nodiscard]] SQLite::Database create_database(const std::filesystem::path& path);
/// From now on the file has a write-ahead log, so that many can read while one writes.
/// @param path  how an error names it. @throws StoreError where there can be none.
void keep_log(SQLite::Database& database, const std::filesystem::path& path);
/// Lets a connection keep more pages in memory while many rows are written: their digests fall on
/// pages all over the indexes. Gives the memory back at its end.
class LargeCache {
 public:
  LargeCache(SQLite::Database& database, std::size_t rows);
  LargeCache(const LargeCache&) = delete;
  LargeCache& operator=(const LargeCache&) = delete;
  LargeCache(LargeCache&&) = delete;
  LargeCache& operator=(LargeCache&&) = delete;
  ~LargeCache();

 private:
  SQLite::Database& database_;
  int size_before_ = 0;  // as the pragma gives it; 0: nothing was changed
};

/// Makes the relation `temp.chosen(seq)`, or empties it.
void clear_chosen(SQLite::Database& database);
/// Moves what the write-ahead log holds into the file and empties it.
/// @return false when another program still needs it. @throws SQLite::Exception
[[nodiscard]] bool empty_log(SQLite::Database& database);
/// An existing store, of this version or brought up to it when it may be written.
[[nodiscard]] SQLite::Database open_database(const std::filesystem::path& path,
                                             const StoreOptions& options);

/// The version of a store's schema. @throws SQLite::Exception
[[nodiscard]] int version_of(const SQLite::Database& database);

/// A digest in a column of 32 bytes. @throws StoreError when there are more or less.
[[nodiscard]] Hash to_hash(const void* bytes, int size);
[[nodiscard]] Hash hash_of(const SQLite::Column& column);
/// A column of a day. @throws StoreError when it holds none.
[[nodiscard]] Date day_of(const SQLite::Column& column);
void bind_hash(SQLite::Statement& statement, int at, const Hash& hash);

}  // namespace actionplan::detail

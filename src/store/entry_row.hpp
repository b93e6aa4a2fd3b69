// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// Writes entries as rows of table `entry`.
class EntryWriter {
 public:
  explicit EntryWriter(SQLite::Database& database);

  void write(std::int64_t seq, const Entry& entry, const Hash& id, const Hash& link);

 private:
  void bind(const Entry& entry);

  SQLite::Statement statement_;
};

/// Reads the rows of table `entry`, in the order of the chain.
class EntryReader {
 public:
  explicit EntryReader(const SQLite::Database& database);
  /// Only the rows whose `seq` the relation `temp.chosen(seq)` has.
  struct Chosen {};
  EntryReader(const SQLite::Database& database, Chosen);

  /// Steps to the next row; false after the last.
  [[nodiscard]] bool next() { return statement_.executeStep(); }
  [[nodiscard]] std::int64_t seq();
  [[nodiscard]] Hash id();
  [[nodiscard]] Hash link();
  /// @throws StoreError when a column holds what no entry can.
  [[nodiscard]] Entry entry();

 private:
  [[nodiscard]] const std::vector<Source>& sources(const std::string& json);
  [[nodiscard]] const Dimension& dimension(const std::string& json);

  SQLite::Statement statement_;
  // Texts that come again and again are parsed once.
  std::unordered_map<std::string, std::vector<Source>> sources_;
  std::unordered_map<std::string, Dimension> dimensions_;
};

}  // namespace actionplan::detail

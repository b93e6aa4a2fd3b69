// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// Writes entries as rows of the tables `entry` and `content`.
class EntryWriter {
 public:
  explicit EntryWriter(SQLite::Database& database);

  void write(std::int64_t seq, const Entry& entry, const Hash& id, const Hash& link);

 private:
  SQLite::Statement entry_;
  SQLite::Statement content_;
};

/// Reads entries, in the order of the chain, from a store of any version.
///
/// Speaks to SQLite straight: a wrapper's object for each column costs more than reading it. What
/// a row has in common with the one before is kept, not made again.
class EntryReader {
 public:
  explicit EntryReader(const SQLite::Database& database);
  /// Only the rows whose `seq` the relation `temp.chosen(seq)` has.
  struct Chosen {};
  EntryReader(const SQLite::Database& database, Chosen);
  /// Only the rows after a place in the chain.
  struct After {
    std::int64_t seq;
  };
  EntryReader(const SQLite::Database& database, After after);

  /// Steps to the next row; false after the last. @throws SQLite::Exception
  [[nodiscard]] bool next();
  [[nodiscard]] std::int64_t seq() const noexcept;
  [[nodiscard]] Hash id() const;
  [[nodiscard]] Hash link() const;
  /// Valid until the next row is read. @throws StoreError when a column holds what no entry can.
  [[nodiscard]] const Entry& entry();

 private:
  EntryReader(const SQLite::Database& database, const std::string& where);
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class Value>
  using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  struct DateText {
    std::array<char, 10> text{};
    std::optional<Date> date;
  };

  [[nodiscard]] bool is_null(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept;  ///< empty where null
  [[nodiscard]] Hash hash(int column) const;
  [[nodiscard]] Date date(int column);
  // Each field from its column, by its type; `noun` names it in a refusal.
  template <NamedEnum Word>
  void read(int column, std::string_view noun, Word& word) const;
  template <NamedEnum Word>
  void read(int column, std::string_view noun, std::optional<Word>& word) const;
  template <class Tag>
  void read(int column, std::string_view noun, std::optional<Id<Tag>>& id) const;
  void read(int column, std::string_view noun, std::optional<EntryId>& id) const;
  void read(int column, std::string_view noun, Date& day);
  void read(int column, std::string_view noun, std::optional<Date>& day);
  void read(int column, std::string_view noun, std::optional<Period>& period);
  void read(int column, std::string_view noun, std::optional<double>& number) const noexcept;
  void read(int column, std::string_view noun, std::optional<std::int64_t>& count) const noexcept;
  void read(int column, std::string_view noun, std::optional<bool>& is_so) const noexcept;
  void read(int column, std::string_view noun, std::string& words) const;
  void read(int column, std::string_view noun, Dimension& dimension);
  void read(int column, std::string_view noun, std::vector<Source>& sources);

  const SQLite::Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  Entry entry_;
  std::vector<DateText> dates_;  // the last one of each column
  std::string last_sources_;
  // Texts that come again and again are parsed once.
  ByText<std::vector<Source>> sources_;
  ByText<Dimension> dimensions_;
};

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>

#include "core/internal/by_text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// How an entry stands in a store.
struct EntryRecord {
  std::int64_t seq = 0;
  Hash id{};
  Hash known{};  ///< its digest as entry@1, by which it is found again
  EntrySalt salt;
  Hash content{};  ///< of its words, under the salt
  Hash link{};
};

/// Of `known`, so many bytes are kept.
inline constexpr std::size_t known_size = 16;

/// Writes entries, as entry@2, in rows of the tables `entry` and `content`.
class EntryWriter {
 public:
  explicit EntryWriter(SQLite::Database& database);

  void write(const Entry& entry, const EntryRecord& record);

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
  /// With what `content` and `known` ask for, which takes a little longer.
  struct Digests {};
  EntryReader(const SQLite::Database& database, Digests);
  /// Only the rows whose `seq` the relation `temp.chosen(seq)` has.
  struct Chosen {};
  EntryReader(const SQLite::Database& database, Chosen);
  /// Only the rows after a place in the chain.
  struct After {
    std::int64_t seq;
  };
  EntryReader(const SQLite::Database& database, After after);
  /// Only the one with this id, with its digests.
  EntryReader(const SQLite::Database& database, const Hash& id);

  /// Steps to the next row; false after the last. @throws SQLite::Exception
  [[nodiscard]] bool next();
  [[nodiscard]] std::int64_t seq() const noexcept;
  [[nodiscard]] Hash id() const;
  [[nodiscard]] Hash link() const;
  /// Valid until the next row is read. @throws StoreError when a column holds what no entry can.
  [[nodiscard]] const Entry& entry();

  /// The digest of its words; nothing: an entry@1.
  [[nodiscard]] std::optional<Hash> content() const;
  /// The withholding of its words; null: there is none.
  struct Withholding {
    Date recorded_on;
    std::string reason;
    std::optional<Hash> kept;     ///< of an entry@1: digest of what stays of it
    std::optional<Hash> content;  ///< of an entry@2: digest of its words
  };
  [[nodiscard]] const Withholding* withholding() const;
  /// Are there words?
  [[nodiscard]] bool has_words() const noexcept;
  /// What it is found again by: the first bytes of its digest as entry@1, valid until the next row
  /// is read. Nothing in a store of version 1, where its id is that digest.
  [[nodiscard]] std::optional<std::string_view> known() const noexcept;
  /// The column that does not hold what `entry` is written as; empty: the row is as it was written.
  /// After `entry`.
  [[nodiscard]] std::string_view odd_column() const;

 private:
  EntryReader(const SQLite::Database& database, const std::string& where, bool has_digests);
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  template <class Value>
  struct Parsed {
    Value value;
    bool is_canonical;  // the text is the one that would be written
  };
  struct DateText {
    std::array<char, 10> text{};
    std::optional<Date> date;
  };

  [[nodiscard]] bool is_null(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept;  ///< empty where null
  [[nodiscard]] Hash hash(int column) const;
  void read_withholdings(int version);
  void read_salt();
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
  ByText<Parsed<std::vector<Source>>> sources_;
  ByText<Parsed<Dimension>> dimensions_;
  bool is_sources_canonical_ = true;
  bool is_dimension_canonical_ = true;
  std::map<Hash, Withholding> withholdings_;
};

}  // namespace actionplan::detail

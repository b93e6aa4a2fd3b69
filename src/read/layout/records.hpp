// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/read_mapping.hpp>
#include <actionplan/read/table.hpp>

#include "columns.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The part of one body that another cell of its row says ("Lead" below "Role"): of the only one that a field
/// names, else it is kept beside the measure.
struct SaidRole {
  std::optional<Role> role;
  std::optional<Force> force;
  const Cell* header = nullptr;
  const Cell* cell = nullptr;
  bool is_published = false;
};

/// A cell that a layout took for a part of a measure. Of one column there may be several, such as
/// two columns of agencies, or the lines of an indicator in rows of their own.
struct Field {
  Column column = Column::title;
  const Cell* cell = nullptr;
  std::optional<Role> role;      ///< that the header gives to a column of agencies
  std::optional<Force> force;    ///< likewise
  const Cell* header = nullptr;  ///< or label, of what may become evidence or a profile
  std::optional<SaidRole> said = {};
};

enum class RecordKind : std::uint8_t {
  section,  ///< a heading
  measure,
  total,  ///< a row that adds up those above it: `money` alone
  table,  ///< a further table begins, and headings within the one before it end; of a sheet: all
};

/// A cell with a mark under a header that is a date: "x" under "2021".
struct DateMark {
  const Cell* header = nullptr;
  const Cell* cell = nullptr;
  std::size_t column = 0;
};

/// Levels of sections that columns name, and of rows above these, from here on.
inline constexpr std::uint8_t first_column_level = 128;

/// A text of which no part of the plan is made, and the header or label that says what it is.
struct BesideText {
  const Cell* header = nullptr;
  const Cell* cell = nullptr;
  bool is_published = false;  ///< does a mapping say that it may be?
};

/// A column or label that speaks of money.
struct MoneyHeader {
  std::string text;       ///< the outermost first; white space collapsed
  std::string note;       ///< the unit that a line above the table says; empty: none
  bool is_total = false;  ///< of a table: its own text begins with a word for a sum
  bool is_published = false;
};

/// What stands below or beside it.
struct MoneyCell {
  const MoneyHeader* header = nullptr;
  const Cell* cell = nullptr;
};

/// A heading or a measure, in the order of the document.
struct Record {
  RecordKind kind = RecordKind::measure;
  std::uint8_t level = 0;    ///< of a section: that of its heading; 0: told by its number
  bool is_column = false;    ///< of a section: a column of the table names it, at this level
  bool is_in_table = false;  ///< of a section: it is a row of a table
  bool is_sheet = false;     ///< of a section: the name of a sheet, of a table: the first on one
  std::vector<const Cell*> cells;  ///< of a section: its text, in one cell or two
  std::vector<Field> fields;       ///< of a measure
  const Cell* first = nullptr;     ///< of a measure: stands for it where it has no number and title
  std::size_t width = 0;           ///< of a measure: cells of its row
  std::size_t header_width = 0;    ///< of a measure: cells of the header; 0: it stands in no row
  std::vector<Column> missing;     ///< of a measure: columns that its row is too short for
  const Cell* deadline_header = nullptr;  ///< of a measure: that of its deadline's column
  std::vector<DateMark> date_marks;       ///< of a measure without such a column, by column
  std::vector<const Cell*> extra;         ///< of a measure: cells with text beyond the header
  std::vector<BesideText> beside;         ///< of a measure
  std::vector<BesideText> contacts;       ///< of a measure: of persons, and named already
  std::vector<MoneyCell> money;           ///< of a measure or a total, by column
  std::size_t table = 0;                  ///< position of its table in the document, and 1; 0: none
  /// Of a measure: is each field of indicators one of them, however it is worded?
  bool has_separate_indicators = false;

  /// Of a section: the cell that its text begins in; else null.
  [[nodiscard]] const Cell* heading() const noexcept {
    if (kind != RecordKind::section) return nullptr;
    return is_column ? first : cells.empty() ? nullptr : cells.front();
  }

  /// Whom what stands above names is asked about a measure that names nobody itself.
  void take_contacts(const Record& above) {
    if (kind == RecordKind::measure && contacts.empty()) contacts = above.contacts;
  }

  /// The first cell of this column, or nothing.
  [[nodiscard]] const Cell* cell(Column column) const noexcept {
    for (const Field& field : fields) {
      if (field.column == column) return field.cell;
    }
    return nullptr;
  }
};

/// What a layout finds in a document: lines that speak of the plan as a whole, then its headings and
/// measures. Cells are borrowed from the document, or owned here where the document has none.
struct Records {
  std::vector<const Cell*> lines;
  bool has_stated_title = false;  ///< the first line is the title that the document gives itself
  std::vector<Record> records;
  std::string_view language;                          ///< of the header's words; empty: not told
  bool has_text_places = false;                       ///< as in `Document`
  SerialEpoch serial_epoch = SerialEpoch::year_1900;  ///< as in `ReadOptions`
  std::optional<Layout> layout;                       ///< `list` where that is what was found
  std::vector<TableMapping> tables;  ///< how each was read, in the order of the document
  std::deque<Cell> owned_cells;
  std::deque<MoneyHeader> money_headers;
  std::deque<std::vector<Row>> owned_tables;
};

}  // namespace actionplan::detail

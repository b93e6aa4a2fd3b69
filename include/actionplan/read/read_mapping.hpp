// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/read/deadline_text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace actionplan {

/// How measures stand in a document.
enum class Layout : std::uint8_t {
  table,  ///< a row a measure
  card,   ///< labels and what stands beside them, a card a measure
  list,   ///< items with a day each
  tree,   ///< tables whose rows are numbered below those of others
  marks,  ///< a chart: signs under years, quarters or months
};
[[nodiscard]] constexpr auto names_of(Layout) noexcept {
  return names_to<Layout::marks>("table", "card", "list", "tree", "marks");
}

/// What a column, a label or a key holds.
enum class ColumnUse : std::uint8_t {
  number,
  title,
  indicator,
  agencies,     ///< whose part the cells say, or are taken to carry the measure out
  implementer,  ///< agencies that carry it out
  lead,         ///< agencies that lead
  supporting,   ///< agencies that support
  recommended,  ///< agencies to which it is recommended alone
  deadline,
  start,    ///< first day of a window
  end,      ///< its last
  section,  ///< what measures stand under
  status,
  progress,
  baseline,
  target,
  unit,
  extra,             ///< no part of a measure: kept with it and unpublished (`Measure::extra`)
  contact,           ///< of persons: no part of the plan (`Reading::contacts`)
  published,         ///< as `extra`, and may be published with the plan
  finance,           ///< money, or who pays: kept as such and unpublished (`Measure::finance`)
  published_finance  ///< the same, and may be published with the plan
};
[[nodiscard]] constexpr auto names_of(ColumnUse) noexcept {
  return names_to<ColumnUse::published_finance>(
      "number", "title", "indicator", "agencies", "implementer", "lead", "supporting",
      "recommended", "deadline", "start", "end", "section", "status", "progress", "baseline",
      "target", "unit", "extra", "contact", "published", "finance", "published_finance");
}

/// What one column holds: by the text of its header, a label or a key, without regard to case and
/// with white space collapsed; or by its position.
struct ColumnMapping {
  std::string header = {};
  std::uint32_t position = 0;  ///< from 1, of a table's first header alone; 0: by the header
  ColumnUse use = ColumnUse::extra;

  friend bool operator==(const ColumnMapping&, const ColumnMapping&) = default;
};

/// How one table is read. All of `number`, `part` and `begins` that say something have to fit.
struct TableMapping {
  std::uint32_t number = 0;  ///< of the tables of the document, from 1; 0: of any number
  std::string part = {};     ///< name of its sheet or file, or the number of its page; empty: any
  std::string begins = {};  ///< its first text, white space collapsed, or the beginning; empty: any
  bool is_read = true;
  bool continues = false;             ///< without header, it goes on with the table above
  std::optional<Layout> layout = {};  ///< `table`, `card` or `marks`; absent: told
  std::optional<std::uint32_t> header_row = {};  ///< from 1; 0: it has none; absent: told
  std::uint32_t header_rows = 0;                 ///< how many; 0: told
  std::vector<ColumnMapping> columns = {};

  friend bool operator==(const TableMapping&, const TableMapping&) = default;
};

/// A text that is to be read instead of another. By its place; or by measure and field, by field and
/// the text that stands there (`was`), or by all three.
struct CellCorrection {
  std::string part = {};     ///< as of a table; empty: the first
  std::uint32_t line = 0;    ///< as in `Place`; 0: not by place
  std::uint32_t column = 0;  ///< likewise
  std::string measure = {};  ///< id; empty: of any
  std::optional<ColumnUse> field = {};
  std::optional<std::string> was = {};  ///< white space collapsed; another text is not corrected
  std::string text = {};

  friend bool operator==(const CellCorrection&, const CellCorrection&) = default;
};

/// Who is meant by an agency, as it was read: one or several names in its place, and their part.
struct AgencyMapping {
  std::string name = {};                ///< white space collapsed, without regard to case
  std::vector<std::string> names = {};  ///< of one: another name for it; empty: its own
  std::optional<Role> role = {};        ///< absent: as read
  std::optional<Force> force = {};      ///< absent: as read
  std::string measure = {};             ///< id of the one measure that it holds for; empty: all

  friend bool operator==(const AgencyMapping&, const AgencyMapping&) = default;
};

/// A person's word on how a document is to be read: it goes before what is inferred, and holds for
/// further versions of the document as far as they are alike. What in it fits nothing in a document
/// is a Problem of the reading (`mapping_unmatched`, `mapping_outdated`), and the rest holds.
struct ReadMapping {
  std::optional<Layout> layout = {};        ///< of tables that have none of their own, and lists
  std::vector<std::string> parts = {};      ///< sheets, files or pages to be read; empty: all
  std::vector<ColumnMapping> columns = {};  ///< of every table; labels of cards; keys of trees
  std::vector<TableMapping> tables = {};    ///< the first that fits a table counts
  std::vector<CellCorrection> cells = {};
  std::vector<AgencyMapping> agencies = {};
  std::string language = {};  ///< of the document; `ReadOptions::language` goes first
  DateSettings dates = {};    ///< where `ReadOptions::dates` leaves one unsaid
  std::optional<SerialEpoch> serial_epoch = {};
  char decimal = 0;  ///< '.' or ',', of baselines, targets and money; 0: told by each number

  friend bool operator==(const ReadMapping&, const ReadMapping&) = default;
};

/// @throws InvalidArgument, naming what does not hold: a table, column, correction or agency that
///         names nothing; two columns of one header; a layout that no table can have; dates as in
///         `check_dates`; text that is not well-formed UTF-8.
ACTIONPLAN_EXPORT void check_mapping(const ReadMapping& mapping);

}  // namespace actionplan

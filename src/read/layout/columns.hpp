// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>
#include <actionplan/read/table.hpp>

#include "applied_mapping.hpp"
#include "periods.hpp"
#include "read/agency/bodies_within.hpp"
#include "read/words/column_words.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The cells of a row, borrowed.
using RowView = std::span<const Cell>;

[[nodiscard]] inline bool has_text(const Cell& cell) noexcept { return !cell.text.empty(); }

/// A column of agencies, and what its header says of their part.
struct AgencyColumn {
  std::size_t position = 0;
  std::optional<Role> role;
  std::optional<Force> force;
  AskedFor asked = AskedFor::any;
  bool holds_persons = false;  ///< as its cells tell, and not its header
};

/// A column of what may become evidence or a profile.
struct StatementColumn {
  std::size_t position = 0;
  Column column = Column::status;
};

/// A column of days that another one revises.
struct EarlierDays {
  Column column = Column::deadline;  ///< deadline, start or end
  std::size_t position = 0;
};

/// Where the columns stand, and what the header's words tell of the language.
struct Header {
  std::array<std::optional<std::size_t>, column_count> position;
  std::vector<AgencyColumn> agencies;        ///< all of them: "Lead agency", "Supporting agencies"
  std::optional<std::size_t> start;          ///< first days, beside last ones
  std::optional<std::size_t> end;            ///< last days
  std::optional<std::size_t> part_of_year;   ///< months or quarters beside a column of years
  std::vector<EarlierDays> earlier;          ///< that count where the revised one is empty, in turn
  std::vector<std::size_t> sections;         ///< what measures stand under, the outermost first
  std::vector<std::size_t> titles;           ///< all that may hold the title
  std::vector<std::size_t> numbers;          ///< all that may hold the number
  std::vector<StatementColumn> statements;   ///< status, progress, baseline, target, unit
  std::optional<std::size_t> levels;         ///< what each row is: "Goal", "Activity 1.1"
  std::optional<std::size_t> guessed_title;  ///< a title that no word of its header says
  std::optional<std::size_t> guessed_days;   ///< a deadline under "Target", which holds days
  std::optional<std::size_t> guessed_start;  ///< a first day, told by the rows alone
  std::optional<std::size_t> days_beside;    ///< days where most rows have none that is read
  std::optional<std::size_t> year_of_data;   ///< "year" among keys of data, due or not
  std::optional<std::size_t> who_and_when;   ///< of bodies and days in one: "Responsible, deadline"
  bool may_be_listed = false;                ///< "Title, Ministry, Year" of what nobody promises
  bool has_persons_and_days = false;         ///< or of persons: "Responsible person, deadline"
  std::optional<std::size_t> role;           ///< of the body that a row names: "Role"
  std::vector<std::size_t> money;            ///< amounts, and who pays them
  std::vector<PeriodColumn> periods;         ///< years, quarters or months, whose cells are marked
  std::vector<std::optional<Column>> kinds;  ///< what the header names, whether it is read or not
  std::vector<bool> is_mapped;               ///< does a mapping say so?
  std::vector<bool> is_published;            ///< does it say that the column may be published?
  std::size_t width = 0;
  std::string_view language;

  [[nodiscard]] std::optional<std::size_t> of(Column column) const noexcept {
    const auto index = static_cast<std::size_t>(column);
    return index < column_count ? position[index] : std::nullopt;
  }
  /// What the cells at this position hold, if they are read.
  [[nodiscard]] std::optional<Column> at(std::size_t index) const noexcept;
  /// The row's cell in that column, or nothing.
  [[nodiscard]] const Cell* cell(RowView row, Column column) const noexcept {
    const std::optional<std::size_t> at = of(column);
    return at && *at < row.size() ? &row[*at] : nullptr;
  }
};

/// The texts of a column's header, the outermost first: "Period", "2021", "II".
using HeaderTexts = std::vector<std::string>;

/// What a column's header names: by its innermost text, or with those above it.
[[nodiscard]] std::optional<ColumnMatch> find_column(const HeaderTexts& texts);

/// What the groups above a column's own text name, without it.
[[nodiscard]] std::optional<ColumnMatch> find_group(HeaderTexts texts);

/// Does the header name more of measures than their number and title?
[[nodiscard]] bool tells_more(const Header& header) noexcept;

/// The header of these columns, or nothing: it names a title and one more column, or three others,
/// one of which says how, when or by whom a measure is done; and has no measure's number. Of two
/// cells that name one column the one counts that has fewer other words, else the first.
/// @param mapped  goes before what the words say.
/// @param is_told  is it a header whatever it names?
[[nodiscard]] std::optional<Header> find_header(const std::vector<HeaderTexts>& columns,
                                                const MappedTable& mapped = {},
                                                bool is_told = false);

}  // namespace actionplan::detail

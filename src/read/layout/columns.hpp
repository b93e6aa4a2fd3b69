// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>
#include <actionplan/read/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The cells of a row, borrowed.
using RowView = std::span<const Cell>;

/// What a column of the table holds.
enum class Column : std::uint8_t { number, title, indicator, agencies, deadline };
inline constexpr std::size_t column_count = 5;

[[nodiscard]] std::string_view to_string(Column column) noexcept;

/// A wording of a header cell; words are folded.
struct ColumnWording {
  std::string_view words;
  Column column = Column::title;
  std::string_view language;  ///< BCP 47; empty: tells nothing
  bool is_ignored = false;    ///< like that column, but not what is meant ("start date")
};

/// The wording by which a header cell was understood.
struct ColumnMatch {
  const ColumnWording* wording = nullptr;
  double share = 0;  ///< of the cell's words that tell of the column, 0.5 to 1
};

/// A column of agencies, and the role that its header gives them.
struct AgencyColumn {
  std::size_t position = 0;
  std::optional<Role> role;
};

/// Where the columns stand, and what the header's words tell of the language.
struct Header {
  std::array<std::optional<std::size_t>, column_count> position;
  std::vector<AgencyColumn> agencies;  ///< all of them: "Lead agency", "Supporting agencies"
  std::size_t width = 0;
  std::string_view language;

  [[nodiscard]] std::optional<std::size_t> of(Column column) const noexcept {
    return position[static_cast<std::size_t>(column)];
  }
  /// What the cells at this position hold, if they are read.
  [[nodiscard]] std::optional<Column> at(std::size_t index) const noexcept;
  /// The row's cell in that column, or nothing.
  [[nodiscard]] const Cell* cell(RowView row, Column column) const noexcept {
    const std::optional<std::size_t> at = of(column);
    return at && *at < row.size() ? &row[*at] : nullptr;
  }
};

/// The column that a header cell names, by its meaning: the longest wording in it, where wordings of
/// that column make up half of its words at least.
[[nodiscard]] std::optional<ColumnMatch> find_column(std::string_view cell);

/// "Lead agency" gives the role `lead`, "Other actors involved" `supporting`.
[[nodiscard]] std::optional<Role> role_of_column(std::string_view cell);

/// The header that the row is, or nothing: it names a title and one more column at least, or three
/// others, and has no measure's number. Of two cells that name one column the one counts that has
/// fewer other words, else the first.
[[nodiscard]] std::optional<Header> find_header(RowView row);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace actionplan::detail {

/// What a column of the table holds.
enum class Column : std::uint8_t { number, title, indicator, agencies, deadline };
inline constexpr std::size_t column_count = 5;

[[nodiscard]] std::string_view to_string(Column column) noexcept;

/// A wording of a header cell. Words are folded; the longest wording in a cell decides.
struct ColumnWording {
  std::string_view words;
  Column column = Column::title;
  std::string_view language;  ///< BCP 47; empty: tells nothing
};

/// Where the columns stand, and what the header's words tell of the language.
struct Header {
  std::array<std::optional<std::size_t>, column_count> position;
  std::size_t width = 0;
  std::string_view language;

  [[nodiscard]] std::optional<std::size_t> of(Column column) const noexcept {
    return position[static_cast<std::size_t>(column)];
  }
};

/// The column that a header cell names, by its meaning.
[[nodiscard]] const ColumnWording* find_column(std::string_view cell);

/// The header that the row is, or nothing: it names a title and one more column at least, or three
/// others. Of two cells that name one column the first counts.
[[nodiscard]] std::optional<Header> find_header(const Row& row);

}  // namespace actionplan::detail

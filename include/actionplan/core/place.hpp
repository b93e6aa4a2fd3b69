// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace actionplan {

/// A place in a source. Lines and columns count from 1. In text a column counts code points; in a
/// table of a document the line is the row and the column the column, merged cells at their first.
/// Line 0 means "nowhere in particular": the finding is about the whole input.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t part = 0;    ///< of the source (a sheet, a file), counted from 0
  std::uint32_t offset = 0;  ///< code points after the first of the cell or block

  [[nodiscard]] constexpr bool is_known() const noexcept { return line != 0; }
  friend constexpr bool operator==(const Place&, const Place&) noexcept = default;
  /// In the order in which a person reads: parts first.
  friend constexpr std::strong_ordering operator<=>(const Place& a, const Place& b) noexcept {
    if (const auto order = a.part <=> b.part; order != 0) return order;
    if (const auto order = a.line <=> b.line; order != 0) return order;
    if (const auto order = a.column <=> b.column; order != 0) return order;
    return a.offset <=> b.offset;
  }
};

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "columns.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace actionplan::detail {

/// What a row of a logical framework is by its word: "Goal", "Outcome 2", "Activity 1.1".
enum class RowLevel : std::uint8_t { none, heading, measure };
[[nodiscard]] RowLevel level_of(std::string_view text);

/// "* subject to funding", "¹ with others"
[[nodiscard]] bool is_footnote(std::string_view text);

/// "Objective 1: Water", "1.2 Water"
[[nodiscard]] bool names_heading(std::string_view text);

enum class RowKind : std::uint8_t {
  blank,
  header_again,
  column_numbers,
  help,
  total,
  section,
  measure
};

/// Tells what the rows below a header are.
class RowSorter {
 public:
  /// @param header borrowed; it has to outlive this, and may become that of a later header row.
  /// @param first the row after the header.
  RowSorter(const std::vector<RowView>& rows, std::size_t first, const Header& header);

  /// Rows are asked about in their order.
  [[nodiscard]] RowKind kind_of(RowView row, RowView header_row);

 private:
  void add_parents_of(RowView row);
  [[nodiscard]] RowKind kind_alone(RowView row, RowView header_row) const;
  [[nodiscard]] bool is_help(RowView row) const;
  [[nodiscard]] bool is_total(RowView row) const;
  [[nodiscard]] bool is_section(RowView row) const;

  const Header& header_;
  std::unordered_set<std::string> parents_;  // labels that others are below
  bool follows_help_ = false;                // nothing but help stands above the row
};

}  // namespace actionplan::detail

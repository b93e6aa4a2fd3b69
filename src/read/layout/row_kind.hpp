// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "columns.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace actionplan::detail {

enum class RowKind : std::uint8_t { blank, header_again, column_numbers, section, measure };

/// Tells what the rows below a header are.
class RowSorter {
 public:
  /// @param table, header borrowed; they have to outlive this. @param first the row after the header.
  RowSorter(const Table& table, std::size_t first, const Header& header);

  [[nodiscard]] RowKind kind_of(const Row& row) const;

 private:
  void add_parents_of(const Row& row);
  [[nodiscard]] bool is_column_numbers(const Row& row) const;
  [[nodiscard]] bool is_section(const Row& row) const;

  const Header& header_;
  const Row& header_row_;
  std::unordered_set<std::string> parents_;  // labels that others are below
};

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "columns.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// What stands in the columns of a chart.
enum class PeriodUse : std::uint8_t {
  none,
  marks,
  amounts,    ///< costs, targets or values
  words,      ///< what is done in the period
  undecided,  ///< marks and others
  colours,    ///< only the background of cells
};

/// Where a table has its header, which may take several rows.
struct HeaderRow {
  std::size_t row = 0;
  std::size_t end = 0;  ///< the row after its last
  Header header;
  std::vector<HeaderTexts> texts;  ///< of each column
  PeriodUse period_use = PeriodUse::none;
  const TableMapping* told = nullptr;  ///< what a mapping says of the table
};

/// The first header, of those that begin in the first thousand rows. Where a mapping says in which row
/// it is, that one.
[[nodiscard]] std::optional<HeaderRow> find_header_row(const std::vector<RowView>& rows,
                                                       const MappedTable& mapped = {});

/// The header that begins in this row, if one does.
[[nodiscard]] std::optional<HeaderRow> header_at(const std::vector<RowView>& rows, std::size_t row,
                                                 const MappedTable& mapped = {});

}  // namespace actionplan::detail

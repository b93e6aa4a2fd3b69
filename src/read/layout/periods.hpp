// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A column that stands for a year or a part of one: "2021", "2021, quarter II".
struct PeriodColumn {
  std::size_t position = 0;
  Period period;
};

/// The columns whose headers name a period, where there are two of them at least. Texts of each column
/// are the outermost first; quarters, halves and months may be mere numbers where a year has four,
/// two or twelve of them.
[[nodiscard]] std::vector<PeriodColumn> period_columns(
    const std::vector<std::vector<std::string>>& columns);

/// Does a text name a year, a quarter, a half or a month, or its number?
[[nodiscard]] bool is_period_text(std::string_view text);

/// Does it name a quarter, a half or a month by a word, and no year: "Jan", "Q3"?
[[nodiscard]] bool is_part_of_year(std::string_view text);

/// Is the cell of a chart a mark (X, +, a tick or another sign), rather than words or an amount?
[[nodiscard]] bool is_mark_text(std::string_view text);

/// Is it an amount?
[[nodiscard]] bool is_amount_text(std::string_view text);

/// The periods, in rising order, as a text that the reader of deadlines understands: those that
/// follow on each other are one window.
[[nodiscard]] std::string text_of_periods(const std::vector<Period>& periods);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "read/account.hpp"
#include "records.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A stretch of a cell's text as a cell of its own, trimmed, with its place.
/// @param account is told where it comes from.
[[nodiscard]] const Cell* part_of(const Cell& cell, std::size_t begin, std::size_t end,
                                  Records& out, Account& account);

/// A cell of a text put together from these, of which each may be null.
[[nodiscard]] const Cell* cell_of_sources(std::string text, Place place,
                                          const std::vector<const Cell*>& sources, Records& out,
                                          Account& account);

/// The lines of a cell that are not blank, in bytes.
struct LineSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::vector<LineSpan> lines_of(std::string_view text);

/// A cell without stretches of its text, which are in order; null where nothing with a letter or digit is
/// left.
[[nodiscard]] const Cell* cell_without(const Cell& cell, const std::vector<LineSpan>& stretches,
                                       Records& out, Account& account);

/// Bytes of the bullet or number that a line of a list begins with ("- ", "1) ", "a) ", "•"); 0: none.
[[nodiscard]] std::size_t marker_length(std::string_view line);

/// The lines of a list whose every line has a bullet or number; nothing where it is no list of two
/// lines at least.
[[nodiscard]] std::optional<std::vector<LineSpan>> list_lines(std::string_view text);

/// Does the text name a day or period that can be read?
[[nodiscard]] bool names_date(std::string_view text);

/// First and last day as one text that the reader of deadlines understands, or refuses where the last
/// lies before the first; nothing where the cells name no days. Bare numbers of five digits are days as
/// a spreadsheet of this epoch stores them.
[[nodiscard]] std::optional<std::string> window_text(std::string_view start, std::string_view end,
                                                     SerialEpoch epoch);

/// The same as a cell; null where the cells, of which each may be null, name no days.
[[nodiscard]] const Cell* window_cell(const Cell* start, const Cell* end, Records& out,
                                      Account& account);

}  // namespace actionplan::detail

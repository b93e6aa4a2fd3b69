// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A deadline's cell as it is shown and as it is read: code point by code point the same length, so
/// that a place in one is a place in the other.
struct CellText {
  std::string shown;  ///< white space collapsed
  std::string read;   ///< note marks and struck text blanked, a line end is "|"
  bool has_line_ends = false;
  std::vector<std::string> notes;   ///< what was taken out as a note mark
  std::vector<std::string> struck;  ///< what was taken out as struck
};

/// @param raw well-formed UTF-8
[[nodiscard]] CellText make_cell_text(std::string_view raw);

/// The code points [from, to) of a text.
[[nodiscard]] std::string code_point_range(std::string_view text, std::size_t from, std::size_t to);

}  // namespace actionplan::detail

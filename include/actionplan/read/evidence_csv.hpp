// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/read/table.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a table of evidence holds.
struct EvidenceRows {
  std::vector<Entry> entries;        ///< those that are sound, in the order of their rows
  std::vector<std::uint32_t> lines;  ///< of each entry, its line in the file
  std::vector<Problem> problems;     ///< of the others, with line and column
  std::size_t blank_rows = 0;        ///< rows of a form that nobody filled in
};

/// Reads evidence from CSV: one entry a row, columns by the names of an Entry's fields, in any
/// order (docs/guide/evidence_csv.md). A row that is not sound becomes a Problem and the others are
/// read. Numbers are written as 1234.5; one with a decimal comma or thousands separators is refused,
/// never guessed.
///
/// @param recorded_on  day on which all of them are entered; a column of that name is refused.
/// @throws ParseError when the bytes are no text, or the header names no column that is known;
///         Cancelled when `cancel`, asked at each row, says so.
[[nodiscard]] ACTIONPLAN_EXPORT EvidenceRows read_evidence_csv(std::string_view bytes,
                                                               Date recorded_on,
                                                               const ReadLimits& limits = {},
                                                               const Cancel& cancel = {});

}  // namespace actionplan

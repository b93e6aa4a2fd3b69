// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/read/table.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a table of evidence holds.
struct EvidenceRows {
  std::vector<Entry> entries = {};        ///< those that are sound, in the order of their rows
  std::vector<std::uint32_t> lines = {};  ///< of each entry, its line in the file
  /// Of the others, with line and column; of those that are sound, warnings.
  std::vector<Problem> problems = {};
  std::size_t blank_rows = 0;  ///< rows of a form that nobody filled in
};

/// What the letter T means in periods such as 2024-T3: a quarter (trimestre), or four months (SDMX).
enum class LetterT : std::uint8_t { quarter, four_months };

/// What is declared of a table of evidence, since it cannot be told from the table.
struct EvidenceTableOptions {
  /// Names of its columns, each with the field that it is: {"Wert", "value"}.
  std::map<std::string, std::string> columns = {};
  /// Texts that stand for an absent value, such as "-" and "..".
  std::vector<std::string> missing = {};
  /// The mark before decimals, '.' or ','; spaces, apostrophes and the other of the two then divide
  /// thousands. Absent: numbers are written as 1234.5, and others are refused.
  std::optional<char> decimal = {};
  /// Rows on what no revision holds become Problems, and values are warned of whose unit cannot be
  /// told (`unstated_units`) or is another than their indicator's (`differing_units`). Absent: any id
  /// and unit is taken.
  std::optional<PlanHistory> history = {};
  /// What T means in periods. Absent: such periods are refused.
  std::optional<LetterT> letter_t = {};
  /// How the characters of CSV are written: "utf-8", "utf-16", "cp1251" or "cp1252". Empty: told by
  /// the bytes, where they settle it.
  std::string encoding = {};
};

/// Reads evidence from CSV: one entry a row, columns by the names of an Entry's fields, in any
/// order (docs/guide/evidence_csv.md). A row that is not sound becomes a Problem and the others are
/// read; so does one with a character that was lost (U+FFFD), as where its bytes are no text in the
/// encoding. A number with a percent sign is in the unit %, which its entry then has.
///
/// @param recorded_on  day on which those are entered whose row has none in a column of that name;
///                     absent: each row has one.
/// @throws InvalidArgument  `options` rename a column that is not there or to what is no field, or
///                          `decimal` is another mark, or `encoding` none that is known.
/// @throws ParseError when the bytes are no text, or are UTF-8 and were said to be a code page, or
///         the header names no column that is known; Cancelled when `cancel`, asked at each row, says so.
[[nodiscard]] ACTIONPLAN_EXPORT EvidenceRows read_evidence_csv(
    std::string_view bytes, std::optional<Date> recorded_on, const ReadLimits& limits = {},
    const Cancel& cancel = {}, const EvidenceTableOptions& options = {});

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/place.hpp>
#include <actionplan/core/problem.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// How a text stands in its document.
enum class Mark : std::uint8_t {
  hidden = 1,     ///< a person does not see it: a hidden row, column, sheet or run
  struck = 2,     ///< all of it is struck out
  inserted = 4,   ///< some of it was inserted while changes were tracked, and counts
  covered = 8,    ///< by a merged cell above or beside it; without text of its own
  filled = 16,    ///< its background has a colour of its own
  no_value = 32,  ///< a formula of which the file keeps no value
};

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Mark mark) noexcept;

/// One cell as the source has it.
struct Cell {
  std::string text =
      {};            ///< well-formed UTF-8, line breaks inside kept as '\n', trimmed at both ends
  Place place = {};  ///< of its first character
  std::uint32_t row_span = 1;              ///< rows that it covers
  std::uint32_t column_span = 1;           ///< columns that it covers
  std::uint8_t marks = 0;                  ///< a set of `Mark`
  std::vector<std::uint32_t> blocks = {};  ///< of the document, those that stand in the cell

  [[nodiscard]] bool has(Mark mark) const noexcept {
    return (marks & static_cast<std::uint8_t>(mark)) != 0;
  }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// The cells of one row, in the order of their columns.
using Row = std::vector<Cell>;

/// What every file format ends in. Rows are free: a heading row has one cell, a number row stands
/// for a measure, rows may be short or long. What a row means is the interpreter's affair
/// (`interpret`).
struct Table {
  std::vector<Cell> preamble = {};     ///< text before the first row, a line each
  std::vector<Row> rows = {};          ///< in document order
  std::vector<Problem> problems = {};  ///< what the format's reader had to refuse or repair
  bool has_text_places = true;         ///< as in `Document`
};

/// Bounds for text input, against hostile files.
struct ReadLimits {
  std::size_t max_bytes = std::size_t{1} << 24;       ///< 16 MiB; more is a ParseError
  std::size_t max_cell_bytes = std::size_t{1} << 16;  ///< 64 KiB; a longer cell is cut, a Problem
  std::size_t max_rows = std::size_t{1}
                         << 20;     ///< 1 Mi rows, or cells of text; further ones are a Problem
  std::size_t max_problems = 1000;  ///< of one code; the rest is counted in one
  std::size_t max_expected_reports = std::size_t{1} << 20;  ///< of a plan; further ones a Problem
  /// 256 MiB of text and cells, charged as they are produced however small the file, and as much of
  /// the parts of an archive as they are inflated; more is a ParseError.
  std::size_t max_document_bytes = std::size_t{1} << 28;
};

/// Text in which a tab opens each cell and further lines continue it, as word processors' tables
/// are extracted; lines before the first tab are the preamble. A cell that holds a measure number
/// or a numbered heading starts a new row. UTF-8, with or without a byte order mark, or UTF-16 with
/// one; LF, CRLF or CR.
/// @throws ParseError when the text is empty, binary (not UTF-8 or UTF-16 text) or too large;
///         Cancelled when `cancel`, asked while it is read, says so.
[[nodiscard]] ACTIONPLAN_EXPORT Table table_from_text(std::string_view bytes,
                                                      const ReadLimits& limits = {},
                                                      const Cancel& cancel = {});

/// Comma-, semicolon- or tab-separated values (RFC 4180; the separator is the one that the header
/// line has most of). Cells may be quoted and hold line breaks; blank lines are skipped.
/// @throws ParseError as `table_from_text`.
[[nodiscard]] ACTIONPLAN_EXPORT Table table_from_csv(std::string_view bytes,
                                                     const ReadLimits& limits = {},
                                                     const Cancel& cancel = {});

}  // namespace actionplan

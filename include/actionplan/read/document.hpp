// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/place.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/read/table.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a block of a document is.
enum class BlockKind : std::uint8_t {
  heading,    ///< of a level
  paragraph,  ///< text that is none of the others
  item,       ///< of a list, of a level
  table,      ///< rows of cells
  note,       ///< a footnote, an endnote, a comment
  header,     ///< at the top of each page
  footer,     ///< at the bottom of each page
  text_box,   ///< a text that floats beside others
};
[[nodiscard]] constexpr auto names_of(BlockKind) noexcept {
  return names_to<BlockKind::text_box>("heading", "paragraph", "item", "table", "note", "header",
                                       "footer", "text_box");
}

/// One block of a document, with its text or its rows.
struct Block {
  static constexpr std::uint32_t no_parent = std::numeric_limits<std::uint32_t>::max();

  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;            ///< of a heading, an item: 1 is the outermost; else 0
  std::uint8_t marks = 0;            ///< a set of `Mark`, of the whole block
  std::uint32_t parent = no_parent;  ///< position of the table in whose cell it stands
  std::string text = {};             ///< well-formed UTF-8, trimmed; empty for a table
  std::vector<Row> rows = {};        ///< of a table, each cell at the position of its column
  /// Of a table: false where the source does not tell where rows end. All cells stand in one row
  /// then, and a layout breaks it.
  bool has_row_breaks = true;
  Place place = {};  ///< of its first character; of a table, of its first row
};

/// A number behind a cell whose text shows it otherwise: rounded, or as a date.
struct StoredValue {
  Place place = {};  ///< of the cell
  double value = 0;  ///< in the unit that is shown (79.6 of "80%"); of a date days since 1970-01-01
  bool is_date = false;

  friend bool operator==(const StoredValue&, const StoredValue&) = default;
};

/// What every file format is read into: blocks in the order in which a person reads them.
///
/// A format knows nothing of measures; what rows and blocks mean is said by the layout that they
/// are read with.
struct Document {
  std::vector<std::string> parts =
      {};  ///< names of sheets, files or stories that `Place::part` counts
  std::vector<Block> blocks = {};
  std::vector<Problem> problems = {};  ///< what the format's reader had to refuse or repair
  /// Do places count the lines of a text, and code points in them? Otherwise the line and column of a
  /// cell are its row and column, the line of a block its number in its part, and `Place::offset`
  /// counts the code points within either.
  bool has_text_places = false;
  /// Of cells whose text is not the whole number that the file keeps, in the order of their places.
  std::vector<StoredValue> stored = {};
};

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/xml.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Reads the sheets of an OpenDocument spreadsheet: each is a part and a table of the document, with
/// what its cells display. Repeated cells and rows are charged as often as they stand there; empty
/// ones at the end of a row or sheet are left out. Annotations are notes, shapes with text are text
/// boxes.
class OdsSheets final : public XmlHandler {
 public:
  /// @param document, budget borrowed; they have to outlive this.
  OdsSheets(Document& document, Budget& budget) : document_{document}, budget_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

 private:
  void start_sheet(const XmlAttributes& attributes);
  void start_row(const XmlAttributes& attributes);
  void start_cell(bool is_covered, const XmlAttributes& attributes);
  void end_cell();
  void end_row();
  void hide_columns();
  void start_text_part(std::string_view name, const XmlAttributes& attributes);
  void append(std::string_view text);
  void start_aside(BlockKind kind);
  void end_aside();
  void add_hidden_columns(const XmlAttributes& attributes);

  Document& document_;
  Budget& budget_;
  // Text that stands beside the cells: its element, and what is nested in it.
  struct Aside {
    BlockKind kind = BlockKind::note;
    std::size_t depth = 0;
    std::string text;
  };
  // Columns that are not shown, by the first and the one after the last.
  struct Columns {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::size_t table_ = 0;  // block of the sheet
  Aside aside_;
  std::vector<Columns> hidden_columns_;
  std::size_t next_column_ = 0;
  Cell cell_;
  Row row_;
  std::size_t cell_repeats_ = 1;
  std::size_t row_repeats_ = 1;
  std::size_t empty_cells_ = 0;  // since the last cell with something in it
  std::size_t empty_rows_ = 0;
  std::uint32_t line_ = 0;
  bool in_sheet_ = false;
  bool in_cell_ = false;
  bool has_formula_ = false;  // of which no value is kept
  bool is_hidden_row_ = false;
  std::size_t paragraphs_ = 0;  // depth of those open
  std::size_t skipped_ = 0;     // depth within what is no text of the cell
  bool is_first_paragraph_ = true;
};

}  // namespace actionplan::detail

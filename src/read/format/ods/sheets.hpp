// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/xml.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// Reads the sheets of an OpenDocument spreadsheet: each is a part and a table of the document, with
/// what its cells display. Repeated cells and rows are charged as often as they stand there; empty
/// ones at the end of a row or sheet are left out.
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
  void append(std::string_view text);

  Document& document_;
  Budget& budget_;
  Cell cell_;
  Row row_;
  std::size_t cell_repeats_ = 1;
  std::size_t row_repeats_ = 1;
  std::size_t empty_cells_ = 0;  // since the last cell with something in it
  std::size_t empty_rows_ = 0;
  std::uint32_t line_ = 0;
  bool in_sheet_ = false;
  bool in_cell_ = false;
  bool is_hidden_row_ = false;
  std::size_t paragraphs_ = 0;  // depth of those open
  std::size_t skipped_ = 0;     // depth within what is no text of the cell
  bool is_first_paragraph_ = true;
};

}  // namespace actionplan::detail

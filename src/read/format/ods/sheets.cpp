// SPDX-License-Identifier: Apache-2.0
#include "sheets.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_rows = std::size_t{1} << 20U;

bool is_hidden(std::string_view visibility) {
  return visibility == "collapse" || visibility == "filter";
}

bool is_plain_and_empty(const Cell& cell) {
  return cell.text.empty() && cell.marks == 0 && cell.row_span == 1 && cell.column_span == 1 &&
         cell.blocks.empty();
}

constexpr std::array<std::string_view, 10> shape_names = {
    "frame", "custom-shape", "rect", "ellipse",   "circle",
    "line",  "caption",      "path", "connector", "g"};

bool is_shape(std::string_view name) {
  return std::find(shape_names.begin(), shape_names.end(), name) != shape_names.end();
}

// Text that was deleted while changes were tracked, and a table within a cell, which spreadsheets
// of no program that is known have.
bool is_left_out_of_sheet(std::string_view name, bool in_sheet) {
  return name == "tracked-changes" || (name == "table" && in_sheet);
}

}  // namespace

void OdsSheets::start(std::string_view name, const XmlAttributes& attributes) {
  if (skipped_ != 0 || is_left_out_of_sheet(name, in_sheet_)) {
    ++skipped_;
  } else if (name == "table") {
    start_sheet(attributes);
  } else if (!in_sheet_) {
    return;
  } else if (aside_.depth != 0) {
    ++aside_.depth;
    start_text_part(name, attributes);
  } else if (name == "annotation" || is_shape(name)) {
    start_aside(name == "annotation" ? BlockKind::note : BlockKind::text_box);
  } else if (name == "table-column") {
    add_hidden_columns(attributes);
  } else if (name == "table-row") {
    start_row(attributes);
  } else if (name == "table-cell" || name == "covered-table-cell") {
    start_cell(name == "covered-table-cell", attributes);
  } else if (in_cell_) {
    start_text_part(name, attributes);
  }
}

void OdsSheets::start_text_part(std::string_view name, const XmlAttributes& attributes) {
  if (name == "p" || name == "h") {
    if (!is_first_paragraph_) append("\n");
    is_first_paragraph_ = false;
    ++paragraphs_;
  } else if (name == "s") {
    append(std::string(count_of(attributes["c"], 4096), ' '));
  } else if (name == "tab") {
    append("\t");
  } else if (name == "line-break") {
    append("\n");
  }
}

void OdsSheets::end(std::string_view name) {
  if (skipped_ != 0) {
    --skipped_;
  } else if (!in_sheet_) {
    return;
  } else if (aside_.depth != 0) {
    if ((name == "p" || name == "h") && paragraphs_ != 0) --paragraphs_;
    if (--aside_.depth == 0) end_aside();
  } else if (name == "table") {
    in_sheet_ = false;
  } else if (name == "table-row") {
    end_row();
  } else if (name == "table-cell" || name == "covered-table-cell") {
    end_cell();
  } else if ((name == "p" || name == "h") && paragraphs_ != 0) {
    --paragraphs_;
  }
}

void OdsSheets::text(std::string_view stretch) {
  if (skipped_ == 0 && paragraphs_ != 0) append(stretch);
}

void OdsSheets::append(std::string_view text) {
  budget_.charge(text.size());
  (aside_.depth != 0 ? aside_.text : cell_.text) += text;
}

void OdsSheets::start_sheet(const XmlAttributes& attributes) {
  in_sheet_ = true;
  line_ = 0;
  empty_rows_ = 0;
  document_.parts.push_back(text::replace_invalid_utf8(attributes["name"]));
  Block block;
  block.kind = BlockKind::table;
  block.place = Place{1, 1, static_cast<std::uint32_t>(document_.parts.size() - 1)};
  budget_.charge(sizeof(Block) + document_.parts.back().size());
  table_ = document_.blocks.size();
  document_.blocks.push_back(std::move(block));
  hidden_columns_.clear();
  next_column_ = 0;
}

void OdsSheets::add_hidden_columns(const XmlAttributes& attributes) {
  const std::size_t count = count_of(attributes["number-columns-repeated"], most_columns);
  if (is_hidden(attributes["visibility"]) && next_column_ < most_columns) {
    hidden_columns_.push_back({next_column_, next_column_ + count});
  }
  next_column_ = std::min(next_column_ + count, most_columns);
}

void OdsSheets::start_aside(BlockKind kind) {
  aside_ = Aside{kind, 1, {}};
  is_first_paragraph_ = true;
}

// Of what a cell was given, text goes on after an annotation.
void OdsSheets::end_aside() {
  is_first_paragraph_ = cell_.text.empty();
  paragraphs_ = 0;
  Block block;
  block.kind = aside_.kind;
  block.text = std::string{text::trim(aside_.text)};
  if (block.text.empty()) return;
  const auto part = static_cast<std::uint32_t>(document_.parts.size() - 1);
  const auto column = static_cast<std::uint32_t>(row_.size() + empty_cells_ + 1);
  const auto row = static_cast<std::uint32_t>(line_ + empty_rows_ + 1);
  block.place = in_cell_ ? Place{row, column, part} : Place{1, 1, part};
  budget_.charge(sizeof(Block));
  if (in_cell_) {
    block.parent = static_cast<std::uint32_t>(table_);
    cell_.blocks.push_back(static_cast<std::uint32_t>(document_.blocks.size()));
  }
  document_.blocks.push_back(std::move(block));
}

void OdsSheets::start_row(const XmlAttributes& attributes) {
  row_.clear();
  empty_cells_ = 0;
  row_repeats_ = count_of(attributes["number-rows-repeated"], most_rows);
  is_hidden_row_ = is_hidden(attributes["visibility"]);
}

void OdsSheets::start_cell(bool is_covered, const XmlAttributes& attributes) {
  cell_ = Cell{};
  in_cell_ = true;
  is_first_paragraph_ = true;
  cell_repeats_ = count_of(attributes["number-columns-repeated"], most_columns);
  cell_.column_span =
      static_cast<std::uint32_t>(count_of(attributes["number-columns-spanned"], most_columns));
  cell_.row_span =
      static_cast<std::uint32_t>(count_of(attributes["number-rows-spanned"], most_rows));
  if (is_covered) cell_.marks |= bit(Mark::covered);
  has_formula_ = !attributes["formula"].empty() && attributes["value-type"].empty();
}

void OdsSheets::end_cell() {
  in_cell_ = false;
  paragraphs_ = 0;
  cell_.text = std::string{text::trim(cell_.text)};
  if (has_formula_ && cell_.text.empty()) cell_.marks |= bit(Mark::no_value);
  if (is_plain_and_empty(cell_)) {
    empty_cells_ += cell_repeats_;
    return;
  }
  const auto add = [&](const Cell& cell, std::size_t count) {
    for (std::size_t i = 0; i < count && row_.size() < most_columns; ++i) {
      budget_.charge_cell(cell.text.size());
      row_.push_back(cell);
    }
  };
  add(Cell{}, std::exchange(empty_cells_, 0));
  if (is_hidden_row_) cell_.marks |= bit(Mark::hidden);
  add(cell_, cell_repeats_);
}

void OdsSheets::hide_columns() {
  for (const Columns& columns : hidden_columns_) {
    for (std::size_t i = columns.begin; i < std::min(columns.end, row_.size()); ++i) {
      row_[i].marks |= bit(Mark::hidden);
    }
  }
}

void OdsSheets::end_row() {
  if (row_.empty()) {
    empty_rows_ += row_repeats_;
    return;
  }
  hide_columns();
  Block& block = document_.blocks[table_];
  const auto part = static_cast<std::uint32_t>(document_.parts.size() - 1);
  const auto add = [&](const Row& row, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      ++line_;
      block.rows.push_back(row);
      std::uint32_t column = 0;
      for (Cell& cell : block.rows.back()) {
        cell.place = Place{line_, ++column, part};
        budget_.charge_cell(cell.text.size());
      }
      budget_.charge(sizeof(Row));
    }
  };
  add(Row{}, std::exchange(empty_rows_, 0));
  add(row_, row_repeats_);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "sheets.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"

#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_rows = std::size_t{1} << 20U;

bool is_hidden(std::string_view visibility) {
  return visibility == "collapse" || visibility == "filter";
}

bool is_plain_and_empty(const Cell& cell) {
  return cell.text.empty() && cell.marks == 0 && cell.row_span == 1 && cell.column_span == 1;
}

}  // namespace

void OdsSheets::start(std::string_view name, const XmlAttributes& attributes) {
  if (skipped_ != 0 || name == "annotation" || name == "shapes" || name == "tracked-changes") {
    ++skipped_;
  } else if (name == "table" && !in_sheet_) {
    start_sheet(attributes);
  } else if (!in_sheet_) {
    return;
  } else if (name == "table-row") {
    start_row(attributes);
  } else if (name == "table-cell" || name == "covered-table-cell") {
    start_cell(name == "covered-table-cell", attributes);
  } else if (!in_cell_) {
    return;
  } else if (name == "p" || name == "h") {
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
  cell_.text += text;
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
}

void OdsSheets::end_cell() {
  in_cell_ = false;
  paragraphs_ = 0;
  cell_.text = std::string{text::trim(cell_.text)};
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

void OdsSheets::end_row() {
  if (row_.empty()) {
    empty_rows_ += row_repeats_;
    return;
  }
  Block& block = document_.blocks.back();
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

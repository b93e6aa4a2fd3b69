// SPDX-License-Identifier: Apache-2.0
#include "beside.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/xlsx/sheet.hpp"

#include <utility>

namespace actionplan::detail {

void XlsxComments::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "comment") {
    in_comment_ = true;
    cell_name_ = attributes["ref"];
    rich_.clear();
  } else if (in_comment_) {
    rich_.start(name, attributes);
  }
}

void XlsxComments::end(std::string_view name) {
  if (name == "comment") {
    in_comment_ = false;
    add_note();
  } else if (in_comment_) {
    rich_.end(name);
  }
}

void XlsxComments::text(std::string_view stretch) {
  if (in_comment_) rich_.text(stretch);
}

// A note of a cell that is empty stands beside the table.
void XlsxComments::add_note() {
  Block block;
  block.kind = BlockKind::note;
  block.text = rich_.take();
  if (block.text.empty()) return;
  budget_.charge(sizeof(Block) + sizeof(std::uint32_t));
  if (rich_.is_struck()) block.marks |= static_cast<std::uint8_t>(Mark::struck);
  const auto part = static_cast<std::uint32_t>(document_.parts.size() - 1);
  const CellName name{cell_name_};
  std::vector<Row>& rows = document_.blocks[table_].rows;
  block.place = name.row == 0 ? Place{1, 1, part} : Place{name.row, name.column, part};
  block.marks |= document_.blocks[table_].marks;
  if (name.row != 0 && name.row <= rows.size() && name.column <= rows[name.row - 1].size()) {
    block.parent = static_cast<std::uint32_t>(table_);
    rows[name.row - 1][name.column - 1].blocks.push_back(
        static_cast<std::uint32_t>(document_.blocks.size()));
  }
  document_.blocks.push_back(std::move(block));
}

void XlsxShapes::start(std::string_view name, const XmlAttributes& /*attributes*/) {
  if (name == "sp") {
    in_shape_ = true;
    text_.clear();
  } else if (in_shape_ && name == "t") {
    in_text_ = true;
  } else if (in_shape_ && (name == "p" || name == "br") && !text_.empty()) {
    text_ += '\n';
  }
}

void XlsxShapes::end(std::string_view name) {
  if (name == "t") in_text_ = false;
  if (name != "sp" || !in_shape_) return;
  in_shape_ = false;
  Block block;
  block.kind = BlockKind::text_box;
  block.text = std::string{text::trim(text_)};
  if (block.text.empty()) return;
  budget_.charge(sizeof(Block));
  block.place = Place{1, 1, static_cast<std::uint32_t>(document_.parts.size() - 1)};
  block.marks = document_.blocks[table_].marks;
  document_.blocks.push_back(std::move(block));
}

void XlsxShapes::text(std::string_view stretch) {
  if (!in_text_) return;
  budget_.charge(stretch.size());
  text_ += stretch;
}

}  // namespace actionplan::detail

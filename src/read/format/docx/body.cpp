// SPDX-License-Identifier: Apache-2.0
#include "body.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"
#include "read/format/list_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

// What is no text of the document as it stands: deleted or moved away while changes were tracked,
// what a property was before, instructions of fields, and what older programs show instead.
constexpr std::array<std::string_view, 14> left_out = {
    "del",        "moveFrom",      "delText",      "instrText",      "delInstrText",
    "Fallback",   "pPrChange",     "rPrChange",    "tblPrChange",    "trPrChange",
    "tcPrChange", "tblGridChange", "sectPrChange", "numberingChange"};

bool is_left_out(std::string_view name) {
  return std::find(left_out.begin(), left_out.end(), name) != left_out.end();
}

bool is_on(std::string_view value) { return value != "0" && value != "false" && value != "off"; }

}  // namespace

void DocxBody::start(std::string_view name, const XmlAttributes& attributes) {
  if (skipped_ != 0) {
    ++skipped_;
    return;
  }
  const bool is_separator = (name == "footnote" || name == "endnote") &&
                            !attributes["type"].empty() && attributes["type"] != "normal";
  const bool is_paragraph_mark = name == "del" && in_run_properties_;  // only the mark is deleted
  if (is_separator || (is_left_out(name) && !is_paragraph_mark)) {
    if (name == "del" && !tables_.empty() && !tables_.back().in_cell) {
      tables_.back().is_row_deleted = true;
    }
    skipped_ = 1;
  } else if (name == "ins" || name == "moveTo") {
    ++inserted_;
  } else if (name == "txbxContent") {
    ++text_boxes_;
  } else if (name == "p") {
    paragraphs_.emplace_back();
    paragraphs_.back().is_text_box = text_boxes_ != 0;
  } else if (name == "pPr") {
    in_paragraph_properties_ = true;
  } else if (name == "rPr") {
    in_run_properties_ = true;
  } else if (in_paragraph_properties_) {
    start_paragraph_part(name, attributes);
  } else if (name == "tbl" || name.substr(0, 2) == "tr" || name == "tc" || name == "gridSpan" ||
             name == "gridBefore" || name == "gridAfter" || name == "vMerge" ||
             (name == "shd" && !in_run_properties_)) {
    start_table_part(name, attributes);
  } else {
    start_run_part(name, attributes);
  }
}

void DocxBody::start_paragraph_part(std::string_view name, const XmlAttributes& attributes) {
  if (paragraphs_.empty()) return;
  Paragraph& paragraph = paragraphs_.back();
  if (name == "pStyle") {
    paragraph.style = attributes["val"];
    paragraph.level = styles_.level_of(paragraph.style);
  } else if (name == "outlineLvl") {
    paragraph.level = outline_level(attributes["val"]);
  } else if (name == "numId") {
    paragraph.list.list = attributes["val"];
  } else if (name == "ilvl") {
    paragraph.list.level = list_level(attributes["val"]);
  }
}

void DocxBody::start_table_part(std::string_view name, const XmlAttributes& attributes) {
  if (name == "tbl") return open_table();
  if (tables_.empty()) return;
  OpenTable& table = tables_.back();
  if (name == "tr") {
    if (tables_.size() == 1) ++line_;
    budget_.charge(sizeof(Row));
    document_.blocks[table.block].rows.emplace_back();
    table.is_row_deleted = false;
  } else if (name == "tc") {
    table.cell = Cell{};
    table.struck.clear();
    table.continues_above = false;
    table.in_cell = true;
    table.cell.place = place_here();
  } else if (name == "gridSpan") {
    table.cell.column_span = static_cast<std::uint32_t>(count_of(attributes["val"], most_columns));
  } else if (name == "vMerge") {
    table.continues_above = attributes["val"] != "restart";
    if (!table.continues_above) table.cell.row_span = 0;  // reaches down as far as others say
  } else if (name == "gridBefore") {
    add_covered(table, count_of(attributes["val"], most_columns), false);
  } else if (name == "shd" && table.in_cell) {
    const std::string_view fill = attributes["fill"];
    if (!fill.empty() && fill != "auto") table.cell.marks |= bit(Mark::filled);
  }
}

void DocxBody::start_run_part(std::string_view name, const XmlAttributes& attributes) {
  if (name == "r") {
    run_ = Run{};
  } else if (name == "strike" || name == "dstrike") {
    run_.is_struck |= is_on(attributes["val"]);
  } else if (name == "vanish") {
    run_.is_hidden |= is_on(attributes["val"]);
  } else if (name == "t") {
    in_text_ = true;
  } else if (name == "tab") {
    append("\t");
  } else if (name == "br" || name == "cr") {
    append("\n");
  } else if (name == "noBreakHyphen") {
    append("\xE2\x80\x91");
  } else if (name == "sym") {
    append("\xEF\xBF\xBD");
    problems_.add({"symbol_unread",
                   Severity::info,
                   place_here(),
                   "A symbol of the font " + text::replace_invalid_utf8(attributes["font"]) +
                       " stands here, whose meaning only that font knows; U+FFFD was read.",
                   {}});
  }
}

void DocxBody::end(std::string_view name) {
  if (skipped_ != 0) {
    --skipped_;
    return;
  }
  if (name == "t") {
    in_text_ = false;
  } else if (name == "rPr") {
    in_run_properties_ = false;
  } else if (name == "pPr") {
    if (in_paragraph_properties_) number_paragraph();
    in_paragraph_properties_ = false;
  } else if (name == "p") {
    close_paragraph();
  } else if (name == "ins" || name == "moveTo") {
    --inserted_;
  } else if (name == "txbxContent") {
    --text_boxes_;
  } else if (tables_.empty()) {
    return;
  } else if (name == "tc") {
    close_cell(tables_.back());
  } else if (name == "tr") {
    close_row(tables_.back());
  } else if (name == "tbl") {
    tables_.pop_back();
  }
}

void DocxBody::text(std::string_view stretch) {
  if (skipped_ == 0 && in_text_) append(stretch);
}

void DocxBody::append(std::string_view text) {
  if (paragraphs_.empty()) return;
  budget_.charge(text.size());
  Paragraph& paragraph = paragraphs_.back();
  if (run_.is_hidden) {
    paragraph.hidden += text;
    return;
  }
  (run_.is_struck ? paragraph.struck : paragraph.text) += text;
  paragraph.is_inserted |= inserted_ != 0;
}

Place DocxBody::place_here() const {
  if (tables_.empty()) return Place{std::max(line_, 1U), 1, part_};
  // Of what stands in a cell of a cell, the outermost is what a person looks for.
  const OpenTable& table = tables_.front();
  const std::vector<Row>& rows = document_.blocks[table.block].rows;
  const std::size_t column = rows.empty() ? 0 : rows.back().size();
  return Place{std::max(line_, 1U), static_cast<std::uint32_t>(column + 1), part_};
}

std::uint32_t DocxBody::parent_here() const {
  return tables_.empty() ? Block::no_parent : static_cast<std::uint32_t>(tables_.back().block);
}

void DocxBody::report_hidden(const Paragraph& paragraph) {
  if (text::trim(paragraph.hidden).empty()) return;
  budget_.charge(sizeof(Problem));
  problems_.add({"hidden_text",
                 Severity::warning,
                 place_here(),
                 "The text " + shown(paragraph.hidden) +
                     " is hidden and was left out; show what belongs to the plan, and save it.",
                 {}});
}

// Counted as paragraphs begin, whatever text they have.
void DocxBody::number_paragraph() {
  if (paragraphs_.empty()) return;
  Paragraph& paragraph = paragraphs_.back();
  std::optional<DocxNumbering::Item> item =
      numbering_.next(paragraph.list, paragraph.style, styles_);
  if (!item) return;
  paragraph.item_level = static_cast<std::uint8_t>(item->level + 1);
  paragraph.number = std::move(item->number);
  budget_.charge(paragraph.number.size());
}

void DocxBody::close_paragraph() {
  if (paragraphs_.empty()) return;
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  report_hidden(paragraph);
  const bool is_in_cell = !tables_.empty() && tables_.back().in_cell;
  if (is_in_cell && !paragraph.is_text_box)
    return add_to_cell(tables_.back(), std::move(paragraph));
  if (tables_.empty()) ++line_;
  const bool is_all_struck = text::trim(paragraph.text).empty();
  const std::string_view kept = text::trim(is_all_struck ? paragraph.struck : paragraph.text);
  if (kept.empty()) return;
  Block block;
  block.kind = paragraph.is_text_box           ? BlockKind::text_box
               : kind_ != BlockKind::paragraph ? kind_
               : paragraph.level != 0          ? BlockKind::heading
               : paragraph.item_level != 0     ? BlockKind::item
                                               : BlockKind::paragraph;
  block.level = block.kind == BlockKind::heading ? paragraph.level : std::uint8_t{0};
  if (block.kind == BlockKind::item) block.level = paragraph.item_level;
  block.marks = static_cast<std::uint8_t>((is_all_struck ? bit(Mark::struck) : 0) |
                                          (paragraph.is_inserted ? bit(Mark::inserted) : 0));
  block.parent = parent_here();
  block.place = place_here();
  block.text = numbered(paragraph.number, kept);
  budget_.charge(sizeof(Block));
  if (is_in_cell) {
    tables_.back().cell.blocks.push_back(static_cast<std::uint32_t>(document_.blocks.size()));
  }
  document_.blocks.push_back(std::move(block));
}

void DocxBody::add_to_cell(OpenTable& table, Paragraph paragraph) {
  const auto add = [](std::string& to, std::string_view text) {
    if (!to.empty()) to += '\n';
    to += text;
  };
  if (paragraph.is_inserted) table.cell.marks |= bit(Mark::inserted);
  const std::string_view text = text::trim(paragraph.text);
  const bool is_numbered = !paragraph.number.empty() && paragraph.struck.empty();
  if (!text.empty() || is_numbered) add(table.cell.text, numbered(paragraph.number, text));
  const std::string_view struck = text::trim(paragraph.struck);
  if (!struck.empty()) add(table.struck, struck);
}

void DocxBody::open_table() {
  if (tables_.empty()) ++line_;
  Block block;
  block.kind = BlockKind::table;
  block.parent = parent_here();
  block.place = place_here();
  budget_.charge(sizeof(Block));
  const std::size_t index = document_.blocks.size();
  if (!tables_.empty() && tables_.back().in_cell) {
    tables_.back().cell.blocks.push_back(static_cast<std::uint32_t>(index));
  }
  if (tables_.empty()) --line_;  // its first row counts
  document_.blocks.push_back(std::move(block));
  tables_.emplace_back();
  tables_.back().block = index;
}

// Columns without a cell of their own: beside a wide one, or left out at the row's beginning.
void DocxBody::add_covered(OpenTable& table, std::size_t count, bool is_merged) {
  for (std::size_t i = 0; i < count; ++i) {
    Cell cell;
    cell.place = place_here();
    if (is_merged) cell.marks = bit(Mark::covered);
    budget_.charge_cell(0);
    row_of(table).push_back(std::move(cell));
  }
}

void DocxBody::close_cell(OpenTable& table) {
  table.in_cell = false;
  std::vector<Row>& rows = document_.blocks[table.block].rows;
  if (rows.empty()) return;
  const std::size_t column = rows.back().size();
  const std::size_t span = table.cell.column_span;
  if (table.reaching.size() < column + span) table.reaching.resize(column + span, 0);
  if (table.cell.text.empty() && !table.struck.empty()) {
    table.cell.text = std::move(table.struck);
    table.cell.marks |= bit(Mark::struck);
  }
  const std::size_t above = table.reaching[column];
  if (table.continues_above && above != 0) {
    table.cell.marks |= bit(Mark::covered);
    ++rows[above - 1][column].row_span;
  } else {
    const bool reaches_down = table.cell.row_span == 0;
    table.cell.row_span = 1;
    std::fill_n(table.reaching.begin() + static_cast<std::ptrdiff_t>(column), span,
                reaches_down ? rows.size() : 0);
  }
  budget_.charge_cell(0);  // its text was charged as it came
  rows.back().push_back(std::move(table.cell));
  add_covered(table, span - 1, true);
}

void DocxBody::close_row(OpenTable& table) {
  std::vector<Row>& rows = document_.blocks[table.block].rows;
  if (table.is_row_deleted && !rows.empty()) rows.pop_back();
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "odt_body.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"
#include "read/format/list_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_odt_rows = std::size_t{1} << 20U;

// Elements whose text is no text of the page.
bool is_beside_the_text(std::string_view name) {
  constexpr std::array<std::string_view, 8> names = {
      "title",           "desc",           "note-citation", "ruby-text", "binary-data",
      "event-listeners", "annotation-end", "index-source"};
  return std::find(names.begin(), names.end(), name) != names.end() ||
         (name.size() > 7 && name.substr(name.size() - 7) == "-source");
}

}  // namespace

OdtBody::OpenTable* OdtBody::open_cell() {
  const bool is_in =
      !tables_.empty() && tables_.back().in_cell && tables_.back().stories == stories_.size();
  return is_in ? &tables_.back() : nullptr;
}

// What stands in a table within another, or beside a cell, stands where the outermost cell does.
Place OdtBody::place_here() const {
  if (tables_.empty()) return {line_ + 1, 1};
  const std::vector<Row>& rows = document_.blocks[tables_.front().block].rows;
  const std::size_t column = rows.empty() ? 0 : rows.back().size();
  return {std::max(line_, 1U), static_cast<std::uint32_t>(column + 1)};
}

void OdtBody::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_changes_) {  // deleted texts stand here; of insertions only where they are
    if (name == "changed-region") changed_region_ = attributes["id"];
    if (name == "insertion" && !changed_region_.empty()) {
      budget_.charge(changed_region_.size() + 64);
      insertions_.insert(changed_region_);
    }
  } else if (name == "tracked-changes") {
    in_changes_ = true;
  } else if (!in_text_) {
    if (name == "text") in_text_ = true;
    if (name == "automatic-styles") in_styles_ = true;
    if (in_styles_) styles_.start(name, attributes);
  } else if (skipped_ != 0 || is_beside_the_text(name)) {
    ++skipped_;
  } else if (name == "note-body" || name == "annotation" || name == "text-box") {
    stories_.push_back(name == "text-box" ? BlockKind::text_box : BlockKind::note);
  } else if (name == "list") {
    lists_.open_list(attributes);
  } else if (name == "list-item") {
    lists_.open_item(attributes);
    is_item_ = true;
  } else if (name == "table") {
    start_table(attributes);
  } else if (name == "table-row" && !tables_.empty()) {
    OpenTable& table = tables_.back();
    table.row_repeats = count_of(attributes["number-rows-repeated"], most_odt_rows);
    const std::string_view visibility = attributes["visibility"];
    table.row_marks =
        visibility == "collapse" || visibility == "filter" ? bit(Mark::hidden) : std::uint8_t{0};
    budget_.charge(sizeof(Row));
    document_.blocks[table.block].rows.emplace_back();
    if (!table.is_within) ++line_;
  } else if (name == "table-cell" || name == "covered-table-cell") {
    start_cell(name, attributes);
  } else if (name == "p" || name == "h") {
    start_paragraph(name, attributes);
  } else if (!paragraphs_.empty()) {
    start_part(name, attributes);
  } else if (name == "change-start" &&
             insertions_.count(std::string{attributes["change-id"]}) != 0) {
    ++inserted_;
  } else if (name == "change-end" && insertions_.count(std::string{attributes["change-id"]}) != 0) {
    if (inserted_ != 0) --inserted_;
  }
}

void OdtBody::end(std::string_view name) {
  if (in_changes_) {
    if (name == "tracked-changes") in_changes_ = false;
    if (name == "changed-region") changed_region_.clear();
  } else if (!in_text_) {
    if (in_styles_) styles_.end(name);
    if (name == "automatic-styles") in_styles_ = false;
  } else if (skipped_ != 0) {
    --skipped_;
  } else if (name == "note-body" || name == "annotation" || name == "text-box") {
    if (!stories_.empty()) stories_.pop_back();
  } else if (name == "list") {
    lists_.close_list();
    is_item_ = false;
  } else if (name == "table") {
    if (tables_.empty()) return;
    tables_.pop_back();
  } else if (name == "table-row") {
    if (!tables_.empty()) end_row(tables_.back());
  } else if (name == "table-cell" || name == "covered-table-cell") {
    if (OpenTable* table = open_cell(); table != nullptr) end_cell(*table);
  } else if (name == "p" || name == "h") {
    end_paragraph();
  } else if (name == "span" && !paragraphs_.empty() && paragraphs_.back().runs.size() > 1) {
    paragraphs_.back().runs.pop_back();
  }
}

void OdtBody::start_table(const XmlAttributes& /*attributes*/) {
  OpenTable table;
  OpenTable* outer = open_cell();
  table.block = document_.blocks.size();
  table.stories = stories_.size();
  table.is_within = !tables_.empty();
  Block block;
  block.kind = BlockKind::table;
  block.place = place_here();
  budget_.charge(sizeof(Block));
  if (outer != nullptr) {
    block.parent = static_cast<std::uint32_t>(outer->block);
    outer->cell.blocks.push_back(static_cast<std::uint32_t>(table.block));
  }
  document_.blocks.push_back(std::move(block));
  tables_.push_back(std::move(table));
}

void OdtBody::start_cell(std::string_view name, const XmlAttributes& attributes) {
  if (tables_.empty() || document_.blocks[tables_.back().block].rows.empty()) return;
  OpenTable& table = tables_.back();
  table.in_cell = true;
  table.cell = Cell{};
  table.struck.clear();
  table.hidden.clear();
  table.cell_repeats = count_of(attributes["number-columns-repeated"], most_columns);
  table.cell.column_span =
      static_cast<std::uint32_t>(count_of(attributes["number-columns-spanned"], most_columns));
  table.cell.row_span =
      static_cast<std::uint32_t>(count_of(attributes["number-rows-spanned"], most_odt_rows));
  if (name == "covered-table-cell") table.cell.marks |= bit(Mark::covered);
}

void OdtBody::end_cell(OpenTable& table) {
  table.in_cell = false;
  Cell& cell = table.cell;
  if (cell.text.empty() && !table.struck.empty()) {
    cell.text = std::move(table.struck);
    cell.marks |= bit(Mark::struck);
  } else if (cell.text.empty() && !table.hidden.empty()) {
    cell.text = std::move(table.hidden);
    cell.marks |= bit(Mark::hidden);
  }
  cell.marks |= table.row_marks;
  Row& row = document_.blocks[table.block].rows.back();
  for (std::size_t i = 0; i < table.cell_repeats && row.size() < most_columns; ++i) {
    budget_.charge_cell(cell.text.size());
    cell.place =
        table.is_within ? place_here() : Place{line_, static_cast<std::uint32_t>(row.size() + 1)};
    row.push_back(cell);
  }
}

void OdtBody::end_row(OpenTable& table) {
  std::vector<Row>& rows = document_.blocks[table.block].rows;
  if (rows.empty()) return;
  for (std::size_t i = 1; i < table.row_repeats; ++i) {
    budget_.charge(sizeof(Row));
    Row copy = rows.back();
    if (!table.is_within) ++line_;
    for (Cell& cell : copy) {
      budget_.charge_cell(cell.text.size());
      if (!table.is_within) cell.place.line = line_;
    }
    rows.push_back(std::move(copy));
  }
  table.row_repeats = 1;
}

void OdtBody::start_paragraph(std::string_view name, const XmlAttributes& attributes) {
  Paragraph paragraph;
  const OdtStyles::Style style = styles_.style(attributes["style-name"]);
  paragraph.runs.push_back({style.is_struck > 0, style.is_hidden > 0});
  if (name == "h") {
    paragraph.level = static_cast<std::uint8_t>(count_of(attributes["outline-level"], 10));
  } else {
    paragraph.level = style.level;
  }
  if (std::exchange(is_item_, false)) {
    paragraph.item_level =
        static_cast<std::uint8_t>(std::clamp<std::size_t>(lists_.depth(), 1, 255));
    paragraph.number = lists_.next_item(style.list);
  } else if (name == "h" && lists_.depth() == 0) {
    paragraph.number = lists_.next_heading(paragraph.level, attributes);
  }
  budget_.charge(sizeof(Paragraph));
  paragraphs_.push_back(std::move(paragraph));
}

void OdtBody::start_part(std::string_view name, const XmlAttributes& attributes) {
  if (name == "span") {
    const OdtStyles::Style style = styles_.style(attributes["style-name"]);
    std::vector<Run>& runs = paragraphs_.back().runs;
    Run run = runs.back();
    if (style.is_struck >= 0) run.is_struck = style.is_struck > 0;
    if (style.is_hidden >= 0) run.is_hidden = style.is_hidden > 0;
    runs.push_back(run);
  } else if (name == "s") {
    append(std::string(count_of(attributes["c"], 4096), ' '));
  } else if (name == "tab") {
    append("\t");
  } else if (name == "line-break") {
    append("\n");
  } else if (name == "change-start" || name == "change-end") {
    if (insertions_.count(std::string{attributes["change-id"]}) == 0) return;
    if (name == "change-start") {
      ++inserted_;
    } else if (inserted_ != 0) {
      --inserted_;
    }
  }
}

void OdtBody::text(std::string_view stretch) {
  if (paragraphs_.empty() || skipped_ != 0 || in_changes_) return;
  // White space in the file is one space, and none at the beginning.
  std::string plain;
  Paragraph& paragraph = paragraphs_.back();
  for (const char c : stretch) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_space && paragraph.is_space_due) continue;
    plain += is_space ? ' ' : c;
    paragraph.is_space_due = is_space;
  }
  const bool ends_in_space = paragraph.is_space_due;
  append(plain);
  paragraph.is_space_due = ends_in_space;
}

void OdtBody::append(std::string_view text) {
  if (text.empty()) return;
  budget_.charge(text.size());
  Paragraph& paragraph = paragraphs_.back();
  const Run& run = paragraph.runs.back();
  if (inserted_ != 0) paragraph.is_inserted = true;
  (run.is_hidden ? paragraph.hidden : run.is_struck ? paragraph.struck : paragraph.seen) += text;
  paragraph.is_space_due = false;
}

void OdtBody::end_paragraph() {
  if (paragraphs_.empty()) return;
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  for (std::string* text : {&paragraph.seen, &paragraph.struck, &paragraph.hidden}) {
    *text = std::string{text::trim(*text)};
  }
  OpenTable* table = open_cell();
  if (table == nullptr) return add_block(std::move(paragraph));
  const auto add = [](std::string& to, const std::string& line) {
    if (line.empty()) return;
    if (!to.empty()) to += '\n';
    to += line;
  };
  const bool is_numbered = !paragraph.number.empty() && paragraph.struck.empty();
  if (!paragraph.seen.empty() || is_numbered) {
    add(table->cell.text, numbered(paragraph.number, paragraph.seen));
  }
  add(table->struck, paragraph.struck);
  add(table->hidden, paragraph.hidden);
  if (paragraph.is_inserted) table->cell.marks |= bit(Mark::inserted);
}

void OdtBody::add_block(Paragraph paragraph) {
  Block block;
  if (paragraph.is_inserted) block.marks |= bit(Mark::inserted);
  block.text = std::move(paragraph.seen);
  if (block.text.empty() && !paragraph.struck.empty()) {
    block.text = std::move(paragraph.struck);
    block.marks |= bit(Mark::struck);
  } else if (block.text.empty() && !paragraph.hidden.empty()) {
    block.text = std::move(paragraph.hidden);
    block.marks |= bit(Mark::hidden);
  }
  if (block.text.empty()) return;
  block.text = numbered(paragraph.number, block.text);
  block.place = place_here();
  if (tables_.empty()) ++line_;
  if (!stories_.empty()) {
    block.kind = stories_.back();
  } else if (paragraph.level != 0) {
    block.kind = BlockKind::heading;
    block.level = paragraph.level;
  } else if (paragraph.item_level != 0) {
    block.kind = BlockKind::item;
    block.level = paragraph.item_level;
  }
  budget_.charge(sizeof(Block));
  if (!tables_.empty() && tables_.back().in_cell) {
    block.parent = static_cast<std::uint32_t>(tables_.back().block);
    tables_.back().cell.blocks.push_back(static_cast<std::uint32_t>(document_.blocks.size()));
  }
  document_.blocks.push_back(std::move(block));
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "html_blocks.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_tables = 64;               // within each other
constexpr std::uint32_t most_columns_covered = 1000;  // as HTML has it
constexpr std::uint32_t most_rows_covered = 65534;

void lower(std::size_t& depth) {
  if (depth != 0) --depth;
}

}  // namespace

void HtmlBlocks::Text::clear() {
  seen.clear();
  struck.clear();
  hidden.clear();
  is_inserted = false;
}

// The text as a person sees it, or else what is struck or hidden, and the marks that say so.
std::uint8_t HtmlBlocks::settle(Text& text, std::string& out) {
  std::uint8_t marks = text.is_inserted ? bit(Mark::inserted) : std::uint8_t{0};
  std::string* from = &text.seen;
  if (text::trim(text.seen).empty() && !text::trim(text.struck).empty()) {
    from = &text.struck;
    marks |= bit(Mark::struck);
  } else if (text::trim(text.seen).empty() && !text::trim(text.hidden).empty()) {
    from = &text.hidden;
    marks |= bit(Mark::hidden);
  }
  out = std::string{text::trim(*from)};
  text.clear();
  return marks;
}

HtmlBlocks::OpenTable* HtmlBlocks::open_cell() {
  return !tables_.empty() && tables_.back().in_cell ? &tables_.back() : nullptr;
}

HtmlBlocks::Text& HtmlBlocks::current() {
  OpenTable* table = open_cell();
  return table != nullptr ? table->text : text_;
}

std::string& HtmlBlocks::target() {
  Text& text = current();
  return hidden_.depth != 0 ? text.hidden : struck_ != 0 ? text.struck : text.seen;
}

void HtmlBlocks::append(char c) {
  if (inserted_ != 0) current().is_inserted = true;
  target() += c;
}

void HtmlBlocks::text(std::string_view stretch) {
  if (left_out_.depth != 0) return;
  budget_.charge(stretch.size());
  for (const char c : stretch) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (is_space && preformatted_ == 0) {
      is_space_due_ = true;
      continue;
    }
    if (is_space_due_) {
      const std::string& before = target();
      if (!before.empty() && before.back() != '\n') append(' ');
      is_space_due_ = false;
    }
    append(c);
  }
}

// Text that stands apart from what follows: a block, or a line of a cell.
void HtmlBlocks::break_block() {
  is_space_due_ = false;
  if (OpenTable* table = open_cell(); table != nullptr) {
    for (std::string* text : {&table->text.seen, &table->text.struck, &table->text.hidden}) {
      if (!text->empty() && text->back() != '\n') *text += '\n';
    }
    return;
  }
  Block block;
  block.marks = settle(text_, block.text);
  if (block.text.empty()) return;
  if (menus_ != 0) {
    block.kind = BlockKind::header;
  } else if (heading_ != 0) {
    block.kind = BlockKind::heading;
    block.level = heading_;
  } else if (is_item_) {
    block.kind = BlockKind::item;
    block.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(lists_, 1, 255));
    // Where the text has a number of its own, a style hides that of the list.
    const bool has_own = !number_ || leading_number(block.text).has_value();
    if (!has_own) block.text = std::to_string(*number_) + ". " + block.text;
  }
  is_item_ = false;
  number_.reset();
  block.place = Place{++line_, 1};
  budget_.charge(sizeof(Block));
  document_.blocks.push_back(std::move(block));
}

bool HtmlBlocks::ends_hidden(const HtmlTag& tag) const {
  const bool is_same_place = hidden_.tables == tables_.size() && hidden_.lists == lists_;
  const bool is_cell = hidden_.name == "td" || hidden_.name == "th";
  if (is_cell || hidden_.name == "tr") {
    return is_same_place && (tag.role == HtmlRole::row || (is_cell && tag.role == HtmlRole::cell));
  }
  if (hidden_.name == "li") return is_same_place && tag.role == HtmlRole::item;
  return hidden_.name == "p" && tag.role != HtmlRole::none && tag.role != HtmlRole::struck &&
         tag.role != HtmlRole::inserted && tag.role != HtmlRole::line_break &&
         tag.role != HtmlRole::void_;
}

void HtmlBlocks::start_hidden(const HtmlTag& tag) {
  if (tag.role == HtmlRole::void_ || tag.role == HtmlRole::line_break ||
      tag.role == HtmlRole::rule) {
    return;
  }
  hidden_ = {std::string{tag.name}, 1, tables_.size(), lists_};
}

void HtmlBlocks::start(std::string_view name, const HtmlAttributes& attributes) {
  const HtmlTag tag = html_tag(name);
  if (left_out_.depth != 0) {
    // A page whose head is not closed goes on at its body.
    if (name == left_out_.name) ++left_out_.depth;
    const bool ends_head = left_out_.name == "head" && tag.role != HtmlRole::left_out &&
                           tag.role != HtmlRole::void_ && name != "noscript";
    if (!ends_head) return;
    left_out_ = {};
  }
  if (tag.role == HtmlRole::left_out) {
    left_out_.name = name;
    left_out_.depth = 1;
    return;
  }
  if (hidden_.depth != 0 && ends_hidden(tag)) hidden_ = {};
  if (tag.role != HtmlRole::none && tag.role != HtmlRole::struck &&
      tag.role != HtmlRole::inserted && tag.role != HtmlRole::line_break &&
      tag.role != HtmlRole::void_) {
    break_block();
  }
  // A menu that is not closed ends where the page begins.
  const bool ends_menus = tag.role == HtmlRole::table || name == "main" || name == "article";
  if (ends_menus) menus_ = 0;
  if (name == "nav") ++menus_;
  switch (tag.role) {
    case HtmlRole::heading: heading_ = open_cell() == nullptr ? tag.level : std::uint8_t{0}; break;
    case HtmlRole::list: start_list(name, attributes); break;
    case HtmlRole::item: start_item(name, attributes); break;
    case HtmlRole::table: start_table(); break;
    case HtmlRole::row: start_row(attributes); break;
    case HtmlRole::cell: start_cell(attributes); break;
    case HtmlRole::struck: ++struck_; break;
    case HtmlRole::inserted: ++inserted_; break;
    case HtmlRole::preformatted: ++preformatted_; break;
    case HtmlRole::line_break:
      is_space_due_ = false;
      budget_.charge(1);
      append('\n');
      break;
    default: break;
  }
  if (hidden_.depth != 0) {
    if (name == hidden_.name) ++hidden_.depth;
  } else if (attributes.is_hidden) {
    start_hidden(tag);
  }
}

void HtmlBlocks::start_list(std::string_view name, const HtmlAttributes& attributes) {
  numbers_.resize(lists_++);
  numbers_.push_back({name == "ol" && attributes.has_numbers, attributes.start.value_or(1)});
}

void HtmlBlocks::start_item(std::string_view name, const HtmlAttributes& attributes) {
  is_item_ = open_cell() == nullptr;
  number_.reset();
  if (name != "li" || lists_ == 0 || lists_ > numbers_.size() || attributes.is_hidden) return;
  ListNumber& number = numbers_[lists_ - 1];
  if (attributes.value) number.next = *attributes.value;
  if (number.is_shown && is_item_) number_ = number.next;
  ++number.next;
}

void HtmlBlocks::end(std::string_view name) {
  if (left_out_.depth != 0) {
    if (name == left_out_.name) --left_out_.depth;
    return;
  }
  const HtmlTag tag = html_tag(name);
  switch (tag.role) {
    case HtmlRole::heading:
      break_block();
      heading_ = 0;
      break;
    case HtmlRole::list:
      break_block();
      lower(lists_);
      break;
    case HtmlRole::table: end_table(); break;
    case HtmlRole::row: end_row(); break;
    case HtmlRole::cell: end_cell(); break;
    case HtmlRole::struck: lower(struck_); break;
    case HtmlRole::inserted: lower(inserted_); break;
    case HtmlRole::preformatted:
      break_block();
      lower(preformatted_);
      break;
    case HtmlRole::item:
      break_block();
      is_item_ = false;
      number_.reset();
      break;
    case HtmlRole::block:
    case HtmlRole::caption: break_block(); break;
    default: break;
  }
  if (name == "nav") lower(menus_);
  if (hidden_.depth != 0 && name == hidden_.name) --hidden_.depth;
}

void HtmlBlocks::start_table() {
  if (tables_.size() == most_tables) {
    throw ParseError("The page has more than " + std::to_string(most_tables) +
                         " tables within each other; it was refused.",
                     {}, ParseErrorCode::limit);
  }
  OpenTable table;
  table.lists = lists_;
  table.struck = std::exchange(struck_, 0);
  tables_.push_back(std::move(table));
  heading_ = 0;
}

// The block of a table comes with its first row, so that a caption stands above it.
void HtmlBlocks::ensure_table() {
  if (tables_.empty()) start_table();  // a row outside of any table
  OpenTable& table = tables_.back();
  if (std::exchange(table.has_block, true)) return;
  table.block = document_.blocks.size();
  Block block;
  block.kind = BlockKind::table;
  block.place = Place{line_ + 1, 1};
  budget_.charge(sizeof(Block));
  table.is_within = tables_.size() > 1 && tables_[tables_.size() - 2].in_cell;
  if (table.is_within) block.place = place_within();
  if (table.is_within) {
    OpenTable& outer = tables_[tables_.size() - 2];
    block.parent = static_cast<std::uint32_t>(outer.block);
    outer.cell.blocks.push_back(static_cast<std::uint32_t>(table.block));
  }
  document_.blocks.push_back(std::move(block));
}

// A table within a cell, and all of it, stands where that cell of the outermost table does.
Place HtmlBlocks::place_within() const {
  const OpenTable& outer = tables_.front();
  const std::size_t column = outer.has_block ? document_.blocks[outer.block].rows.back().size() : 0;
  return {line_, static_cast<std::uint32_t>(column + 1)};
}

void HtmlBlocks::start_row(const HtmlAttributes& attributes) {
  end_row();
  ensure_table();
  OpenTable& table = tables_.back();
  table.in_row = true;
  table.is_row_hidden = attributes.is_hidden;
  budget_.charge(sizeof(Row));
  if (!table.is_within) ++line_;
  document_.blocks[table.block].rows.emplace_back();
}

// Cells that a cell above reaches down to, from here to the next free column.
void HtmlBlocks::cover(OpenTable& table, Row& row) {
  while (row.size() < table.reach.size() && table.reach[row.size()] != 0) {
    budget_.charge_cell(0);
    --table.reach[row.size()];
    Cell& cell = row.emplace_back();
    cell.marks = bit(Mark::covered);
  }
}

void HtmlBlocks::start_cell(const HtmlAttributes& attributes) {
  end_cell();
  if (tables_.empty() || !tables_.back().in_row) start_row({});
  OpenTable& table = tables_.back();
  table.in_cell = true;
  table.cell = Cell{};
  table.text.clear();
  table.attributes = attributes;
  struck_ = 0;
}

void HtmlBlocks::end_cell() {
  OpenTable* table = open_cell();
  if (table == nullptr) return;
  table->in_cell = false;
  is_space_due_ = false;
  lists_ = table->lists;
  struck_ = 0;
  Row& row = document_.blocks[table->block].rows.back();
  cover(*table, row);
  Cell cell = std::exchange(table->cell, Cell{});
  cell.marks |= settle(table->text, cell.text);
  if (table->attributes.is_hidden || table->is_row_hidden) cell.marks |= bit(Mark::hidden);
  const std::uint32_t wide = std::clamp(table->attributes.column_span, 1U, most_columns_covered);
  const std::uint32_t high = table->attributes.row_span == 0
                                 ? most_rows_covered
                                 : std::min(table->attributes.row_span, most_rows_covered);
  if (row.size() + wide > most_columns) {
    throw ParseError(
        "A table has more than " + std::to_string(most_columns) + " columns; it was refused.", {},
        ParseErrorCode::limit);
  }
  const std::size_t first = row.size();
  cell.column_span = wide;
  cell.row_span = high;
  for (std::uint32_t i = 0; i < wide; ++i) {
    budget_.charge_cell(0);
    row.emplace_back();
    if (i != 0) row.back().marks = bit(Mark::covered);
  }
  row[first] = std::move(cell);
  if (table->reach.size() < row.size()) table->reach.resize(row.size());
  for (std::size_t i = first; i < row.size(); ++i) table->reach[i] = high - 1;
}

void HtmlBlocks::end_row() {
  end_cell();
  if (tables_.empty() || !tables_.back().in_row) return;
  OpenTable& table = tables_.back();
  table.in_row = false;
  Row& row = document_.blocks[table.block].rows.back();
  cover(table, row);
  // Columns further right that are covered still: those between are empty.
  const auto last = std::find_if(table.reach.rbegin(), table.reach.rend(),
                                 [](std::uint32_t rows) { return rows != 0; });
  const auto used = static_cast<std::size_t>(table.reach.rend() - last);
  while (row.size() < used) {
    if (table.reach[row.size()] == 0) {
      budget_.charge_cell(0);
      row.emplace_back();
    }
    cover(table, row);
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i].place =
        table.is_within ? place_within() : Place{line_, static_cast<std::uint32_t>(i + 1)};
  }
}

void HtmlBlocks::end_table() {
  if (tables_.empty()) return break_block();
  break_block();
  end_row();
  OpenTable table = std::move(tables_.back());
  tables_.pop_back();
  lists_ = table.lists;
  struck_ = table.struck;
  is_space_due_ = false;
  if (!table.has_block) return;
  std::vector<Row>& rows = document_.blocks[table.block].rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (Cell& cell : rows[i]) {
      cell.row_span =
          static_cast<std::uint32_t>(std::min<std::size_t>(cell.row_span, rows.size() - i));
    }
  }
  if (!rows.empty() && !rows.front().empty()) {
    document_.blocks[table.block].place = rows.front().front().place;
  }
}

void HtmlBlocks::finish() {
  while (!tables_.empty()) end_table();
  break_block();
}

}  // namespace actionplan::detail

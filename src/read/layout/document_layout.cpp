// SPDX-License-Identifier: Apache-2.0
#include "document_layout.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "card_items.hpp"
#include "card_layout.hpp"
#include "card_parent.hpp"
#include "clause_layout.hpp"
#include "corrected.hpp"
#include "left_out.hpp"
#include "list_layout.hpp"
#include "listed_cards.hpp"
#include "plan_heading.hpp"
#include "read/number.hpp"
#include "seen_rows.hpp"
#include "sheet_sections.hpp"
#include "stated_title.hpp"
#include "table_layout.hpp"
#include "table_money.hpp"
#include "tree_layout.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr std::size_t deepest_table = 64;

class DocumentLayout {
 public:
  DocumentLayout(const Document& document, const ReadOptions& options, Account& account,
                 ProblemList& problems, CancelPoll& poll, AppliedMapping& mapping)
      : document_{document},
        account_{account},
        problems_{problems},
        poll_{poll},
        mapping_{mapping},
        layout_{options.mapping.layout},
        run_ends_{text_runs(document.blocks, mapping)},
        is_read_(document.blocks.size(), false),
        tables_{out_, account, problems, poll, mapping},
        cards_{out_, account, problems, mapping},
        listed_{document, mapping} {
    out_.serial_epoch = options.serial_epoch;
    std::size_t count = 0;
    for (const Block& block : document.blocks) {
      numbers_.push_back(count += block.kind == BlockKind::table ? 1 : 0);
    }
  }

  Records read() {
    out_.has_text_places = document_.has_text_places;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      poll_();
      if (document_.blocks[i].parent != Block::no_parent) continue;
      if (!mapping_.reads(document_.blocks[i].place.part)) continue;
      if (!read_card_of_texts(i)) read_block(i, tables_, 0);
    }
    if (!has_plan_ && (!layout_ || layout_ == Layout::list)) read_lists();
    if (!has_plan_ && (!layout_ || layout_ == Layout::list)) read_clauses();
    if (!has_plan_) refuse_without_plan(what_there_is(document_));
    add_sheet_sections(document_, sheet_tables_, out_);
    close_headings(0);
    drop_trailing_rows(out_, account_, problems_);
    if (!layout_ || layout_ == Layout::tree) {
      nest_tables(document_, out_, account_, problems_, mapping_);
    }
    report_if_empty(out_, first_header_, problems_);
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      if (is_read_[i]) continue;
      const Block& block = document_.blocks[i];
      leave_out_block(block, !mapping_.reads(block.place.part), account_, problems_);
    }
    return std::move(out_);
  }

 private:
  struct OpenHeading {
    std::size_t block = 0;
    bool is_section = false;  // there is a record of it
  };

  void read_block(std::size_t index, TableLayout& tables, std::size_t depth);
  void read_text(std::size_t index);
  void read_table(std::size_t index, TableLayout& tables, std::size_t depth);
  void read_inner(const Cell& cell, std::size_t outer, TableLayout& tables, std::size_t depth);
  void read_plan_table(const std::vector<RowView>& rows, const HeaderRow& header, std::size_t index,
                       TableLayout& tables, std::size_t depth);
  [[nodiscard]] bool read_card_of_texts(std::size_t index);
  void read_card_table(const std::vector<RowView>& rows, std::size_t index);
  void close_caption();
  void begin_plan();
  void add_list_heading(std::size_t index);
  void read_lists();
  void read_clauses();
  [[nodiscard]] std::size_t count_items_below(std::size_t index) const;
  void open_heading(std::size_t index);
  void close_headings(std::uint8_t level);
  void take_lines();
  void add_sections();
  [[nodiscard]] bool is_title(std::size_t index) const;
  void leave_out_table(const std::vector<RowView>& rows, std::size_t index, bool is_told,
                       TableLayout& tables, std::size_t depth);
  void note_as_read(std::size_t index, const std::vector<RowView>& rows, TableMapping said);
  [[nodiscard]] const Cell* cell_of(const Block& block) {
    Cell& cell = out_.owned_cells.emplace_back();
    cell.text = block.text;
    cell.place = block.place;
    account_.note_copy(cell, block);
    return corrected_cell(cell, mapping_, out_, account_, problems_);
  }

  const Document& document_;
  Account& account_;
  ProblemList& problems_;
  CancelPoll& poll_;
  AppliedMapping& mapping_;
  std::optional<Layout> layout_;      // that the mapping gives the document
  std::vector<std::size_t> numbers_;  // of tables, up to each block
  Records out_;
  std::vector<std::size_t> run_ends_;  // where the texts end that follow on each block
  std::vector<bool> is_read_;          // of each block
  TableLayout tables_;
  CardLayout cards_;
  ListedCards listed_;
  std::vector<std::size_t> before_;    // texts before the first table of the plan
  std::vector<OpenHeading> headings_;  // above what is read, by falling rank
  std::optional<std::size_t> title_;   // the heading that is the plan's title
  std::optional<std::uint32_t> last_part_;
  Place first_header_;  // of the first table of measures
  OpenCard card_;
  std::vector<SheetTable> sheet_tables_;
  bool has_plan_ = false;
  bool follows_table_ = false;  // no text since the last table that was read
};

void DocumentLayout::read_block(std::size_t index, TableLayout& tables, std::size_t depth) {
  if (is_read_[index]) return;
  if (document_.blocks[index].kind == BlockKind::table) return read_table(index, tables, depth);
  read_text(index);
}

void DocumentLayout::read_text(std::size_t index) {
  const Block& block = document_.blocks[index];
  const auto unseen = static_cast<unsigned>(Mark::struck) | static_cast<unsigned>(Mark::hidden);
  if (block.text.empty() || (block.marks & unseen) != 0) return;  // told where it is left out
  switch (block.kind) {
    case BlockKind::heading: open_heading(index); break;
    case BlockKind::paragraph:
    case BlockKind::item:
      if (!has_plan_ && block.parent == Block::no_parent) before_.push_back(index);
      card_.meet(block);
      break;
    default: return;
  }
  follows_table_ = false;
}

void DocumentLayout::open_heading(std::size_t index) {
  const Block& block = document_.blocks[index];
  if (block.parent != Block::no_parent) return;
  if (!has_plan_) before_.push_back(index);
  card_.meet(block);
  close_headings(block.level);
  headings_.push_back({index, false});
}

// Those of this level and below end.
void DocumentLayout::close_headings(std::uint8_t level) {
  while (!headings_.empty() && document_.blocks[headings_.back().block].level >= level) {
    headings_.pop_back();
  }
}

// A heading above all others speaks of the plan; of several alike each stands above its own tables.
bool DocumentLayout::is_title(std::size_t index) const {
  const bool is_open = std::any_of(headings_.begin(), headings_.end(),
                                   [&](const OpenHeading& open) { return open.block == index; });
  if (!is_open) return true;
  const std::uint8_t level = document_.blocks[index].level;
  return std::none_of(
      document_.blocks.begin() + static_cast<std::ptrdiff_t>(index) + 1, document_.blocks.end(),
      [&](const Block& block) { return block.kind == BlockKind::heading && block.level <= level; });
}

// What stands before the first table: the title, and the lines below it as far as the next heading.
void DocumentLayout::take_lines() {
  std::size_t next = 0;
  if (!before_.empty() && document_.blocks[before_.front()].kind == BlockKind::heading) {
    if (!is_title(before_.front())) return;
    title_ = before_.front();
    is_read_[*title_] = true;
    const Cell* const heading = cell_of(document_.blocks[*title_]);
    const bool is_key = out_.has_stated_title && match_column(heading->text).has_value();
    if (is_key) account_.claim(*heading, TextUse::column);  // "measures", of a tree
    if (!is_key) out_.lines.push_back(heading);
    ++next;
  }
  for (; next < before_.size(); ++next) {
    const Block& block = document_.blocks[before_[next]];
    if (block.kind == BlockKind::heading) {
      // Below the act that adopted the plan stands its title.
      const bool is_below = are_lines_of_an_act(out_.lines) || names_plan_first(block, out_.lines);
      if (title_ || !is_title(before_[next]) || !is_below) break;
      title_ = before_[next];
      is_read_[*title_] = true;
      out_.lines.insert(out_.lines.begin(), cell_of(block));
      continue;
    }
    is_read_[before_[next]] = true;
    out_.lines.push_back(cell_of(block));
  }
  if (!title_) lead_with_stated_title(out_, account_);
}

void DocumentLayout::add_sections() {
  for (OpenHeading& heading : headings_) {
    if (heading.is_section || heading.block == title_) continue;
    heading.is_section = true;
    is_read_[heading.block] = true;
    Record record;
    record.kind = RecordKind::section;
    record.level = std::max<std::uint8_t>(document_.blocks[heading.block].level, 1);
    record.first = cell_of(document_.blocks[heading.block]);
    record.cells = {record.first};
    out_.records.push_back(std::move(record));
  }
}

void DocumentLayout::read_table(std::size_t index, TableLayout& tables, std::size_t depth) {
  is_read_[index] = true;
  const std::vector<RowView> rows =
      seen_rows(document_.blocks[index], mapping_, out_, account_, problems_, poll_);
  const auto inner = [&](const Cell& cell) { read_inner(cell, index, tables, depth); };
  const Block& block = document_.blocks[index];
  const TableMapping* told =
      mapping_.find_table(numbers_[index], block.place.part, first_text(rows));
  const bool has_own_layout = told != nullptr && told->layout;
  const std::optional<Layout> layout = has_own_layout ? told->layout : layout_;
  const bool may_be_card = !layout || layout == Layout::card || layout == Layout::tree;
  const bool is_read = told == nullptr ? layout != Layout::list : told->is_read;
  const bool continues = told != nullptr && told->continues && !rows.empty();
  if (!is_read) return leave_out_table(rows, index, true, tables, depth);
  if (!continues && (layout == Layout::card ||
                     (may_be_card && CardLayout::is_card(rows, mapping_) && !listed_.have(rows)))) {
    read_card_table(rows, index);
    TableMapping said;
    said.layout = Layout::card;
    note_as_read(index, rows, said);
    follows_table_ = true;
    return;
  }
  std::optional<HeaderRow> header;
  if (!continues) header = find_header_row(rows, {&mapping_, told});
  if (header && !layout && listed_.have(rows, *header)) header.reset();
  if (told != nullptr && told->header_row && *told->header_row > rows.size()) {
    AppliedMapping::name_missing_row(*told, block.place, problems_);
  }
  if (header) {
    read_plan_table(rows, *header, index, tables, depth);
  } else if (!continues && may_be_card && CardLayout::stand_beside(rows, mapping_)) {
    read_card_table(rows, index);
    TableMapping said;
    said.layout = Layout::card;
    note_as_read(index, rows, said);
  } else if (continues || (depth == 0 && follows_table_ && !rows.empty() &&
                           rows.front().size() == tables.width())) {
    tables.read_further(rows, inner);
    TableMapping said;
    said.continues = true;
    note_as_read(index, rows, said);
  } else {
    return leave_out_table(rows, index, false, tables, depth);
  }
  follows_table_ = true;
}

void DocumentLayout::leave_out_table(const std::vector<RowView>& rows, std::size_t index,
                                     bool is_told, TableLayout& tables, std::size_t depth) {
  const bool has_title =
      !has_plan_ && depth == 0 && take_stated_title(document_, index, rows, out_, account_);
  const bool is_title_alone = has_title && rows.size() == 1;
  if (!is_title_alone) leave_out_block(document_.blocks[index], is_told, account_, problems_);
  TableMapping said;
  said.is_read = false;
  note_as_read(index, rows, said);
  for (const RowView row : rows) {
    for (const Cell& cell : row) read_inner(cell, index, tables, depth);
  }
}

// Keeps how a table was read, so that a mapping can say it.
void DocumentLayout::note_as_read(std::size_t index, const std::vector<RowView>& rows,
                                  TableMapping said) {
  constexpr std::size_t longest = 60;  // code points
  const std::uint32_t part = document_.blocks[index].place.part;
  said.number = static_cast<std::uint32_t>(numbers_[index]);
  said.part = part < document_.parts.size() ? document_.parts[part] : std::string{};
  const std::string begins = text::collapse_spaces(first_text(rows));
  said.begins = begins.substr(0, text::byte_offset(begins, longest));
  out_.tables.push_back(std::move(said));
}

void DocumentLayout::read_plan_table(const std::vector<RowView>& rows, const HeaderRow& header,
                                     std::size_t index, TableLayout& tables, std::size_t depth) {
  const Block& block = document_.blocks[index];
  const bool is_first = !has_plan_;
  if (is_first) take_lines();
  has_plan_ = true;
  if (depth == 0 && document_.parts.size() > 1) {
    sheet_tables_.push_back({block.place.part, out_.records.size(), header.texts});
  }
  const bool is_apart = last_part_ && *last_part_ != block.place.part;
  const std::optional<std::size_t> card =
      depth == 0 && !is_apart ? card_.above(header.header) : std::nullopt;
  if (depth == 0) card_.forget();
  const bool ends_sections = is_apart || !headings_.empty() || tables.has_section_columns();
  if (!is_first && depth == 0 && ends_sections && !card) {
    Record record;
    record.kind = RecordKind::table;
    out_.records.push_back(std::move(record));
  }
  last_part_ = block.place.part;
  if (card) {
    close_caption();
  } else {
    add_sections();
  }
  if (!first_header_.is_known()) first_header_ = block.place;
  const std::size_t first = out_.records.size();
  const std::size_t place = out_.tables.size();
  note_as_read(index, rows, {});
  tables.read(rows, header, is_first, line_before(document_, index),
              [&](const Cell& cell) { read_inner(cell, index, tables, depth); });
  TableMapping& said = out_.tables[place];
  said.layout = tables.as_read().layout;
  said.header_row = tables.as_read().header_row;
  said.header_rows = tables.as_read().header_rows;
  said.columns = tables.as_read().columns;
  for (std::size_t i = first; i < out_.records.size(); ++i) {
    if (out_.records[i].table == 0) out_.records[i].table = index + 1;
  }
  if (card) {
    make_section_of(*card, first, out_, account_, problems_);
    out_.records.emplace_back().kind = RecordKind::table;
  }
}

// The heading between a card and its milestones is a caption of these.
void DocumentLayout::close_caption() {
  if (headings_.empty() || headings_.back().is_section) return;
  const std::size_t caption = headings_.back().block;
  headings_.pop_back();
  is_read_[caption] = true;
  account_.claim(*cell_of(document_.blocks[caption]), TextUse::column);
}

// What stands before the first measures speaks of the plan.
void DocumentLayout::begin_plan() {
  if (!has_plan_) take_lines();
  has_plan_ = true;
}

void DocumentLayout::read_card_table(const std::vector<RowView>& rows, std::size_t index) {
  begin_plan();
  last_part_ = document_.blocks[index].place.part;
  Record record;
  record.kind = RecordKind::table;
  out_.records.push_back(std::move(record));
  add_sections();
  if (!CardLayout::is_card(rows, mapping_) && CardLayout::stand_beside(rows, mapping_)) {
    cards_.read_beside(rows);
    card_.forget();
  } else {
    const bool has_heading = !headings_.empty() && headings_.back().block != title_ &&
                             names_one_card(document_, headings_.back().block, index);
    cards_.read_table(rows, has_heading);
    if (has_heading && name_by_heading(out_)) headings_.pop_back();
    card_.open(out_, headings_.empty() ? 0 : document_.blocks[headings_.back().block].level);
  }
  for (const RowView row : rows) {
    for (const Cell& cell : row) read_inner(cell, index, tables_, 0);
  }
}

// A card of labelled texts that begins with this block.
bool DocumentLayout::read_card_of_texts(std::size_t index) {
  const Block& first = document_.blocks[index];
  if (is_read_[index] || first.text.empty()) return false;
  if (layout_ && layout_ != Layout::card && layout_ != Layout::tree) return false;
  const std::span<const Block> blocks{&first, run_ends_[index] - index};
  std::size_t count = count_item_card(blocks, mapping_);
  const bool is_item = count != 0;
  const bool is_heading = first.kind == BlockKind::heading;
  const bool has_heading = is_item ? !is_label_alone(first, mapping_) : is_heading;
  if (!is_item && !is_heading && !CardLayout::begins_with_title(blocks, mapping_)) return false;
  const CardLayout::Count told =
      is_item ? CardLayout::Count{count} : CardLayout::count_blocks(blocks, mapping_);
  count = told.blocks;
  if (count == 0 || (told.is_open && !listed_.are_of_plan())) return false;
  if (told.names_bodies) {
    if (!listed_.stand_above_milestones(index + count)) return false;
  } else if (!layout_ && listed_.have(blocks.first(count))) {
    return false;
  }
  if (is_heading) close_headings(first.level);
  begin_plan();
  Record record;
  record.kind = RecordKind::table;
  out_.records.push_back(std::move(record));
  add_sections();
  std::vector<const Cell*> texts;
  for (std::size_t i = 0; i < count; ++i) {
    is_read_[index + i] = true;
    texts.push_back(cell_of(blocks[i]));
  }
  cards_.read_texts(texts, blocks, has_heading);
  card_.open(out_, is_heading ? first.level : 0);
  follows_table_ = false;
  return true;
}

// Items with a day each are measures where nothing else is: others may be remarks with a date.
void DocumentLayout::read_lists() {
  const std::size_t least = layout_ == Layout::list ? 1 : 3;
  std::map<std::size_t, Record> measures;          // by block
  std::map<std::size_t, std::size_t> items_below;  // that such a measure takes
  for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
    poll_();
    const Block& block = document_.blocks[i];
    if (block.kind != BlockKind::item || block.parent != Block::no_parent) continue;
    if (!mapping_.reads(block.place.part)) continue;
    const Cell* const item = cell_of(block);
    std::optional<Record> record = counts_in_list(document_.blocks, i)
                                       ? measure_of_numbered(*item, out_, account_)
                                       : measure_of_item(*item, out_, account_);
    const std::size_t below = record ? 0 : count_items_below(i);
    if (below != 0 && is_item_of_date(*item)) {
      std::vector<const Cell*> parts;
      for (std::size_t k = 1; k <= below; ++k) parts.push_back(cell_of(document_.blocks[i + k]));
      record = measure_of_items(*item, parts, out_, account_);
      items_below.emplace(i, below);
    }
    if (record) measures.emplace(i, *std::move(record));
    if (record) i += below;
  }
  if (measures.size() < least) return;
  const bool is_chronicle =
      !layout_ && std::all_of(measures.begin(), measures.end(),
                              [](auto& one) { return is_of_chronicle(one.second); });
  if (is_chronicle) return;
  out_.layout = Layout::list;
  headings_.clear();
  if (before_.size() > 1) before_.erase(before_.begin() + 1, before_.end());
  if (!before_.empty() && document_.blocks[before_.front()].kind != BlockKind::heading) {
    before_.clear();
  }
  begin_plan();
  std::optional<std::size_t> lead;  // the text right above a list, which is its heading
  for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
    poll_();
    const Block& block = document_.blocks[i];
    if (block.parent != Block::no_parent || is_read_[i]) continue;
    if (!mapping_.reads(block.place.part)) continue;
    if (block.kind == BlockKind::heading) {
      close_headings(block.level);
      headings_.push_back({i, false});
    }
    if (block.kind == BlockKind::paragraph) lead = i;
    if (block.kind == BlockKind::heading || block.kind == BlockKind::table) lead.reset();
    const auto measure = measures.find(i);
    if (measure == measures.end()) continue;
    add_sections();
    if (lead) add_list_heading(*lead);
    lead.reset();
    const auto below = items_below.find(i);
    const std::size_t last = below == items_below.end() ? i : i + below->second;
    for (std::size_t k = i; k <= last; ++k) is_read_[k] = true;
    name_contacts(measure->second, problems_);
    out_.records.push_back(std::move(measure->second));
  }
}

// Clauses of a decree, with the day and the bodies of each below it.
void DocumentLayout::read_clauses() {
  std::vector<ClauseText> texts;
  for (const Block& block : document_.blocks) {
    poll_();
    const bool is_text = (block.kind == BlockKind::paragraph || block.kind == BlockKind::item) &&
                         block.parent == Block::no_parent && mapping_.reads(block.place.part);
    texts.push_back({&block, is_text ? cell_of(block) : nullptr});
  }
  const std::vector<Clause> clauses = find_clauses(texts, mapping_, out_, account_);
  if (clauses.empty()) return;
  out_.layout = Layout::list;
  headings_.clear();
  std::erase_if(before_, [&](std::size_t at) { return at >= clauses.front().first; });
  begin_plan();
  std::size_t next = 0;
  for (const Clause& clause : clauses) {
    for (; next <= clause.last; ++next) {
      const Block& block = document_.blocks[next];
      if (next >= clause.first) is_read_[next] = true;
      if (block.kind != BlockKind::heading || block.parent != Block::no_parent) continue;
      close_headings(block.level);
      headings_.push_back({next, false});
    }
    add_sections();
    out_.records.push_back(clause.record);
  }
}

// Items of a deeper level that follow directly on an item.
std::size_t DocumentLayout::count_items_below(std::size_t index) const {
  const std::vector<Block>& blocks = document_.blocks;
  std::size_t next = index + 1;
  while (next < blocks.size() && blocks[next].kind == BlockKind::item &&
         blocks[next].parent == Block::no_parent && !blocks[next].text.empty() &&
         blocks[next].level > blocks[index].level) {
    ++next;
  }
  return next - index - 1;
}

void DocumentLayout::add_list_heading(std::size_t index) {
  constexpr std::size_t longest = 300;
  if (document_.blocks[index].text.size() > longest) return;
  is_read_[index] = true;
  Record record;
  record.kind = RecordKind::section;
  record.is_column = true;  // below the headings, as far as the next of its kind
  record.level = 1;
  record.first = cell_of(document_.blocks[index]);
  record.cells = {record.first};
  out_.records.push_back(std::move(record));
}

// Tables in a cell: their measures follow what the row is.
void DocumentLayout::read_inner(const Cell& cell, std::size_t outer, TableLayout& tables,
                                std::size_t depth) {
  for (const std::uint32_t index : cell.blocks) {
    // Blocks stand behind the table whose cell they are in, so that none is in itself.
    if (index <= outer || index >= document_.blocks.size() || is_read_[index]) continue;
    if (document_.blocks[index].kind != BlockKind::table || depth == deepest_table) continue;
    const std::size_t next = out_.records.size();
    TableLayout inner{out_, account_, problems_, poll_, mapping_};
    read_table(index, inner, depth + 1);
    if (tables.last_measure()) {
      make_parent_of(*tables.last_measure(), next, out_, account_, problems_);
    }
  }
}

}  // namespace

Records lay_out(const Document& document, const ReadOptions& options, Account& account,
                ProblemList& problems, CancelPoll& poll, AppliedMapping& mapping) {
  return DocumentLayout{document, options, account, problems, poll, mapping}.read();
}

Records lay_out(const Table& table, const ReadOptions& options, Account& account,
                ProblemList& problems, CancelPoll& poll, AppliedMapping& mapping) {
  Records out;
  out.serial_epoch = options.serial_epoch;
  out.has_text_places = table.has_text_places;
  for (const Cell& line : table.preamble) {
    out.lines.push_back(corrected_cell(line, mapping, out, account, problems));
  }
  lead_with_stated_title(out, account);
  const std::vector<Row>& corrected = corrected_rows(table.rows, mapping, out, account, problems);
  const std::vector<RowView> rows{corrected.begin(), corrected.end()};
  const TableMapping* told = mapping.find_table(1, 0, first_text(rows));
  const std::optional<HeaderRow> header = find_header_row(rows, {&mapping, told});
  if (!header || (header->header.may_be_listed && !name_a_plan(out.lines))) {
    refuse_without_plan("it has a table of " + counted(rows.size(), "row", "rows"));
  }
  TableLayout layout{out, account, problems, poll, mapping};
  layout.read(rows, *header, true, {}, [](const Cell&) {});
  out.tables = {layout.as_read()};
  out.tables.front().number = 1;
  report_if_empty(out, rows[header->row].front().place, problems);
  return out;
}

}  // namespace actionplan::detail

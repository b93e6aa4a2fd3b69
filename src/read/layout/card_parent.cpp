// SPDX-License-Identifier: Apache-2.0
#include "card_parent.hpp"

#include "columns.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

bool has_words(const Record& record, Column column) {
  return std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& field) {
    return field.column == column && has_letters_or_digits(field.cell->text);
  });
}

void hand_down(const Record& card, Record& measure) {
  measure.take_contacts(card);
  if (measure.kind != RecordKind::measure || has_words(measure, Column::agencies)) return;
  for (const Field& field : card.fields) {
    if (field.column == Column::agencies) measure.fields.push_back(field);
  }
}

// What is said of all measures below, and of none of them.
void name_rest(const Record& card, const char* code_beside, Account& account,
               ProblemList& problems) {
  const auto leave_out = [&](const Cell& cell, std::string_view said) {
    account.claim(cell, TextUse::named, "parent_field");
    problems.add({"parent_field",
                  Severity::info,
                  cell.place,
                  std::string{said} +
                      " is said of several milestones together and was left out; theirs are read.",
                  {}});
  };
  for (const Field& field : card.fields) {
    const bool is_of_card = field.column == Column::deadline || field.column == Column::indicator ||
                            is_statement(field.column);
    if (is_of_card && has_text(*field.cell)) {
      leave_out(*field.cell, "The text " + shown(field.cell->text));
    }
  }
  for (const BesideText& beside : card.beside) {
    account.claim(*beside.cell, TextUse::named, code_beside);
  }
  for (const MoneyCell& money : card.money) {
    leave_out(*money.cell, "What stands beside " + shown(money.header->text));
  }
}

}  // namespace

bool has_own_day_or_body(const Record& record) {
  return has_words(record, Column::deadline) || has_words(record, Column::agencies) ||
         !record.date_marks.empty();
}

void make_section_of(std::size_t at, std::size_t first, Records& out, Account& account,
                     ProblemList& problems) {
  const Record card = std::move(out.records[at]);
  const Cell* const title = card.cell(Column::title);
  Record section;
  section.kind = RecordKind::section;
  section.is_in_table = true;
  section.is_column = true;  // ends with the card
  section.level = 1;
  section.first = title;
  section.cells = {title};
  if (title == nullptr) section.kind = RecordKind::table;  // the heading above it names it
  out.records[at] = std::move(section);
  for (std::size_t i = first; i < out.records.size(); ++i) hand_down(card, out.records[i]);
  name_rest(card, "label_ignored", account, problems);
}

void make_parent_of(std::size_t at, std::size_t first, Records& out, Account& account,
                    ProblemList& problems) {
  if (first >= out.records.size() || out.records[at].kind != RecordKind::measure) return;
  Record& record = out.records[at];
  std::vector<const Cell*> cells;
  bool has_more = false;
  for (const Field& field : record.fields) {
    if (field.cell->text.empty()) continue;
    const bool is_name = field.column == Column::number || field.column == Column::title;
    has_more |= !is_name;
    if (is_name) cells.push_back(field.cell);
  }
  if (cells.empty() || cells.size() > 2) return;
  const bool is_above =
      std::any_of(out.records.begin() + static_cast<std::ptrdiff_t>(first), out.records.end(),
                  [](const Record& inner) {
                    return inner.kind == RecordKind::measure && has_own_day_or_body(inner);
                  });
  if (has_more && (!is_above || has_words(record, Column::deadline))) return;
  const Record row = std::move(record);
  record = Record{};
  record.kind = RecordKind::section;
  record.is_in_table = true;
  record.first = cells.front();
  record.cells = std::move(cells);
  record.table = row.table;
  for (std::size_t i = first; i < out.records.size(); ++i) hand_down(row, out.records[i]);
  name_rest(row, "column_ignored", account, problems);
}

bool names_one_card(const Document& document, std::size_t heading, std::size_t table) {
  const std::vector<Block>& blocks = document.blocks;
  for (std::size_t i = heading + 1; i < table; ++i) {
    if (blocks[i].parent == Block::no_parent && !blocks[i].text.empty()) return false;
  }
  for (std::size_t i = table + 1; i < blocks.size(); ++i) {
    if (blocks[i].parent != Block::no_parent) continue;
    if (blocks[i].kind == BlockKind::heading) return true;
    if (blocks[i].kind == BlockKind::table) return false;
  }
  return true;
}

bool name_by_heading(Records& out) {
  if (out.records.size() < 2) return false;
  Record& card = out.records.back();
  const Record& heading = *(out.records.end() - 2);
  const bool is_heading =
      heading.kind == RecordKind::section && !heading.is_in_table && heading.cells.size() == 1;
  if (card.kind != RecordKind::measure || has_words(card, Column::title) || !is_heading)
    return false;
  std::erase_if(card.fields, [](const Field& field) { return field.column == Column::title; });
  card.fields.push_back({Column::title, heading.first, std::nullopt, std::nullopt});
  out.records.erase(out.records.end() - 2);
  return true;
}

void OpenCard::open(const Records& out, std::uint8_t level) {
  record_.reset();
  if (out.records.empty() || out.records.back().kind != RecordKind::measure) return;
  record_ = out.records.size() - 1;
  level_ = level;
}

void OpenCard::meet(const Block& block) {
  constexpr std::size_t longest = 200;
  if (block.kind == BlockKind::heading) {
    const std::optional<ColumnMatch> match = match_column(block.text);
    const bool is_caption =
        block.level > level_ && match && match->column == Column::title && !match->is_weak;
    if (!is_caption) record_.reset();
  } else if (block.kind != BlockKind::paragraph || block.text.size() > longest) {
    record_.reset();
  }
}

std::optional<std::size_t> OpenCard::above(const Header& header) const {
  const bool has_days = header.of(Column::deadline) || header.start || !header.periods.empty();
  const bool has_milestones = header.of(Column::title) && has_days && header.sections.empty();
  return has_milestones ? record_ : std::nullopt;
}

}  // namespace actionplan::detail

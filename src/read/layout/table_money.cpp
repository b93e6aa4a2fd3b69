// SPDX-License-Identifier: Apache-2.0
#include "table_money.hpp"

#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "read/extra_texts.hpp"
#include "read/finance/money_text.hpp"
#include "read/words/column_words.hpp"
#include "table_layout.hpp"

#include <utility>

namespace actionplan::detail {

std::string_view line_before(const Document& document, std::size_t table) {
  if (table == 0) return {};
  const Block& block = document.blocks[table - 1];
  const bool is_text = block.kind == BlockKind::paragraph || block.kind == BlockKind::heading;
  const bool is_beside = block.parent == document.blocks[table].parent;
  return is_text && is_beside ? std::string_view{block.text} : std::string_view{};
}

void name_money(const Record& record, Account& account) {
  for (const MoneyCell& money : record.money) {
    account.claim(*money.cell, TextUse::named, "column_ignored");
  }
}

// The unit that a line above the header says, or one before the table.
void TableLayout::note_unit(const std::vector<RowView>& rows, std::size_t header,
                            std::string_view above) {
  unit_note_.clear();
  std::string_view note = is_unit_note(above) ? above : std::string_view{};
  for (std::size_t i = 0; i < header; ++i) {
    for (const Cell& cell : rows[i]) {
      if (is_unit_note(cell.text)) note = cell.text;
    }
  }
  // Of a caption what stands in parentheses at its end.
  const std::size_t open = note.ends_with(')') ? note.rfind('(') : std::string_view::npos;
  if (open != std::string_view::npos) note = note.substr(open + 1, note.size() - open - 2);
  unit_note_ = text::collapse_spaces(note);
}

void TableLayout::take_money_headers(const HeaderRow& found) {
  money_headers_.clear();
  for (const std::size_t at : header_.money) {
    MoneyHeader& header = out_.money_headers.emplace_back();
    const HeaderTexts& texts = found.texts[at];
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string_view own = i + 1 == texts.size() ? finance_header(texts[i]) : texts[i];
      header.text += (header.text.empty() ? "" : ", ") + text::collapse_spaces(own);
    }
    if (header.text.empty()) header.text = std::to_string(at + 1);
    header.note = unit_note_;
    header.is_total = begins_with_total(texts.empty() ? std::string_view{} : texts.back());
    header.is_published = header_.is_published[at];
    money_headers_.push_back(&header);
  }
  give_unit_to_totals();
}

// "Total" beside "Cost 2024 (thousand EUR)" is in the unit that the others share.
void TableLayout::give_unit_to_totals() {
  std::optional<std::string> shared;
  for (const MoneyHeader* const header : money_headers_) {
    const MoneyHeaderText said = read_money_header(header->text, header->note, header_.language);
    if (header->is_total || said.names_payers || said.names_currencies) continue;
    const std::string unit =
        said.has_unknown_unit ? std::string{unit_text(header->text)} : text_of_unit(said.unit);
    if (shared && *shared != unit) return;
    shared = unit;
  }
  const std::size_t first = out_.money_headers.size() - money_headers_.size();
  for (std::size_t i = first; shared && i < out_.money_headers.size(); ++i) {
    MoneyHeader& header = out_.money_headers[i];
    const bool is_bare =
        !read_money_header(header.text, header.note, header_.language).unit.is_said();
    if (header.is_total && is_bare) header.note = *shared;
  }
}

// A cell that reaches down over several rows, or stands beside several actions.
void TableLayout::name_shared(const Cell& cell) {
  report("amount_shared", Severity::info, cell.place,
         "What this cell says of money is of several measures together and was kept with the first "
         "of them.");
}

void TableLayout::keep_money(RowView row, Record& record) {
  for (std::size_t i = 0; i < header_.money.size(); ++i) {
    const std::size_t at = header_.money[i];
    if (at >= row.size() || !has_text(row[at])) continue;
    record.money.push_back({money_headers_[i], &row[at]});
    if (row[at].row_span > 1 && record.kind == RecordKind::measure) name_shared(row[at]);
  }
}

// Of several actions in a cell each has its line of the amounts, where there are as many.
std::vector<MoneyCell> TableLayout::money_of_line(const Record& record, std::size_t line,
                                                  std::size_t lines) {
  std::vector<MoneyCell> out;
  for (const MoneyCell& money : record.money) {
    const std::vector<LineSpan> spans = lines_of(money.cell->text);
    if (spans.size() == lines) {
      out.push_back(
          {money.header, part_of(*money.cell, spans[line].begin, spans[line].end, out_, account_)});
    } else if (line == 0) {
      out.push_back(money);
      name_shared(*money.cell);
    }
  }
  return out;
}

void TableLayout::add_total(RowView row) {
  Record record;
  record.kind = RecordKind::total;
  record.first = &row.front();
  keep_money(row, record);
  if (!record.money.empty()) out_.records.push_back(std::move(record));
}

}  // namespace actionplan::detail

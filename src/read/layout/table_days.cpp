// SPDX-License-Identifier: Apache-2.0
// The days of a row: below one column, several of which one revises another, or by marks. The members of
// TableLayout that read them.
#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "periods.hpp"
#include "read/number.hpp"
#include "read/words/column_words.hpp"
#include "table_layout.hpp"

#include <algorithm>

namespace actionplan::detail {

// Are days put together from several columns?
bool TableLayout::has_days_of_several() const {
  return header_.start || header_.part_of_year || !header_.periods.empty() ||
         !header_.earlier.empty();
}

// The cell of the column that is read, or where it says nothing that of one before it.
const Cell* TableLayout::days_in_force(RowView row, Column column, std::optional<std::size_t> at) {
  const Cell* const own = at ? cell_at(row, *at) : nullptr;
  if (header_.earlier.empty()) return own;
  const bool is_own = own != nullptr && !says_unchanged(own->text);
  for (const EarlierDays& one : header_.earlier) {
    const bool is_of_start = one.column == Column::start;
    if (is_of_start != (column == Column::start)) continue;
    const Cell* const before = cell_at(row, one.position);
    if (before == nullptr || says_unchanged(before->text)) continue;
    if (!is_own) {
      if (own != nullptr) account_.claim(*own, TextUse::column);
      earlier_days_.push_back(before);
      return before;
    }
    const bool is_same = text::collapse_spaces(before->text) == text::collapse_spaces(own->text);
    if (!is_same) {
      report("deadline_revised", Severity::info, own->place,
             "Of " + shown(before->text) + " in the column " +
                 shown(header_row_[one.position].text) + " and " + shown(own->text) + " in " +
                 shown(header_row_[*at].text) +
                 " the second is in force and was read; the first was kept beside the measure.");
    }
    break;
  }
  return own;
}

// The marks of a row as one text; nothing where it has none.
const Cell* TableLayout::marked_deadline(RowView row) {
  std::vector<Period> marked;
  std::vector<const Cell*> cells;
  for (const PeriodColumn& column : header_.periods) {
    const Cell* cell = cell_at(row, column.position);
    if (cell == nullptr || !is_mark_text(cell->text)) continue;
    // A mark in a merged cell holds for all the columns that it covers.
    const std::size_t until = column.position + std::max<std::size_t>(cell->column_span, 1);
    for (const PeriodColumn& covered : header_.periods) {
      if (covered.position >= column.position && covered.position < until) {
        marked.push_back(covered.period);
      }
    }
    cells.push_back(cell);
  }
  if (cells.empty()) return nullptr;
  std::sort(marked.begin(), marked.end());
  marked.erase(std::unique(marked.begin(), marked.end()), marked.end());
  return cell_of_sources(text_of_periods(marked), cells.front()->place, cells, out_, account_);
}

void TableLayout::add_deadline(Record& record, RowView row) {
  const std::optional<std::size_t> at = header_.of(Column::deadline);
  earlier_days_.clear();
  const Cell* cell = days_in_force(row, Column::deadline, at);
  const Cell* const part = header_.part_of_year ? cell_at(row, *header_.part_of_year) : nullptr;
  const bool has_part = part != nullptr && has_text(*part);
  if (has_part && (cell == nullptr || !has_text(*cell))) {
    cell = part;
  } else if (has_part) {
    const std::string text = part->text + ' ' + cell->text;
    cell = cell_of_sources(text, part->place, {part, cell}, out_, account_);
  }
  const bool is_own = cell != nullptr && has_text(*cell);
  // A column of deadlines beside both ends says it all, but where it revises the last of them.
  const bool has_both = header_.end && at && *at != *header_.end && header_.earlier.empty();
  if (header_.start && !(has_both && is_own)) {
    const Cell* start = days_in_force(row, Column::start, header_.start);
    const bool has_end = header_.end && (!is_own || header_.earlier.empty());
    const Cell* end = has_end ? cell_at(row, *header_.end) : cell;
    const Cell* window = window_cell(start, end, out_, account_);
    if (window == nullptr && !at && !header_.end) window = start;
    if (window != nullptr) return add_field(record, Column::deadline, window);
  }
  if (!is_own) {
    if (const Cell* marks = marked_deadline(row)) return add_field(record, Column::deadline, marks);
  }
  add_field(record, Column::deadline, cell);
}

}  // namespace actionplan::detail

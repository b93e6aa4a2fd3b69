// SPDX-License-Identifier: Apache-2.0
#include "table_layout.hpp"

#include <actionplan/core/text.hpp>

#include "read/deadline/heading_dates.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

bool has_text(const Cell& cell) { return !cell.text.empty(); }

bool is_same_row(RowView a, RowView b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Cell& x, const Cell& y) { return x.text == y.text; });
}

// Headers are short words without digits, and measures have a number or a day.
bool may_be_header(RowView row) {
  constexpr std::size_t longest = 200;
  return std::count_if(row.begin(), row.end(), has_text) >= 3 &&
         std::all_of(row.begin(), row.end(), [](const Cell& cell) {
           return cell.text.size() <= longest &&
                  cell.text.find_first_of("0123456789") == std::string::npos;
         });
}

}  // namespace

std::optional<HeaderRow> find_header_row(const std::vector<RowView>& rows) {
  constexpr std::size_t farthest = 1000;
  const std::size_t end = std::min(rows.size(), farthest);
  for (std::size_t i = 0; i < end; ++i) {
    if (std::optional<Header> found = find_header(rows[i])) return HeaderRow{i, *std::move(found)};
  }
  return std::nullopt;
}

void TableLayout::report(const char* code, Severity severity, Place place, std::string message) {
  problems_.add({code, severity, place, std::move(message), {}});
}

void TableLayout::leave_out(RowView row, const char* code) {
  for (const Cell& cell : row) account_.claim(cell, TextUse::named, code);
}

void TableLayout::read(const std::vector<RowView>& rows, const HeaderRow& found, bool is_first,
                       const ReadInner& inner) {
  last_measure_.reset();
  read_before(rows, found.row, is_first);
  take_header(rows[found.row], found.header);
  read_rows(rows, found.row + 1, inner);
}

void TableLayout::read_further(const std::vector<RowView>& rows, const ReadInner& inner) {
  if (rows.empty() || rows.front().empty()) return;
  report(
      "table_continued", Severity::info, rows.front().front().place,
      "The table has no header and as many columns as the one before it; it was read as going on "
      "with that one.");
  read_rows(rows, 0, inner);
}

void TableLayout::read_before(const std::vector<RowView>& rows, std::size_t header, bool is_first) {
  for (std::size_t i = 0; i < header; ++i) {
    const auto filled = std::count_if(rows[i].begin(), rows[i].end(), has_text);
    if (filled == 1 && !is_first) {
      add_section(rows[i]);
      continue;
    }
    for (const Cell& cell : rows[i]) {
      if (!has_text(cell)) continue;
      if (is_first) {
        out_.lines.push_back(&cell);
      } else {
        account_.claim(cell, TextUse::named, "row_left_out");
        report("row_left_out", Severity::warning, cell.place,
               "The text " + shown(cell.text) +
                   " stands above the header of a further table and was left out; put it below the "
                   "header, or outside of the table.");
      }
    }
  }
}

void TableLayout::take_header(RowView row, const Header& header) {
  const bool is_again = !header_row_.empty() && is_same_row(row, header_row_);
  header_ = header;
  header_row_ = row;
  is_told_.assign(row.size(), false);
  find_date_columns(row);
  above_.clear();
  if (out_.language.empty()) out_.language = header_.language;
  if (is_again) {
    leave_out(row, "header_repeated");
    report("header_repeated", Severity::info, row.front().place,
           "The header row stands here again and was skipped.");
  } else {
    report_columns(row);
  }
}

// Another header further down the same table: each of its cells names a column, or stood in the
// header before.
bool TableLayout::take_other_header(RowView row) {
  if (!may_be_header(row)) return false;
  const std::optional<Header> found = find_header(row);
  if (!found || !found->of(Column::title)) return false;
  std::size_t known = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    const bool stood_before =
        std::any_of(header_row_.begin(), header_row_.end(),
                    [&](const Cell& cell) { return cell.text == row[i].text; });
    if (!stood_before && !find_column(row[i].text)) return false;
    ++known;
  }
  if (known < 3) return false;
  last_measure_.reset();
  take_header(row, *found);
  return true;
}

// Where no column holds deadlines, columns whose header is a date may be marked by the rows.
void TableLayout::find_date_columns(RowView row) {
  date_columns_.clear();
  if (header_.of(Column::deadline)) return;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!header_.at(i) && is_date_alone(row[i].text, header_.language)) date_columns_.push_back(i);
  }
}

void TableLayout::report_columns(RowView row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::optional<Column> column = header_.at(i);
    const std::string name = text::collapse_spaces(row[i].text);
    if (column) {
      account_.claim(row[i], TextUse::column);
      report(
          "column_read", Severity::info, row[i].place,
          "The column \"" + name + "\" was read as the " + std::string{to_string(*column)} + ".");
    } else if (std::find(date_columns_.begin(), date_columns_.end(), i) != date_columns_.end()) {
      account_.claim(row[i], TextUse::column);
      report("column_read", Severity::info, row[i].place,
             "The column \"" + name + "\" was read as a date, due where a row marks it.");
    } else if (!name.empty()) {
      account_.claim(row[i], TextUse::named, "column_ignored");
      report("column_ignored", Severity::warning, row[i].place,
             "The column \"" + name +
                 "\" is not known and was left out; name it by what it holds if it is needed.");
    }
  }
  for (std::size_t i = 0; i < column_count; ++i) {
    const bool is_marked = static_cast<Column>(i) == Column::deadline && !date_columns_.empty();
    if (header_.position[i] || is_marked) continue;
    report("column_missing", Severity::warning, row.front().place,
           "The table has no column for the " + std::string{to_string(static_cast<Column>(i))} +
               "; add one, or name it so that it is "
               "recognised.");
  }
}

void TableLayout::read_rows(const std::vector<RowView>& rows, std::size_t first,
                            const ReadInner& inner) {
  RowSorter sorter{rows, first, header_};
  above_.clear();
  for (std::size_t i = first; i < rows.size(); ++i) {
    poll_();
    position_ = i;
    const RowView row = rows[i];
    const RowKind kind = sorter.kind_of(row, header_row_);
    const bool has_content = kind == RowKind::section || kind == RowKind::measure;
    if (!has_content || !take_other_header(row)) read_row(row, kind);
    for (const Cell& cell : row) {
      if (!cell.blocks.empty()) inner(cell);
    }
  }
}

void TableLayout::read_row(RowView row, RowKind kind) {
  note_merges(row, position_);
  switch (kind) {
    case RowKind::blank: return;
    case RowKind::header_again:
      leave_out(row, "header_repeated");
      return report("header_repeated", Severity::info, row.front().place,
                    "The header row stands here again and was skipped.");
    case RowKind::column_numbers:
      leave_out(row, "column_numbers");
      return report("column_numbers", Severity::info, row.front().place,
                    "A row that numbers the columns stands here and was skipped.");
    case RowKind::section: return continues(row) ? continue_measure(row) : add_section(row);
    case RowKind::measure: return continues(row) ? continue_measure(row) : add_measure(row);
  }
}

void TableLayout::note_merges(RowView row, std::size_t position) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i].row_span <= 1) continue;
    if (above_.size() <= i) above_.resize(i + 1);
    above_[i] = Above{&row[i], position + row[i].row_span};
  }
}

// Below a merged cell its text counts for each row.
const Cell* TableLayout::cell_at(RowView row, std::size_t column) const {
  if (column >= row.size()) return nullptr;
  const Cell& own = row[column];
  if (!has_text(own) && own.has(Mark::covered) && column < above_.size() &&
      above_[column].cell != nullptr && above_[column].until > position_) {
    return above_[column].cell;
  }
  return &own;
}

// Without a number and a title of its own, and with text in a column that is read.
bool TableLayout::continues(RowView row) const {
  if (!last_measure_ || out_.records[*last_measure_].kind != RecordKind::measure) return false;
  const Cell* number = header_.cell(row, Column::number);
  const Cell* title = header_.cell(row, Column::title);
  if (number == nullptr && title == nullptr) return false;
  if ((number != nullptr && has_text(*number)) || (title != nullptr && has_text(*title))) {
    return false;
  }
  // A text at the beginning of an empty row is a heading, whatever the first column holds.
  const auto filled = std::count_if(row.begin(), row.end(), has_text);
  if (filled == 1 && has_text(row.front())) return false;
  bool has_column = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    if (row[i].column_span > 1 && row[i].column_span >= header_.width - 1)
      return false;  // a heading
    has_column |= header_.at(i).has_value();
  }
  return has_column;
}

void TableLayout::add_section(RowView row) {
  Record record;
  record.kind = RecordKind::section;
  record.is_in_table = true;
  for (const Cell& cell : row) {
    if (has_text(cell)) record.cells.push_back(&cell);
  }
  if (record.cells.empty()) return;
  record.first = record.cells.front();
  last_measure_.reset();
  out_.records.push_back(std::move(record));
}

void TableLayout::add_field(Record& record, Column column, const Cell* cell,
                            std::optional<Role> role) {
  if (cell != nullptr) record.fields.push_back({column, cell, role});
}

void TableLayout::add_measure(RowView row) {
  Record record;
  record.first = &row.front();
  record.width = row.size();
  record.header_width = header_.width;
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    const std::optional<std::size_t> at = header_.of(column);
    if (!at) continue;
    if (*at >= row.size()) record.missing.push_back(column);
    // A number that reaches down is that of the first row alone.
    const bool is_own = column == Column::number || column == Column::title;
    if (column == Column::agencies || *at >= row.size()) continue;
    add_field(record, column, is_own ? &row[*at] : cell_at(row, *at), std::nullopt);
  }
  for (const AgencyColumn& column : header_.agencies) {
    add_field(record, Column::agencies, cell_at(row, column.position), column.role);
  }
  const std::optional<std::size_t> due = header_.of(Column::deadline);
  if (due && *due < header_row_.size()) record.deadline_header = &header_row_[*due];
  for (const std::size_t column : date_columns_) {
    const Cell* const cell = cell_at(row, column);
    if (cell != nullptr && has_text(*cell)) {
      record.date_marks.push_back({&header_row_[column], cell});
    }
  }
  for (std::size_t i = header_.width; i < row.size(); ++i) {
    if (has_text(row[i])) record.extra.push_back(&row[i]);
  }
  report_leftovers(row);
  last_measure_ = out_.records.size();
  out_.records.push_back(std::move(record));
}

void TableLayout::continue_measure(RowView row) {
  Record& record = out_.records[*last_measure_];
  const Cell* first = nullptr;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    if (first == nullptr) first = &row[i];
    if (i >= header_.width) record.extra.push_back(&row[i]);
    const std::optional<Column> column = header_.at(i);
    if (!column) continue;
    std::optional<Role> role;
    for (const AgencyColumn& agencies : header_.agencies) {
      if (agencies.position == i) role = agencies.role;
    }
    add_field(record, *column, &row[i], role);
  }
  report_leftovers(row);
  report("row_continued", Severity::info, first->place,
         "A row without number and title was read as going on with the measure above it.");
}

// Text in columns that are not read: their headers were named, or the columns have none.
void TableLayout::report_leftovers(RowView row) {
  for (std::size_t i = 0; i < std::min(row.size(), header_row_.size()); ++i) {
    const bool is_date =
        std::find(date_columns_.begin(), date_columns_.end(), i) != date_columns_.end();
    if (!has_text(row[i]) || header_.at(i) || is_date) continue;
    const bool has_name = has_text(header_row_[i]);
    account_.claim(row[i], TextUse::named, has_name ? "column_ignored" : "column_unnamed");
    if (has_name || is_told_[i]) continue;
    is_told_[i] = true;
    report("column_unnamed", Severity::warning, row[i].place,
           "The column of " + shown(row[i].text) +
               " has no name and was left out; name it in the header by what it holds.");
  }
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "table_layout.hpp"

#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "column_choice.hpp"
#include "persons_beside.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/number.hpp"
#include "read/words/column_words.hpp"
#include "stated_title.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace actionplan::detail {
namespace {

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

std::string_view first_text(RowView row) {
  const auto found = std::find_if(row.begin(), row.end(), has_text);
  return found == row.end() ? std::string_view{} : std::string_view{found->text};
}

}  // namespace

void TableLayout::report(const char* code, Severity severity, Place place, std::string message) {
  problems_.add({code, severity, place, std::move(message), {}});
}

void TableLayout::leave_out_footnote(RowView row) {
  leave_out(row, "row_left_out");
  report("row_left_out", Severity::info, row.front().place,
         "The row " + shown(first_text(row)) + " is a footnote, no heading, and was left out.");
}

void TableLayout::leave_out(RowView row, const char* code) {
  for (const Cell& cell : row) account_.claim(cell, TextUse::named, code);
}

void TableLayout::read(const std::vector<RowView>& rows, const HeaderRow& found, bool is_first,
                       std::string_view above, const ReadInner& inner) {
  last_measure_.reset();
  note_unit(rows, found.row, above);
  read_before(rows, found.row, is_first);
  HeaderRow chosen = found;
  choose_columns(rows, chosen);
  take_header(rows, chosen);
  note_as_read(chosen);
  read_rows(rows, found.end, inner);
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
  const bool is_at_head = is_first && out_.lines.empty();
  for (std::size_t i = 0; i < header; ++i) {
    const auto filled = std::count_if(rows[i].begin(), rows[i].end(), has_text);
    // Where lines before the table say what the plan is called, those in it may be headings.
    const bool is_heading = !is_first || (!is_at_head && names_heading(first_text(rows[i])));
    if (filled == 1 && is_heading) {
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
  if (is_at_head) lead_with_stated_title(out_, account_);
}

void TableLayout::take_header(const std::vector<RowView>& rows, const HeaderRow& found) {
  const bool is_one_row = found.end - found.row == 1;
  RowView row = is_one_row ? rows[found.row] : RowView{};
  mapping_.note_columns(found.told, found.texts);
  if (!is_one_row) {
    Row& joined = out_.owned_tables.emplace_back(1).front();
    joined.assign(found.texts.size(), Cell{});
    for (std::size_t i = 0; i < joined.size(); ++i) {
      if (found.end == found.row && !rows.empty() && i < rows.front().size()) {
        joined[i].place = rows.front()[i].place;  // it has none
      }
      if (!found.texts[i].empty()) joined[i].text = found.texts[i].back();
      for (std::size_t k = found.row; k < found.end; ++k) {
        if (i >= rows[k].size() || !has_text(rows[k][i])) continue;
        joined[i].place = rows[k][i].place;
        account_.note_source(joined[i], rows[k][i], 0, rows[k][i].text.size());
      }
    }
    row = joined;
  }
  const bool is_again = !header_row_.empty() && is_same_row(row, header_row_);
  header_ = found.header;
  header_row_ = row;
  is_reported_.assign(row.size(), false);
  find_date_columns(rows, found);
  take_money_headers(found);
  above_.clear();
  above_agencies_.clear();
  section_texts_.assign(header_.sections.size(), {});
  if (out_.language.empty()) out_.language = header_.language;
  if (is_again) {
    leave_out(row, "header_repeated");
    report("header_repeated", Severity::info, row.front().place,
           "The header row stands here again and was skipped.");
  } else {
    report_columns(found);
  }
}

// Another header further down the same table: each of its cells names a column, or stood in the
// header before.
bool TableLayout::take_other_header(const std::vector<RowView>& rows, std::size_t at) {
  const RowView row = rows[at];
  if (!may_be_header(row)) return false;
  std::size_t known = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    const bool stood_before =
        std::any_of(header_row_.begin(), header_row_.end(),
                    [&](const Cell& cell) { return cell.text == row[i].text; });
    if (!stood_before && !match_column(row[i].text)) return false;
    ++known;
  }
  if (known < 3) return false;
  const std::optional<HeaderRow> found = header_at({row}, 0, {&mapping_, nullptr});
  if (!found || !found->header.of(Column::title)) return false;
  last_measure_.reset();
  take_header({row}, *found);
  return true;
}

// Columns by their headers, or where these do not tell them apart, by position.
void TableLayout::note_as_read(const HeaderRow& found) {
  as_read_ = TableMapping{};
  as_read_.header_row = found.end == found.row ? 0 : static_cast<std::uint32_t>(found.row + 1);
  as_read_.header_rows = static_cast<std::uint32_t>(found.end - found.row);
  as_read_.layout = header_.periods.empty() ? Layout::table : Layout::marks;
  std::map<std::string, std::size_t> counts;
  for (const Cell& cell : header_row_) ++counts[text::fold(text::collapse_spaces(cell.text))];
  std::vector<ColumnMapping> sections(header_.sections.size());
  for (std::size_t i = 0; i < header_.width; ++i) {
    const bool is_period =
        std::any_of(header_.periods.begin(), header_.periods.end(),
                    [&](const PeriodColumn& period) { return period.position == i; });
    const bool is_date =
        std::find(date_columns_.begin(), date_columns_.end(), i) != date_columns_.end();
    const std::string name = text::collapse_spaces(header_row_[i].text);
    const std::optional<Column> column = header_.at(i);
    // What holds two things is parted by its words alone, and so is what says which days are in force.
    const bool is_of_days = column == Column::deadline || column == Column::start ||
                            column == Column::end ||
                            std::any_of(header_.earlier.begin(), header_.earlier.end(),
                                        [i](const auto& one) { return one.position == i; });
    const bool is_parted =
        header_.who_and_when == i || header_.role == i ||
        (is_of_days && (!header_.earlier.empty() || header_.part_of_year)) ||
        std::any_of(header_.agencies.begin(), header_.agencies.end(), [i](const auto& one) {
          return one.position == i && one.asked == AskedFor::persons;
        });
    if (is_period || is_date || is_parted || (name.empty() && !column)) continue;
    ColumnMapping said;
    said.header = name;
    if (name.empty() || name.front() == '#' || counts[text::fold(name)] > 1) {
      said.header.clear();
      said.position = static_cast<std::uint32_t>(i + 1);
    }
    const auto agency = std::find_if(header_.agencies.begin(), header_.agencies.end(),
                                     [&](const AgencyColumn& one) { return one.position == i; });
    const bool is_agency = column == Column::agencies && agency != header_.agencies.end();
    if (header_.end == i) {
      said.use = ColumnUse::end;
    } else if (column) {
      const AgencyColumn asked = is_agency ? *agency : AgencyColumn{};
      said.use = use_of(*column, asked.role, asked.force, header_.is_published[i]);
    } else if (header_.kinds[i] == Column::contact) {
      said.use = ColumnUse::contact;
    } else if (header_.is_published[i]) {
      said.use = ColumnUse::published;
    }
    const auto section = std::find(header_.sections.begin(), header_.sections.end(), i);
    if (column == Column::section && section != header_.sections.end()) {
      sections[static_cast<std::size_t>(section - header_.sections.begin())] = std::move(said);
    } else {
      as_read_.columns.push_back(std::move(said));
    }
  }
  as_read_.columns.insert(as_read_.columns.begin(), sections.begin(), sections.end());
}

void TableLayout::report_columns(const HeaderRow& found) {
  for (std::size_t i = 0; i < header_row_.size(); ++i) report_column(header_row_[i], i);
  report_periods(found.period_use);
  for (std::size_t i = 0; i < column_count; ++i) {
    const bool is_deadline = static_cast<Column>(i) == Column::deadline;
    const bool is_agencies = static_cast<Column>(i) == Column::agencies;
    if (header_.position[i] || (is_agencies && header_.who_and_when) ||
        (is_deadline && (header_.start || !header_.periods.empty() || !date_columns_.empty())))
      continue;
    report("column_missing", Severity::warning, header_row_.front().place,
           "The table has no column for the " + std::string{to_string(static_cast<Column>(i))} +
               "; add one, or name it so that it is "
               "recognised.");
  }
}

void TableLayout::report_column(const Cell& cell, std::size_t at) {
  const std::optional<Column> column = header_.at(at);
  const std::string name = text::collapse_spaces(cell.text);
  if (column) {
    account_.claim(cell, TextUse::column);
    const auto asked = std::find_if(
        header_.agencies.begin(), header_.agencies.end(),
        [at](const auto& one) { return one.position == at && one.asked == AskedFor::persons; });
    const bool is_open = asked != header_.agencies.end();
    if (is_open || (header_.has_persons_and_days && header_.who_and_when == at)) {
      return report("contact_left_out", Severity::warning, cell.place,
                    told_of_persons(name, is_open ? &*asked : nullptr));
    }
    if (header_.guessed_title == at || header_.guessed_days == at || header_.guessed_start == at) {
      return report("column_guessed", Severity::warning, cell.place,
                    told_of_guess(header_, name, at));
    }
    report("column_read", Severity::info, cell.place,
           "The column " + (name.empty() ? std::to_string(at + 1) : "\"" + name + "\"") +
               " was read as the " + std::string{to_string(*column)} + ".");
    return;
  }
  if (std::find(date_columns_.begin(), date_columns_.end(), at) != date_columns_.end()) {
    account_.claim(cell, TextUse::column);
    report("column_read", Severity::info, cell.place,
           "The column \"" + name + "\" was read as a date, due where a row marks it.");
    return;
  }
  if (name.empty()) return;
  if (header_.role == at) {
    account_.claim(cell, TextUse::column);
    return report(
        "column_read", Severity::info, cell.place,
        "The column \"" + name +
            "\" was read as the part of the body beside it, where a row names one and its "
            "word is known.");
  }
  const bool is_earlier = std::any_of(header_.earlier.begin(), header_.earlier.end(),
                                      [at](const EarlierDays& one) { return one.position == at; });
  if (is_earlier) {
    account_.claim(cell, TextUse::column);
    return report("column_read", Severity::info, cell.place,
                  "The column \"" + name +
                      "\" holds days that another column changes; it was read where that one says "
                      "nothing, and kept beside the measures elsewhere.");
  }
  if (header_.days_beside == at || header_.year_of_data == at) {
    account_.claim(cell, TextUse::named, "column_ignored");
    return report("column_ignored", Severity::warning, cell.place, told_of_days(header_, name, at));
  }
  const std::optional<Column> kind = header_.kinds[at];
  const char* const code = kind == Column::contact ? "contact_left_out" : "column_ignored";
  account_.claim(cell, TextUse::named, code);
  std::string kept = "was kept apart from the plan, as personal data";
  if (kind != Column::contact) {
    kept = "was kept beside the measures";
    kept += header_.is_published[at] ? ", to be published" : ", unpublished";
  }
  if (header_.is_mapped[at]) {
    return report(code, Severity::info, cell.place,
                  "The column \"" + name + "\" " + kept + ", as the mapping says.");
  }
  const bool is_known = kind && *kind != Column::other && *kind != Column::title;
  report(
      code, Severity::warning, cell.place,
      "The column \"" + name + "\" " +
          (is_known ? "holds the " + std::string{to_string(*kind)} +
                          ", which is no part of a measure, and " + kept + "."
                    : "is not known and " + kept +
                          "; name it by what it holds if it is a part of them.") +
          (kind == Column::contact && mentions_column(name, Column::deadline)
               ? " Days that stand beside persons were not read; give them a column of their own."
               : ""));
}

// What was made of columns for years, quarters or months, where it is to be told.
void TableLayout::report_periods(PeriodUse periods) {
  struct PeriodProblem {
    PeriodUse use;
    const char* code;
    const char* message;
  };
  static constexpr std::array<PeriodProblem, 4> problems{
      {{PeriodUse::colours, "colours_not_read",
        "The chart says by colours alone when things are done, which are not read; mark its cells "
        "with an X, or add a column with the deadlines."},
       {PeriodUse::amounts, "periods_undecided",
        "The columns for years or parts of them hold numbers, which may be costs, targets or "
        "values; they were left out. Name above them what they are."},
       {PeriodUse::words, "periods_undecided",
        "The columns for years or parts of them hold words and were left out; give each measure a "
        "deadline."},
       {PeriodUse::undecided, "periods_undecided",
        "The columns for years or parts of them hold both marks and other texts and were left out; "
        "use one sign for what is planned."}}};
  for (const PeriodProblem& one : problems) {
    if (one.use == periods) {
      report(one.code, Severity::warning, header_row_.front().place, one.message);
    }
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
    if (!has_content || (!add_persons(row) && !take_other_header(rows, i))) read_row(row, kind);
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
    case RowKind::help:
      leave_out(row, "column_help");
      return report(
          "column_help", Severity::info, row.front().place,
          "A row that says how the columns are to be filled in stands here and was skipped.");
    case RowKind::total:
      add_total(row);
      leave_out(row, "row_total");
      return report("row_total", Severity::info, row.front().place,
                    "The row of " + shown(first_text(row)) +
                        " adds up others, is no measure, and was left out.");
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
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    const bool is_beside = header_.levels && i != *header_.levels && i != header_.of(Column::title);
    if (!is_beside) {
      record.cells.push_back(&row[i]);
      continue;
    }
    account_.claim(row[i], TextUse::named, "row_left_out");
    report("row_left_out", Severity::warning, row[i].place,
           "The text " + shown(row[i].text) +
               " stands beside what measures stand under, which has none of it, and was left out.");
  }
  if (record.cells.empty()) return;
  record.first = record.cells.front();
  if (record.cells.size() == 1 && is_footnote(record.first->text)) return leave_out_footnote(row);
  last_measure_.reset();
  // What columns name stands under it, and begins anew.
  if (!header_.sections.empty()) record.level = first_column_level;
  section_texts_.assign(header_.sections.size(), {});
  out_.records.push_back(std::move(record));
}

void TableLayout::add_field(Record& record, Column column, const Cell* cell) {
  if (cell != nullptr) record.fields.push_back({column, cell, std::nullopt, std::nullopt});
}

// The sections that columns name, where they change. A blank cell goes on with the one above.
void TableLayout::enter_sections(RowView row) {
  bool is_new = false;
  for (std::size_t i = 0; i < header_.sections.size(); ++i) {
    const Cell* cell = cell_at(row, header_.sections[i]);
    const bool has_own = cell != nullptr && has_letters_or_digits(cell->text);
    if (!has_own) {
      if (is_new) section_texts_[i].clear();  // it stood under the one before
      continue;
    }
    if (!is_new && section_texts_[i] == cell->text) {
      account_.claim(*cell, TextUse::section);
      continue;
    }
    is_new = true;
    section_texts_[i] = cell->text;
    Record record;
    record.kind = RecordKind::section;
    record.is_column = true;
    record.is_in_table = true;
    record.level = static_cast<std::uint8_t>(i + 1);
    record.first = cell;
    record.cells = {cell};
    out_.records.push_back(std::move(record));
  }
}

void TableLayout::add_measure(RowView row) {
  enter_sections(row);
  Record record;
  record.first = &row.front();
  record.width = row.size();
  record.header_width = header_.width;
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    const std::optional<std::size_t> at = header_.of(column);
    if (column == Column::deadline) add_deadline(record, row);
    if (!at) continue;
    if (*at >= row.size()) record.missing.push_back(column);
    if (column == Column::agencies || column == Column::deadline || *at >= row.size()) continue;
    // A number that reaches down is that of the first row alone.
    const bool is_own = column == Column::number || column == Column::title;
    add_field(record, column, is_own ? &row[*at] : cell_at(row, *at));
  }
  for (const AgencyColumn& column : header_.agencies) {
    const Cell* cell = above_agencies_.read(column.position, cell_at(row, column.position));
    if (cell == nullptr) continue;
    Field field{Column::agencies, cell, column.role, column.force};
    take_role(row, field);
    add_bodies(record, field, header_row_[column.position], column.asked);
  }
  for (const StatementColumn& column : header_.statements) {
    const Cell* cell = cell_at(row, column.position);
    if (cell == nullptr || !has_text(*cell)) continue;
    record.fields.push_back(
        {column.column, cell, std::nullopt, std::nullopt, &header_row_[column.position]});
  }
  part_who_and_when(record);
  const std::optional<std::size_t> due = header_.of(Column::deadline);
  if (due && *due < header_row_.size()) record.deadline_header = &header_row_[*due];
  for (const std::size_t column : date_columns_) {
    const Cell* const cell = cell_at(row, column);
    if (cell != nullptr && has_text(*cell)) {
      record.date_marks.push_back({&header_row_[column], cell, column});
    }
  }
  for (std::size_t i = header_.width; i < row.size(); ++i) {
    if (has_text(row[i])) record.extra.push_back(&row[i]);
  }
  keep_leftovers(row, record);
  add_measures_of_lists(record);
}

void TableLayout::continue_measure(RowView row) {
  Record& record = out_.records[*last_measure_];
  const Cell* first = nullptr;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    if (first == nullptr) first = &row[i];
    if (i >= header_.width) record.extra.push_back(&row[i]);
    const std::optional<Column> column = header_.at(i);
    const bool is_said = column && is_statement(*column);
    if (!column || (static_cast<std::size_t>(*column) >= column_count && !is_said)) continue;
    if (*column == Column::deadline && has_days_of_several()) continue;
    Field field{*column, &row[i], std::nullopt, std::nullopt, is_said ? &header_row_[i] : nullptr};
    AskedFor asked = AskedFor::any;
    for (const AgencyColumn& agencies : header_.agencies) {
      if (agencies.position != i) continue;
      field.role = agencies.role;
      field.force = agencies.force;
      asked = agencies.asked;
    }
    if (*column == Column::agencies) {
      take_role(row, field);
      add_bodies(record, field, header_row_[i], asked);
    } else {
      record.fields.push_back(field);
    }
  }
  if (has_days_of_several()) {
    Record days;
    add_deadline(days, row);
    for (const Field& field : days.fields) {
      if (has_text(*field.cell)) record.fields.push_back(field);
    }
  }
  keep_leftovers(row, record);
  report("row_continued", Severity::info, first->place,
         "A row without number and title was read as going on with the measure above it.");
}

// Text in columns that are not read goes beside the measure, but for those of persons and those
// without a name.
void TableLayout::keep_leftovers(RowView row, Record& record) {
  keep_money(row, record);
  keep_contacts(row, record);
  for (std::size_t i = 0; i < std::min(row.size(), header_row_.size()); ++i) {
    const bool is_date =
        std::find(date_columns_.begin(), date_columns_.end(), i) != date_columns_.end();
    const bool is_contact = header_.kinds[i] == Column::contact;
    const bool is_earlier =
        std::find(earlier_days_.begin(), earlier_days_.end(), &row[i]) != earlier_days_.end();
    const bool is_used = is_earlier || &row[i] == role_;
    if (!has_text(row[i]) || header_.at(i) || is_date || is_contact || is_used) continue;
    if (has_text(header_row_[i])) {
      record.beside.push_back({&header_row_[i], &row[i], header_.is_published[i]});
      continue;
    }
    account_.claim(row[i], TextUse::named, "column_unnamed");
    if (is_reported_[i]) continue;
    is_reported_[i] = true;
    report("column_unnamed", Severity::warning, row[i].place,
           "The column of " + shown(row[i].text) +
               " has no name and was left out; name it in the header by what it holds.");
  }
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "row_kind.hpp"

#include <actionplan/core/text.hpp>

#include "read/note_sign.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace actionplan::detail {
namespace {

// The number at the start of the cell, else the cell where it is short enough for a label.
std::string label_of(const Cell& cell) {
  const std::optional<Number> number = leading_number(cell.text);
  if (number && !continues_in_letters(cell.text, *number)) return number->label;
  return cell.text.size() <= longest_label ? text::collapse_spaces(cell.text) : std::string{};
}

bool is_blank(RowView row) {
  return std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
}

// "1", "2", "3", ... in each of its cells.
bool is_column_numbers(RowView row, std::size_t width) {
  if (row.size() < 3 || row.size() != width) return false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i].text != std::to_string(i + 1)) return false;
  }
  return true;
}

// Does one text of some length stand in several of its cells, as no measure's does?
bool repeats_a_sentence(RowView row) {
  constexpr std::size_t least_bytes = 40;
  constexpr std::size_t least_cells = 3;
  std::unordered_map<std::string_view, std::size_t> cells;
  return std::any_of(row.begin(), row.end(), [&](const Cell& cell) {
    return cell.text.size() >= least_bytes && ++cells[cell.text] >= least_cells;
  });
}

}  // namespace

RowLevel level_of(std::string_view text) {
  const std::string_view words = text::trim(text.substr(0, text.find_first_of("0123456789")));
  const std::size_t rest = words.size() == text.size() ? 0 : text.size() - words.size();
  if (words.empty() || rest > longest_label / 2) return RowLevel::none;
  std::string_view plain = words;
  while (plain.ends_with(':') || plain.ends_with('.'))
    plain = text::trim(plain.substr(0, plain.size() - 1));
  const std::optional<ColumnMatch> match = match_column(plain);
  if (!match || match->share < 1.0 || match->is_weak) return RowLevel::none;
  if (match->column == Column::title) return RowLevel::measure;
  const bool is_heading = match->column == Column::section || match->column == Column::indicator;
  return is_heading ? RowLevel::heading : RowLevel::none;
}

bool is_footnote(std::string_view text) {
  if (leading_note_sign(text) != 0) return true;
  // "Note: figures are provisional"
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const std::optional<ColumnMatch> match = match_column(text.substr(0, colon));
  return match && match->column == Column::other && match->share == 1.0;
}

bool names_heading(std::string_view text) {
  if (leading_number(text)) return true;
  return level_of(text.substr(0, text.find(':'))) == RowLevel::heading;
}

RowSorter::RowSorter(const std::vector<RowView>& rows, std::size_t first, const Header& header)
    : header_{header} {
  for (std::size_t i = first; i < rows.size(); ++i) add_parents_of(rows[i]);
}

// Below a row of help more of it may follow, and an example that is filled in.
RowKind RowSorter::kind_of(RowView row, RowView header_row) {
  RowKind kind = kind_alone(row, header_row);
  if (follows_help_ && kind == RowKind::measure && repeats_a_sentence(row)) kind = RowKind::help;
  const bool is_passed = kind == RowKind::blank || kind == RowKind::column_numbers;
  if (!is_passed) follows_help_ = kind == RowKind::help;
  return kind;
}

RowKind RowSorter::kind_alone(RowView row, RowView header_row) const {
  if (is_blank(row)) return RowKind::blank;
  const auto is_same = [](const Cell& a, const Cell& b) { return a.text == b.text; };
  if (std::equal(row.begin(), row.end(), header_row.begin(), header_row.end(), is_same)) {
    return RowKind::header_again;
  }
  if (is_column_numbers(row, header_row.size())) return RowKind::column_numbers;
  if (is_help(row)) return RowKind::help;
  if (is_total(row)) return RowKind::total;
  if (header_.levels && *header_.levels < row.size()) {
    const bool is_heading = level_of(row[*header_.levels].text) == RowLevel::heading;
    if (is_heading) return RowKind::section;
  }
  return is_section(row) ? RowKind::section : RowKind::measure;
}

// "4.1" and "4" of "4.1.3", whether they are numbers or labels such as "C01.1".
void RowSorter::add_parents_of(RowView row) {
  const Cell* cell = header_.cell(row, Column::number);
  if (cell == nullptr) return;
  std::string label = label_of(*cell);
  for (std::size_t dot = label.rfind('.'); dot != std::string::npos; dot = label.rfind('.')) {
    label.resize(dot);
    if (!parents_.insert(label).second) break;
  }
}

// Says of most columns the same, the title's among them: "text field", "text field", "date".
bool RowSorter::is_help(RowView row) const {
  constexpr std::size_t least = 4;
  const Cell* title = header_.cell(row, Column::title);
  if (title == nullptr || title->text.empty()) return false;
  std::size_t filled = 0;
  bool is_title_again = false;
  std::unordered_set<std::string_view> texts;
  for (const Cell& cell : row) {
    if (cell.text.empty()) continue;
    if (cell.text.find_first_of("0123456789") != std::string::npos) return false;
    ++filled;
    texts.insert(cell.text);
    is_title_again |= &cell != title && cell.text == title->text;
  }
  return filled >= least && is_title_again && 2 * texts.size() <= filled;
}

// "Total" in its first cell, and neither day nor body.
bool RowSorter::is_total(RowView row) const {
  const auto first =
      std::find_if(row.begin(), row.end(), [](const Cell& cell) { return !cell.text.empty(); });
  if (first == row.end() || !begins_with_total(first->text)) return false;
  const auto is_blank_in = [&](Column column) {
    const Cell* cell = header_.cell(row, column);
    return cell == nullptr || !has_letters_or_digits(cell->text) || cell == &*first;
  };
  const auto filled =
      std::count_if(row.begin(), row.end(), [](const Cell& cell) { return !cell.text.empty(); });
  return filled > 1 && is_blank_in(Column::deadline) && is_blank_in(Column::agencies);
}

// A row with text in one cell only; or with a label and a title only, where others are labelled
// below it. A number alone is a measure cut short.
bool RowSorter::is_section(RowView row) const {
  std::size_t filled = 0;
  const Cell* only = nullptr;
  for (const Cell& cell : row) {
    if (cell.text.empty()) continue;
    ++filled;
    only = &cell;
  }
  if (filled == 1) {
    const std::optional<Number> number = leading_number(only->text);
    return !number || has_letters_or_digits(std::string_view{only->text}.substr(number->length));
  }
  const Cell* label = header_.cell(row, Column::number);
  const Cell* title = header_.cell(row, Column::title);
  return filled == 2 && label != nullptr && title != nullptr && !label->text.empty() &&
         !title->text.empty() && parents_.count(label_of(*label)) != 0;
}

}  // namespace actionplan::detail

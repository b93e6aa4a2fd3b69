// SPDX-License-Identifier: Apache-2.0
// Rows of a table whose cell lists several actions: the members of TableLayout that read them.
#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "read/number.hpp"
#include "table_layout.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

std::string_view line_of(const Cell& cell, const LineSpan& line) {
  return std::string_view{cell.text}.substr(line.begin, line.end - line.begin);
}

// The number of several parts that a line begins with: "1.2 Build".
std::optional<Number> number_of_line(std::string_view line) {
  std::optional<Number> number = leading_number(text::trim(line));
  if (number && number->parts.size() < 2) number.reset();
  return number;
}

// The actions of a cell of which each begins a line with its number, one behind the other: "1.1 Draft",
// "1.2 Adopt". Lines without one go on with the action above.
std::optional<std::vector<LineSpan>> numbered_actions(const Cell& cell) {
  std::vector<LineSpan> actions;
  std::optional<Number> last;
  for (const LineSpan& line : lines_of(cell.text)) {
    const std::optional<Number> number = number_of_line(line_of(cell, line));
    if (!number) {
      if (actions.empty()) return std::nullopt;
      actions.back().end = line.end;
      continue;
    }
    if (last && !(number->parts.size() == last->parts.size() && follows(*number, *last))) {
      return std::nullopt;
    }
    last = number;
    actions.push_back(line);
  }
  return actions.size() >= 2 ? std::optional{std::move(actions)} : std::nullopt;
}

// Does the number stand above those that the lines begin with: "1" beside "1.1 Draft", "1.2 Adopt"?
bool numbers_lines(const Cell& number, const Cell& title) {
  const std::optional<Number> own = leading_number(number.text);
  const std::optional<Number> first = number_of_line(title.text);
  return own && first && is_below(*first, *own);
}

// A line of the cell for each of so many actions?
bool has_line_for_each(const Cell& cell, std::size_t actions, bool are_days) {
  const std::vector<LineSpan> lines = lines_of(cell.text);
  return lines.size() == actions &&
         (!are_days || std::all_of(lines.begin(), lines.end(), [&](const LineSpan& line) {
           return names_date(line_of(cell, line));
         }));
}

}  // namespace

// "1" beside "1.1 Draft" is the number of what that stands under.
void TableLayout::drop_number_above(Record& record) {
  const Cell* const number = record.cell(Column::number);
  account_.claim(*number, TextUse::named, "number_above");
  report("number_above", Severity::info, number->place,
         "The number " + shown(number->text) +
             " stands above the one that the title of its row begins with, which was taken.");
  std::erase_if(record.fields, [](const Field& field) { return field.column == Column::number; });
}

// A cell may list several actions: with a number each, or each with a line of its own in the cell of
// deadlines: a measure each. What has as many lines is shared out, the rest counts for each; but lines
// of bodies are of all where the days are.
void TableLayout::add_measures_of_lists(const Record& record) {
  const Cell* title = record.cell(Column::title);
  const Cell* deadline = record.cell(Column::deadline);
  const Cell* number = record.cell(Column::number);
  const auto keep = [&] {
    last_measure_ = out_.records.size();
    out_.records.push_back(record);
  };
  if (title == nullptr) return keep();
  auto actions = list_lines(title->text);
  const bool has_days =
      deadline != nullptr && actions && has_line_for_each(*deadline, actions->size(), true);
  const bool has_number = number != nullptr && has_text(*number);
  const bool is_numbered = !has_days && (!has_number || numbers_lines(*number, *title));
  if (is_numbered) actions = numbered_actions(*title);
  if (!actions || !(has_days || is_numbered)) {
    keep();
    if (is_numbered && has_number) drop_number_above(out_.records.back());
    return;
  }
  report("cell_of_several", Severity::info, title->place,
         "The cell lists " + std::to_string(actions->size()) + " actions with a " +
             (has_days ? "deadline" : "number") +
             " each; they were read as measures of their own.");
  const bool is_number_above = is_numbered && has_number;
  if (is_number_above) account_.claim(*number, TextUse::named, "cell_of_several");
  for (std::size_t i = 0; i < actions->size(); ++i) {
    Record part = record;
    if (is_number_above) {
      std::erase_if(part.fields, [](const Field& field) { return field.column == Column::number; });
    }
    for (Field& field : part.fields) {
      if (field.column == Column::number) continue;
      const bool is_title = field.column == Column::title;
      const bool is_of_all = is_numbered && field.column == Column::agencies;
      const bool is_parted =
          is_title || (!is_of_all && has_line_for_each(*field.cell, actions->size(),
                                                       field.column == Column::deadline));
      if (!is_parted) continue;
      const LineSpan line = is_title ? (*actions)[i] : lines_of(field.cell->text)[i];
      const std::size_t marker =
          is_numbered && is_title ? 0 : marker_length(line_of(*field.cell, line));
      account_.claim(*field.cell, line.begin, line.begin + marker, TextUse::column, {});
      field.cell = part_of(*field.cell, line.begin + marker, line.end, out_, account_);
    }
    part.money = money_of_line(record, i, actions->size());
    last_measure_ = out_.records.size();
    out_.records.push_back(std::move(part));
  }
}

}  // namespace actionplan::detail

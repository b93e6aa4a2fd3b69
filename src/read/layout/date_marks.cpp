// SPDX-License-Identifier: Apache-2.0
// Days by marks below dates: columns whose header is a date or a month.
#include "date_marks.hpp"

#include <actionplan/core/text.hpp>

#include "periods.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/number.hpp"
#include "table_layout.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {

std::string text_of_marks(const std::vector<DateMark>& marks) {
  std::string text;
  const DateMark* last = nullptr;  // the mark before
  bool is_open = false;            // does a stretch go on behind the text?
  const auto close = [&] {
    if (is_open) text += " - " + text::collapse_spaces(last->header->text);
    is_open = false;
  };
  for (const DateMark& mark : marks) {
    const std::string said = text::collapse_spaces(mark.cell->text);
    const bool is_share = said.ends_with('%');
    if (is_dash(said) || (!is_share && is_amount_text(said))) continue;
    const bool goes_on = last != nullptr && mark.column == last->column + 1 && !is_share &&
                         is_part_of_year(mark.header->text) && is_part_of_year(last->header->text);
    if (!goes_on) {
      close();
      text += (text.empty() ? "" : ", ") + text::collapse_spaces(mark.header->text);
    }
    is_open |= goes_on;
    if (is_share) text += ": " + said;
    last = &mark;
  }
  close();
  return text;
}

// Where no column holds deadlines, columns whose header is a date may be marked by the rows.
void TableLayout::find_date_columns(const std::vector<RowView>& rows, const HeaderRow& found) {
  date_columns_.clear();
  const bool has_dates = header_.of(Column::deadline) || header_.start || !header_.periods.empty();
  if (has_dates || found.period_use != PeriodUse::none) return;
  constexpr std::size_t longest = 24;  // bytes of the name of a month
  std::vector<std::size_t> parts;
  for (std::size_t i = 0; i < header_row_.size(); ++i) {
    const std::string& name = header_row_[i].text;
    if (header_.at(i)) continue;
    if (is_date_alone(name, header_.language)) {
      date_columns_.push_back(i);
    } else if (!header_.kinds[i] && !name.empty() && name.size() <= longest) {
      parts.push_back(i);
    }
  }
  // "Jan", "Feb", "Mar": parts of a year that the plan says.
  constexpr std::size_t least = 4;
  if (!date_columns_.empty() || parts.size() < least) return;
  std::erase_if(parts, [&](std::size_t at) { return !is_part_of_year(header_row_[at].text); });
  if (parts.size() < least) return;
  bool has_marks = false;
  bool has_colours = false;
  for (std::size_t i = found.end; i < rows.size(); ++i) {
    const bool has_marks_alone = std::all_of(parts.begin(), parts.end(), [&](std::size_t at) {
      return at >= rows[i].size() || !has_text(rows[i][at]) || is_mark_text(rows[i][at].text);
    });
    if (!has_marks_alone) return;
    for (const std::size_t at : parts) {
      if (at >= rows[i].size()) continue;
      has_marks |= has_text(rows[i][at]);
      has_colours |= rows[i][at].has(Mark::filled);
    }
  }
  if (has_colours && !has_marks) return report_periods(PeriodUse::colours);
  date_columns_ = std::move(parts);
}

}  // namespace actionplan::detail

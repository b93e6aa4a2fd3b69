// SPDX-License-Identifier: Apache-2.0
#include "header_rows.hpp"

#include <actionplan/core/text.hpp>

#include "read/finance/money_text.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_header_rows = 6;

// A cell that stands above several columns, but not above all.
bool is_group(const Cell& cell, std::size_t width) {
  return has_text(cell) && cell.column_span > 1 && cell.column_span < width;
}

// Of a row that is shorter or longer than the one above, as sheets keep no blank cells at their ends:
// does each of its texts stand below a group, or below nothing?
bool stands_below_groups(RowView upper, RowView row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    const bool is_below_text = i < upper.size() && has_text(upper[i]) && upper[i].column_span == 1;
    if (is_below_text) return false;
  }
  return true;
}

// How many rows a header that begins here takes by its merged cells.
std::size_t merged_rows(const std::vector<RowView>& rows, std::size_t first) {
  const std::size_t width = rows[first].size();
  std::size_t end = first + 1;
  for (std::size_t i = first; i < std::min(end, first + most_header_rows) && i < rows.size(); ++i) {
    if (rows[i].size() != width && !stands_below_groups(rows[i - 1], rows[i])) return 1;
    for (const Cell& cell : rows[i]) {
      if (has_text(cell) && cell.row_span > 1) end = std::max(end, i + cell.row_span);
      if (is_group(cell, width)) end = std::max(end, i + 2);
    }
  }
  end = std::min(end, rows.size());
  return end - first > most_header_rows ? 1 : end - first;
}

// A row below that names parts of what stands above: "Lead" and "Partners" below "Responsible".
bool is_lower_header(RowView upper, RowView row) {
  if (row.empty()) return false;
  // Rows of a sheet end with their last text.
  const auto is_open = [&](std::size_t at) { return at >= upper.size() || !has_text(upper[at]); };
  std::size_t named = 0;
  std::size_t below_groups = 0;
  std::size_t years = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!has_text(row[i])) continue;
    const bool is_below_group = is_open(i) || (i + 1 < row.size() && is_open(i + 1));
    // "2020" below "Baseline", beside the years below "Target"
    const bool is_year = is_period_text(row[i].text) && text::trim(row[i].text).size() == 4;
    if (!is_below_group && !is_year) return false;
    const bool is_known = match_column(row[i].text) || is_period_text(row[i].text) ||
                          revision_of(row[i].text, 0) != Revision::none;
    if (!is_known) return false;
    ++named;
    below_groups += is_below_group ? 1U : 0U;
    years += is_year ? 1U : 0U;
  }
  const bool is_of_years = years == named && !has_text(row.front());
  return named >= 2 && (below_groups != 0 || is_of_years);
}

bool starts_or_ends_with_digit(std::string_view text) {
  return !text.empty() && (is_ascii_digit(text.front()) || is_ascii_digit(text.back()));
}

// Is it one of several rows with the same cells filled: "LeadAgency | text | Lead agency" among the fields of a
// data set? A header has titles, blank rows or nothing above it.
bool is_row_among_others(const std::vector<RowView>& rows, std::size_t at) {
  constexpr std::size_t least = 3;  // rows above
  constexpr std::size_t least_cells = 3;
  if (at < least) return false;
  const auto cells = std::count_if(rows[at].begin(), rows[at].end(), has_text);
  if (static_cast<std::size_t>(cells) < least_cells) return false;
  for (std::size_t i = at - least; i < at; ++i) {
    if (rows[i].size() != rows[at].size()) return false;
    for (std::size_t k = 0; k < rows[at].size(); ++k) {
      const bool is_alike = has_text(rows[i][k]) == has_text(rows[at][k]) &&
                            rows[i][k].column_span == rows[at][k].column_span;
      if (!is_alike) return false;
    }
  }
  return true;
}

// Do rows below hold days or numbers where the header speaks of them? Then it is one, whatever stands above.
bool is_kept_below(const std::vector<RowView>& rows, const HeaderRow& found) {
  constexpr std::size_t most_tried = 3;
  const std::optional<std::size_t> number = found.header.of(Column::number);
  const std::array<std::optional<std::size_t>, 4> columns{
      found.header.of(Column::deadline), found.header.start, found.header.end, number};
  for (std::size_t i = found.end; i < std::min(rows.size(), found.end + most_tried); ++i) {
    for (const std::optional<std::size_t>& at : columns) {
      if (at && *at < rows[i].size() && starts_or_ends_with_digit(rows[i][*at].text)) return true;
    }
  }
  return false;
}

// The text of a merged cell counts for each of the columns that it covers; where nothing says how
// far a group reaches, as far as the next text.
std::vector<HeaderTexts> texts_of(const std::vector<RowView>& rows, std::size_t first,
                                  std::size_t end, bool fills) {
  std::size_t width = 0;
  for (std::size_t i = first; i < end; ++i) width = std::max(width, rows[i].size());
  std::vector<HeaderTexts> columns(width);
  for (std::size_t i = first; i < end; ++i) {
    const Cell* group = nullptr;
    std::size_t until = 0;
    // What a group reaches to may lie behind the last cell of its row.
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k < rows[i].size() && has_text(rows[i][k])) {
        const Cell& cell = rows[i][k];
        group = &cell;
        const bool is_open = fills && i + 1 < end;
        until = is_open ? columns.size() : k + std::max<std::size_t>(cell.column_span, 1);
      }
      if (group == nullptr || k >= until) continue;
      std::string text = text::collapse_spaces(group->text);
      if (columns[k].empty() || columns[k].back() != text) columns[k].push_back(std::move(text));
    }
  }
  return columns;
}

// What stands in the columns of periods below a header.
PeriodUse use_of_periods(const std::vector<RowView>& rows, std::size_t first,
                         const Header& header) {
  constexpr std::size_t farthest = 1000;
  std::size_t marks = 0;
  std::size_t amounts = 0;
  std::size_t words = 0;
  std::size_t colours = 0;
  for (std::size_t i = first; i < std::min(rows.size(), first + farthest); ++i) {
    for (const PeriodColumn& column : header.periods) {
      if (column.position >= rows[i].size()) continue;
      const Cell& cell = rows[i][column.position];
      if (!has_text(cell)) {
        colours += cell.has(Mark::filled) ? 1U : 0U;
      } else if (is_mark_text(cell.text)) {
        ++marks;
      } else if (is_amount_text(cell.text)) {
        ++amounts;
      } else if (has_letters_or_digits(cell.text)) {
        ++words;
      }
    }
  }
  if (marks != 0) return amounts + words == 0 ? PeriodUse::marks : PeriodUse::undecided;
  if (amounts != 0) return PeriodUse::amounts;
  if (words != 0) return PeriodUse::words;
  return colours != 0 ? PeriodUse::colours : PeriodUse::none;
}

// Do all amounts of a column name their currency?
bool names_currencies(const std::vector<RowView>& rows, std::size_t first, std::size_t column) {
  constexpr std::size_t farthest = 1000;
  bool has_amount = false;
  for (std::size_t i = first; i < std::min(rows.size(), first + farthest); ++i) {
    const bool has_words = column < rows[i].size() && has_letters_or_digits(rows[i][column].text);
    if (!has_words) continue;
    const MoneyText said = read_money(rows[i][column].text, {});
    if (said.outcome != MoneyOutcome::read || said.unit.currency.empty()) return false;
    has_amount = true;
  }
  return has_amount;
}

// Numbers below periods are what the group above them says: targets, baselines or values; or costs
// by the currencies beside them. Costs by their group were told before.
void name_amounts(const std::vector<RowView>& rows, HeaderRow& found) {
  Header& header = found.header;
  std::size_t undecided = 0;
  for (const PeriodColumn& column : header.periods) {
    const std::optional<ColumnMatch> group = find_group(found.texts[column.position]);
    const bool is_told =
        group && (group->column == Column::target || group->column == Column::baseline ||
                  group->column == Column::progress);
    if (is_told) {
      header.statements.push_back({column.position, group->column});
      header.kinds[column.position] = group->column;
    } else if (names_currencies(rows, found.end, column.position)) {
      header.money.push_back(column.position);
      header.kinds[column.position] = Column::finance;
    } else {
      ++undecided;
    }
  }
  std::sort(header.money.begin(), header.money.end());
  if (undecided == 0) found.period_use = PeriodUse::none;
}

// Columns for periods that are no chart.
void leave_periods(const std::vector<RowView>& rows, HeaderRow& found) {
  if (found.period_use == PeriodUse::amounts) name_amounts(rows, found);
  found.header.periods.clear();
}

// What is read of columns for periods is what a mapping says, else what their cells hold.
void settle_periods(const std::vector<RowView>& rows, HeaderRow& found, bool is_chart) {
  if (found.header.periods.empty()) return;
  found.period_use = use_of_periods(rows, found.end, found.header);
  if (!is_chart) {
    leave_periods(rows, found);
  } else if (found.period_use != PeriodUse::colours) {
    found.period_use = PeriodUse::marks;
  }
}

// The header that a mapping says is there; row 0 means none.
HeaderRow told_header(const std::vector<RowView>& rows, const MappedTable& mapped) {
  const TableMapping& told = *mapped.table;
  const std::size_t row = *told.header_row == 0 ? 0 : *told.header_row - 1;
  HeaderRow found;
  found.told = &told;
  found.row = row;
  if (*told.header_row == 0) {
    found.texts.resize(rows.empty() ? 0 : rows.front().size());
  } else {
    const std::size_t merged = merged_rows(rows, row);
    const std::size_t count = told.header_rows == 0 ? merged : told.header_rows;
    found.end = std::min(row + count, rows.size());
    found.texts = texts_of(rows, row, found.end, count > 1 && merged <= 1);
  }
  found.header = *find_header(found.texts, mapped, true);
  return found;
}

}  // namespace

std::optional<HeaderRow> header_at(const std::vector<RowView>& rows, std::size_t row,
                                   const MappedTable& mapped) {
  if (rows[row].size() < 2) return std::nullopt;
  const auto try_rows = [&](std::size_t count, bool fills) -> std::optional<HeaderRow> {
    HeaderRow found;
    found.told = mapped.table;
    found.row = row;
    found.end = row + count;
    found.texts = texts_of(rows, row, found.end, fills);
    std::optional<Header> header = find_header(found.texts, mapped);
    if (!header) return std::nullopt;
    found.header = *std::move(header);
    if (found.header.periods.empty()) return found;
    if (mapped.table != nullptr && mapped.table->layout) {
      settle_periods(rows, found, *mapped.table->layout == Layout::marks);
      return found;
    }
    found.period_use = use_of_periods(rows, found.end, found.header);
    const bool is_chart =
        found.period_use == PeriodUse::marks || found.period_use == PeriodUse::colours;
    const bool has_other = tells_more(found.header) || found.header.of(Column::number);
    if (!is_chart && !has_other) return std::nullopt;
    if (!is_chart) leave_periods(rows, found);
    return found;
  };
  const std::size_t merged = merged_rows(rows, row);
  if (merged > 1) {
    if (auto found = try_rows(merged, false)) return found;
  } else if (row + 1 < rows.size() && is_lower_header(rows[row], rows[row + 1]) &&
             !find_header(texts_of(rows, row + 1, row + 2, false), mapped)) {
    if (auto found = try_rows(2, true)) return found;
  }
  return try_rows(1, false);
}

std::optional<HeaderRow> find_header_row(const std::vector<RowView>& rows,
                                         const MappedTable& mapped) {
  constexpr std::size_t farthest = 1000;
  const bool is_told = mapped.table != nullptr && mapped.table->header_row &&
                       *mapped.table->header_row <= rows.size() && !rows.empty();
  if (is_told && !rows[std::max<std::size_t>(*mapped.table->header_row, 1) - 1].empty()) {
    HeaderRow found = told_header(rows, mapped);
    const std::optional<Layout> layout = mapped.table->layout;
    const PeriodUse use = use_of_periods(rows, found.end, found.header);
    const bool looks_like_chart = use == PeriodUse::marks || use == PeriodUse::colours;
    settle_periods(rows, found, layout ? *layout == Layout::marks : looks_like_chart);
    return found;
  }
  for (std::size_t i = 0; i < std::min(rows.size(), farthest); ++i) {
    std::optional<HeaderRow> found = header_at(rows, i, mapped);
    if (found && (!is_row_among_others(rows, i) || is_kept_below(rows, *found))) return found;
  }
  return std::nullopt;
}

}  // namespace actionplan::detail

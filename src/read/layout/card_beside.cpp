// SPDX-License-Identifier: Apache-2.0
#include "card_label.hpp"
#include "card_layout.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// What stands in the column, in a cell of its own or one that reaches over it.
const Cell* text_over(RowView row, std::size_t column) {
  if (column >= row.size()) return nullptr;
  for (std::size_t at = column + 1; at-- > 1;) {
    if (has_text(row[at]))
      return at + std::max<std::size_t>(row[at].column_span, 1) > column ? &row[at] : nullptr;
    if (!row[at].has(Mark::covered)) return nullptr;
  }
  return nullptr;
}

std::size_t widest(const std::vector<RowView>& rows) {
  std::size_t width = 0;
  for (const RowView row : rows) width = std::max(width, row.size());
  return width;
}

}  // namespace

bool CardLayout::stand_beside(const std::vector<RowView>& rows, const AppliedMapping& mapping) {
  constexpr std::size_t least = 3;
  constexpr std::size_t longest = 200;
  constexpr std::size_t most_cards = 100;
  const std::size_t width = widest(rows);
  if (rows.size() < least || rows.size() > longest) return false;
  if (width < least || width > most_cards) return false;
  std::size_t told = 0;
  std::size_t labels = 0;
  std::set<Column> met;
  bool has_title = false;
  bool has_more = false;
  for (const RowView row : rows) {
    if (row.empty() || !has_text(row.front())) continue;
    const auto values = std::count_if(row.begin() + 1, row.end(), has_text);
    if (values == 0) continue;
    ++told;
    const std::optional<ColumnMatch> match = match_label(row.front().text, mapping);
    if (!match) continue;
    const bool has_labels = std::any_of(row.begin() + 1, row.end(), [&](const Cell& cell) {
      return is_label_of_few_words(cell.text, mapping);
    });
    if (has_labels) return false;
    ++labels;
    met.insert(match->column);
    has_title |= tells_title(*match) && !match->is_weak && values > 1;
    has_more |= tells_when_or_who(*match);
  }
  return met.size() >= least && has_title && has_more && 3 * labels >= 2 * told;
}

void CardLayout::read_beside(const std::vector<RowView>& rows) {
  struct Source {
    const Cell* label;
    const Cell* value;
  };
  std::vector<bool> names_title;  // of each row
  for (const RowView row : rows) {
    const bool has_label = !row.empty() && has_text(row.front());
    const auto match = has_label ? match_label(row.front().text, mapping_) : std::nullopt;
    names_title.push_back(match && tells_title(*match));
  }
  const std::size_t width = widest(rows);
  for (std::size_t column = 1; column < width; ++column) {
    std::vector<Source> sources;
    bool has_title = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Cell* const value = text_over(rows[i], column);
      if (value == nullptr || !has_text(rows[i].front())) continue;
      has_title = has_title || names_title[i];
      sources.push_back({&rows[i].front(), value});
    }
    if (!has_title) continue;
    std::vector<Row>& card = out_.owned_tables.emplace_back();
    for (const Source& source : sources) card.push_back({*source.label, *source.value});
    for (std::size_t i = 0; i < card.size(); ++i) {
      account_.note_copy(card[i][0], *sources[i].label);
      account_.note_copy(card[i][1], *sources[i].value);
      for (Cell& cell : card[i]) cell.column_span = cell.row_span = 1;
    }
    read_table({card.begin(), card.end()});
  }
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "stated_title.hpp"

#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "read/number.hpp"
#include "read/words/column_words.hpp"

#include <algorithm>
#include <string_view>

namespace actionplan::detail {
namespace {

// Where the label of a line ends, its colon included; 0: it has none.
std::size_t setting_label_end(std::string_view line) {
  constexpr std::size_t longest = 60;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > longest) return 0;
  return colon + 1;
}

// Keeps what stands within quotes: `"A plan"`.
void narrow_to_quoted(std::string_view text, std::size_t& begin, std::size_t& end) {
  const std::string_view value = text::trim(text.substr(begin, end - begin));
  const bool is_quoted = value.size() > 2 && value.front() == value.back() &&
                         (value.front() == '"' || value.front() == '\'') &&
                         value.find(value.front(), 1) == value.size() - 1;
  if (!is_quoted) return;
  begin = static_cast<std::size_t>(value.data() - text.data()) + 1;
  end = begin + value.size() - 2;
}

bool is_title_label(std::string_view text) {
  std::string_view label = text::trim(text);
  while (label.ends_with(':')) label = text::trim(label.substr(0, label.size() - 1));
  return names_plan_title(label);
}

// A cell and the one beside it, of the rows above a table's header.
bool is_in_one_row(const Cell& cell, const Cell& next) {
  return cell.place.is_known() && cell.place.part == next.place.part &&
         cell.place.line == next.place.line;
}

}  // namespace

void lead_with_stated_title(Records& out, Account& account) {
  if (out.has_stated_title) return;
  std::vector<const Cell*>& lines = out.lines;
  const auto lead_with = [&](std::size_t at, const Cell* title) {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    lines.insert(lines.begin(), title);
    out.has_stated_title = true;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i]->text;
    if (i + 1 < lines.size() && is_in_one_row(*lines[i], *lines[i + 1])) {
      if (is_title_label(text)) {
        account.claim(*lines[i], TextUse::column);
        const Cell* const title = lines[i + 1];
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        return lead_with(i, title);
      }
      ++i;
      continue;
    }
    const std::size_t label = setting_label_end(text);
    if (label == 0) return;
    std::size_t begin = label;
    std::size_t end = text.size();
    const bool is_title = text.find('\n') == std::string_view::npos &&
                          is_title_label(text.substr(0, label)) &&
                          has_letters_or_digits(text.substr(begin));
    if (!is_title) continue;
    narrow_to_quoted(text, begin, end);
    account.claim(*lines[i], 0, begin, TextUse::column, {});
    account.claim(*lines[i], end, text.size(), TextUse::column, {});
    return lead_with(i, part_of(*lines[i], begin, end, out, account));
  }
}

bool take_stated_title(const Document& document, std::size_t table,
                       const std::vector<RowView>& rows, Records& out, Account& account) {
  const auto first = document.blocks.begin();
  const bool is_at_head =
      std::all_of(first, first + static_cast<std::ptrdiff_t>(table),
                  [](const Block& block) { return block.kind == BlockKind::heading; });
  if (!is_at_head || out.has_stated_title) return false;
  for (const RowView row : rows) {
    std::vector<const Cell*> cells;
    for (const Cell& cell : row) {
      if (has_text(cell)) cells.push_back(&cell);
    }
    if (cells.size() != 2) continue;
    if (!is_title_label(cells[0]->text) || !has_letters_or_digits(cells[1]->text)) continue;
    account.claim(*cells[0], TextUse::column);
    account.claim(*cells[1], TextUse::plan_title);
    out.has_stated_title = true;
    out.lines.insert(out.lines.begin(), cells[1]);
    return true;
  }
  return false;
}

}  // namespace actionplan::detail

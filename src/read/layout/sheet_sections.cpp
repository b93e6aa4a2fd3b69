// SPDX-License-Identifier: Apache-2.0
#include "sheet_sections.hpp"

#include <actionplan/core/text.hpp>

#include "read/words/column_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

// "plan.csv"
bool is_file_name(std::string_view name) {
  constexpr std::size_t longest = 5;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot - 1 > longest) return false;
  const std::string_view ending = name.substr(dot + 1);
  return !ending.empty() && std::all_of(ending.begin(), ending.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

bool has_twin(const std::vector<SheetTable>& tables, const SheetTable& one) {
  return std::any_of(tables.begin(), tables.end(), [&](const SheetTable& other) {
    return other.part != one.part && other.header == one.header;
  });
}

}  // namespace

void add_sheet_sections(const Document& document, const std::vector<SheetTable>& tables,
                        Records& out) {
  const bool has_twins = std::any_of(tables.begin(), tables.end(),
                                     [&](const SheetTable& one) { return has_twin(tables, one); });
  const bool is_of_files = std::any_of(document.parts.begin(), document.parts.end(), is_file_name);
  if (!has_twins || is_of_files) return;
  for (std::size_t i = tables.size(); i-- > 0;) {
    const SheetTable& one = tables[i];
    if (i != 0 && tables[i - 1].part == one.part) continue;  // not the first of its sheet
    if (one.part >= document.parts.size()) continue;
    std::vector<Record> before(1);
    before.front().kind = RecordKind::table;
    before.front().is_sheet = true;
    const std::string name = text::collapse_spaces(document.parts[one.part]);
    if (!is_given_sheet_name(name)) {
      Cell& cell = out.owned_cells.emplace_back();
      cell.text = name;
      cell.place.part = one.part;
      Record& section = before.emplace_back();
      section.kind = RecordKind::section;
      section.level = 1;
      section.is_sheet = true;
      section.first = &cell;
      section.cells = {&cell};
    }
    out.records.insert(out.records.begin() + static_cast<std::ptrdiff_t>(one.first),
                       std::make_move_iterator(before.begin()),
                       std::make_move_iterator(before.end()));
  }
}

}  // namespace actionplan::detail

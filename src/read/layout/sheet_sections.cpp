// SPDX-License-Identifier: Apache-2.0
#include "sheet_sections.hpp"

#include <actionplan/core/text.hpp>

#include "read/words/column_words.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

// "plan.csv", but neither "Goal 1.1" nor "v1.2"
bool is_file_name(std::string_view name) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 5;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot - 1 > longest) return false;
  const std::string_view ending = name.substr(dot + 1);
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return ending.size() >= shortest && is_small(ending.front()) &&
         std::all_of(ending.begin(), ending.end(),
                     [is_small](char c) { return is_small(c) || (c >= '0' && c <= '9'); });
}

// Is there a header that stands on two sheets?
bool has_twins(const std::vector<SheetTable>& tables) {
  std::map<std::vector<HeaderTexts>, std::uint32_t> parts;
  return std::any_of(tables.begin(), tables.end(), [&](const SheetTable& one) {
    return parts.emplace(one.header, one.part).first->second != one.part;
  });
}

}  // namespace

void add_sheet_sections(const Document& document, const std::vector<SheetTable>& tables,
                        Records& out) {
  const bool is_of_files = std::any_of(document.parts.begin(), document.parts.end(), is_file_name);
  if (is_of_files || !has_twins(tables)) return;
  std::vector<Record> records;
  records.reserve(out.records.size() + 2 * tables.size());
  std::size_t next = 0;  // of the records
  const auto move_until = [&](std::size_t end) {
    for (; next < end; ++next) records.push_back(std::move(out.records[next]));
  };
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const SheetTable& one = tables[i];
    const bool is_first = i == 0 || tables[i - 1].part != one.part;
    if (!is_first || one.part >= document.parts.size()) continue;
    move_until(one.first);
    Record& table = records.emplace_back();
    table.kind = RecordKind::table;
    table.is_sheet = true;
    const std::string name = text::collapse_spaces(document.parts[one.part]);
    if (is_given_sheet_name(name)) continue;
    Cell& cell = out.owned_cells.emplace_back();
    cell.text = name;
    cell.place.part = one.part;
    Record& section = records.emplace_back();
    section.kind = RecordKind::section;
    section.level = 1;
    section.is_sheet = true;
    section.first = &cell;
    section.cells = {&cell};
  }
  move_until(out.records.size());
  out.records = std::move(records);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
// Cells that say by whom and by when in one: the member of TableLayout that parts them.
#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "periods.hpp"
#include "read/number.hpp"
#include "table_layout.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool has_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

// The bodies end, and the day begins, at a mark: the bytes before and behind it. Bodies come first, and
// have no digit, or else second.
struct Cut {
  std::size_t end = 0;
  std::size_t begin = 0;
  bool has_day_first = false;
};

std::optional<Cut> cut_of(std::string_view text) {
  constexpr std::size_t longest = 500;
  constexpr std::array<std::string_view, 7> marks = {"\n", ";", ",", "/", "|", " - ", " \u2013 "};
  constexpr std::size_t most_tries = 16;
  if (text.size() > longest) return std::nullopt;
  std::size_t tries = 0;
  for (const std::string_view mark : marks) {
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      const std::string_view before = text::trim(text.substr(0, at));
      const std::string_view behind = text::trim(text.substr(at + mark.size()));
      if (!has_word(before) && !has_digit(before)) continue;
      if (++tries > most_tries) return std::nullopt;
      if (has_word(before) && !has_digit(before) && names_date(behind)) {
        return Cut{at, at + mark.size(), false};
      }
      if (has_word(behind) && !has_digit(behind) && names_date(before)) {
        return Cut{at, at + mark.size(), true};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::string text_of_marks(const std::vector<DateMark>& marks) {
  std::string text;
  const Cell* last = nullptr;  // header of the mark before
  bool is_open = false;        // does a stretch go on behind the text?
  const auto close = [&] {
    if (is_open) text += " - " + text::collapse_spaces(last->text);
    is_open = false;
  };
  for (const DateMark& mark : marks) {
    const std::string said = text::collapse_spaces(mark.cell->text);
    const bool is_share = said.ends_with('%');
    if (is_dash(said) || (!is_share && is_amount_text(said))) continue;
    const bool goes_on = last != nullptr && mark.header == last + 1 && !is_share &&
                         is_part_of_year(mark.header->text) && is_part_of_year(last->text);
    if (!goes_on) {
      close();
      text += (text.empty() ? "" : ", ") + text::collapse_spaces(mark.header->text);
    }
    is_open |= goes_on;
    if (is_share) text += ": " + said;
    last = mark.header;
  }
  close();
  return text;
}

// "MoF / June 2024", "Минфин, до 1 июня 2024 г." below "Responsible, deadline".
void TableLayout::part_who_and_when(Record& record) {
  if (!header_.who_and_when) return;
  const Column own = header_.of(Column::deadline) ? Column::deadline : Column::agencies;
  const Cell* cell = record.cell(own);
  if (cell == nullptr || !has_text(*cell)) return;
  const std::optional<Cut> cut = cut_of(cell->text);
  if (!cut) {
    const bool says_one = !has_digit(cell->text) || !has_word(cell->text);
    if (own == Column::deadline && says_one && !names_date(cell->text)) {
      for (Field& field : record.fields) {
        if (field.column == own) field.column = Column::agencies;
      }
      return;
    }
    return report("who_and_when", Severity::warning, cell->place,
                  "The cell " + shown(cell->text) +
                      " may say both by whom and by when, which could not be told apart, and was "
                      "read as the " +
                      std::string{to_string(own)} + "; write the two into columns of their own.");
  }
  const Cell* const first = part_of(*cell, 0, cut->end, out_, account_);
  const Cell* const second = part_of(*cell, cut->begin, cell->text.size(), out_, account_);
  account_.claim(*cell, cut->end, cut->begin, TextUse::column, {});
  std::erase_if(record.fields, [&](const Field& field) { return field.column == own; });
  add_field(record, Column::agencies, cut->has_day_first ? second : first);
  add_field(record, Column::deadline, cut->has_day_first ? first : second);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
// Columns of bodies and days in one, of which TableLayout makes two.
#include <actionplan/core/text.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "cell_parts.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "table_layout.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

// What a stretch says of the time, a year given.
Deadline read_when(std::string_view text, std::string_view language) {
  constexpr int any_year = 2020;
  DeadlineContext context;
  context.likely_language = language;
  context.year = any_year;
  return read_deadline(text, context);
}

// A body has no word for a time in it, and a day nothing else.
bool may_be_body(const Deadline& read, std::string_view text) {
  return has_letters(text) && read.reason == NoDateReason::remark_only;
}
bool is_day(const Deadline& read) {
  return read.kind != DeadlineKind::no_date && read.remarks.empty();
}

// Where the bodies are, and where the day, in bytes.
struct Parts {
  std::pair<std::size_t, std::size_t> body;
  std::pair<std::size_t, std::size_t> day;
};

std::optional<Parts> parts_of(std::string_view text, std::string_view language) {
  constexpr std::size_t longest = 500;
  constexpr std::size_t most_tries = 16;
  constexpr std::array<std::string_view, 8> marks = {"\n", ";",   ",",        "/",
                                                     "|",  " - ", " \u2013 ", "("};
  if (text.size() > longest) return std::nullopt;
  std::size_t tries = 0;
  for (const std::string_view mark : marks) {
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      const bool is_aside = mark == "(";
      if (is_aside && !text.ends_with(')')) continue;
      const std::size_t end = text.size() - (is_aside ? 1 : 0);
      const std::pair before{std::size_t{0}, at};
      const std::pair behind{at + mark.size(), end};
      const std::string_view first = text::trim(text.substr(0, at));
      const std::string_view second = text::trim(text.substr(behind.first, end - behind.first));
      if (first.empty() || second.empty()) continue;
      if (++tries > most_tries) return std::nullopt;
      const Deadline left = read_when(first, language);
      const Deadline right = read_when(second, language);
      if (may_be_body(left, first) && is_day(right)) return Parts{before, behind};
      if (may_be_body(right, second) && is_day(left)) return Parts{behind, before};
    }
  }
  return std::nullopt;
}

}  // namespace

// "MoF / June 2024", "Минфин, до 1 июня 2024 г." below "Responsible, deadline".
void TableLayout::part_who_and_when(Record& record) {
  if (!header_.who_and_when) return;
  const Column own = header_.of(Column::deadline) ? Column::deadline : Column::agencies;
  const Cell* const cell = record.cell(own);
  if (cell == nullptr || !has_text(*cell)) return;
  const auto take = [&](Column column, const Cell* part) {
    if (part == nullptr) return;
    record.fields.push_back({column, part, std::nullopt, std::nullopt});
  };
  if (header_.has_persons_and_days) return part_persons_and_days(record, *cell);
  const std::string_view text = cell->text;
  if (const std::optional<Parts> parts = parts_of(text, header_.language)) {
    std::erase_if(record.fields, [&](const Field& field) { return field.column == own; });
    for (const auto& [column, part] :
         {std::pair{Column::agencies, parts->body}, std::pair{Column::deadline, parts->day}}) {
      take(column, part_of(*cell, part.first, part.second, out_, account_));
    }
    account_.claim(*cell, TextUse::column);  // the mark between them
    return;
  }
  const Deadline whole = read_when(text, header_.language);
  const bool is_one = may_be_body(whole, text) || is_day(whole);
  if (is_one) {
    const Column said = is_day(whole) ? Column::deadline : Column::agencies;
    std::erase_if(record.fields, [&](const Field& field) { return field.column == own; });
    return take(said, cell);
  }
  report("who_and_when", Severity::warning, cell->place,
         "The cell " + shown(text) +
             " may say both by whom and by when, which could not be told apart, and was read as "
             "the " +
             std::string{to_string(own)} + "; write the two into columns of their own.");
}

// "J. Smith, June 2024" below "Responsible person, deadline": a body is read where it is plainly one.
void TableLayout::part_persons_and_days(Record& record, const Cell& cell) {
  const Cell& header = header_row_[*header_.who_and_when];
  std::erase_if(record.fields, [](const Field& field) { return field.column == Column::deadline; });
  const auto keep = [&](const Cell* part) {
    add_bodies(record, {Column::agencies, part, std::nullopt, std::nullopt}, header,
               AskedFor::persons);
  };
  const std::string_view text = cell.text;
  if (const std::optional<Parts> parts = parts_of(text, header_.language)) {
    keep(part_of(cell, parts->body.first, parts->body.second, out_, account_));
    const Cell* const day = part_of(cell, parts->day.first, parts->day.second, out_, account_);
    record.fields.push_back({Column::deadline, day, std::nullopt, std::nullopt});
    return account_.claim(cell, TextUse::column);  // the mark between them
  }
  const Deadline whole = read_when(text, header_.language);
  if (is_day(whole)) return add_field(record, Column::deadline, &cell);
  if (may_be_body(whole, text)) return keep(&cell);
  account_.claim(cell, TextUse::named, "contact_left_out");
  record.contacts.push_back({&header, &cell});
  report("who_and_when", Severity::warning, cell.place,
         "A cell of persons and days could not be told apart, so that the day was not read; write "
         "the two into columns of their own.");
}

}  // namespace actionplan::detail

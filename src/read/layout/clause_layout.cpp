// SPDX-License-Identifier: Apache-2.0
#include "clause_layout.hpp"

#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/column_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_day = 120;     // bytes
constexpr std::size_t longest_bodies = 500;  // likewise
constexpr std::size_t most_below = 4;

// What a short text below a clause says.
struct Said {
  std::optional<ColumnMatch> match;  // nothing: bodies, if it is anything
  std::size_t begin = 0;             // behind its label
};

// "а) ", "b) ", "1) ": bytes, and the letter that tells clauses below one apart.
std::size_t letter_marker(std::string_view text) {
  const std::size_t close = text.find(')');
  constexpr std::size_t longest = 4;
  if (close == std::string_view::npos || close == 0 || close > longest) return 0;
  const Tokens marker{text.substr(0, close)};
  const bool is_letter =
      marker.size() == 1 && marker.is_word(0) && marker[0].end - marker[0].begin == 1;
  return is_letter && text::space_length(text.substr(close + 1)) != 0 ? close + 1 : 0;
}

bool begins_clause(const ClauseText& text) {
  constexpr std::size_t shortest = 12;
  if (text.cell == nullptr || text.cell->text.size() < shortest) return false;
  const std::optional<Number> number = leading_number(text.cell->text);
  return (number && number->has_dot) || letter_marker(text.cell->text) != 0 ||
         text.block->kind == BlockKind::item;
}

// A day or period, and nothing but it.
bool is_day(std::string_view text) {
  text = text::trim(text);
  while (text.ends_with('.') || text.ends_with(';')) text.remove_suffix(1);
  return !text.empty() && text.size() <= longest_day && names_date(text);
}

// "Term: ...", "Срок – ...": a label that names a day or bodies, and where what it says begins.
std::optional<Said> labelled(std::string_view text, const AppliedMapping& mapping) {
  constexpr std::array<std::string_view, 4> marks = {":", " – ", " — ", " - "};
  constexpr std::size_t longest = 80;
  std::size_t end = std::string_view::npos;
  std::size_t begin = end;
  for (const std::string_view mark : marks) {
    const std::size_t at = text.find(mark);
    if (at >= end) continue;
    end = at;
    begin = at + mark.size();
  }
  if (end == std::string_view::npos || end > longest) return std::nullopt;
  const std::string_view label = text::trim(text.substr(0, end));
  std::optional<ColumnMatch> match = mapping.find_label(label);
  if (!match) match = match_column(label);
  const bool is_read = match && (match->column == Column::deadline ||
                                 match->column == Column::end || match->column == Column::agencies);
  if (is_read) return Said{match, begin};
  // "Доклад – до 15 июля 2022 г.": of a few words, before a day
  const bool is_short = std::count(label.begin(), label.end(), ' ') <= 1;
  if (match || !is_short || !is_day(text.substr(begin))) return std::nullopt;
  ColumnMatch day;
  day.column = Column::deadline;
  return Said{day, begin};
}

class ClauseFinder {
 public:
  ClauseFinder(const std::vector<ClauseText>& texts, const AppliedMapping& mapping, Records& out,
               Account& account)
      : texts_{texts}, mapping_{mapping}, out_{out}, account_{account} {}

  std::vector<Clause> find() {
    constexpr std::size_t least = 3;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (!begins_clause(texts_[i])) continue;
      std::size_t last = i;
      while (last + 1 < texts_.size() && last - i < most_below && is_below(texts_[last + 1]))
        ++last;
      note_parent(i);
      if (last != i) add(i, last);
      i = last;
    }
    if (clauses_.size() < least) clauses_.clear();
    return std::move(clauses_);
  }

 private:
  static bool is_below(const ClauseText& text) {
    return text.cell != nullptr && text.block->kind == BlockKind::paragraph &&
           text.cell->text.size() <= longest_bodies && !begins_clause(text);
  }

  // The number that lettered clauses below it lead on.
  void note_parent(std::size_t at) {
    const std::optional<Number> number = leading_number(texts_[at].cell->text);
    if (number && number->has_dot) parent_ = number->label;
  }

  void add(std::size_t first, std::size_t last) {
    Record record;
    const Cell& clause = *texts_[first].cell;
    record.first = &clause;
    std::vector<std::pair<const Cell*, Said>> said;
    std::size_t days = 0;
    for (std::size_t i = first + 1; i <= last; ++i) {
      const std::string_view text = texts_[i].cell->text;
      Said one = labelled(text, mapping_).value_or(Said{});
      if (!one.match && is_day(text)) one.match.emplace().column = Column::deadline;
      days += one.match && one.match->column != Column::agencies ? 1U : 0U;
      said.emplace_back(texts_[i].cell, one);
    }
    if (days != 1) return;
    name(clause, record);
    const Cell* const title = record.cell(Column::title);
    const std::optional<Number> number = leading_number(title->text);
    const bool is_recommended = begins_with_recommendation(
        text::trim(std::string_view{title->text}.substr(number ? number->length : 0)));
    for (const auto& [cell, one] : said) {
      const Column column = !one.match                              ? Column::agencies
                            : one.match->column == Column::agencies ? Column::agencies
                                                                    : Column::deadline;
      std::size_t end = cell->text.size();
      while (end > one.begin && (cell->text[end - 1] == '.' || cell->text[end - 1] == ';')) --end;
      const bool cuts = column == Column::agencies && end < cell->text.size();
      account_.claim(*cell, 0, one.begin, TextUse::column, {});
      if (cuts) account_.claim(*cell, end, cell->text.size(), TextUse::column, {});
      const Cell* part = part_of(*cell, one.begin, cuts ? end : cell->text.size(), out_, account_);
      Field field{column, part, std::nullopt, std::nullopt};
      if (one.match) field.role = one.match->role;
      if (one.match) field.force = one.match->force;
      if (is_recommended && column == Column::agencies) field.force = Force::recommended;
      record.fields.push_back(field);
    }
    clauses_.push_back({first, last, std::move(record)});
  }

  // Its number and title.
  void name(const Cell& clause, Record& record) {
    const std::size_t marker = letter_marker(clause.text);
    if (marker != 0 && !parent_.empty()) {
      const std::string letter{clause.text.substr(0, marker - 1)};
      Cell& number = out_.owned_cells.emplace_back();
      number.text = parent_ + "." + letter;
      number.place = clause.place;
      record.fields.push_back({Column::number, &number, std::nullopt, std::nullopt});
    }
    if (marker != 0) account_.claim(clause, 0, marker, TextUse::number, {});
    record.fields.push_back(
        {Column::title,
         marker != 0 ? part_of(clause, marker, clause.text.size(), out_, account_) : &clause,
         std::nullopt, std::nullopt});
  }

  const std::vector<ClauseText>& texts_;
  const AppliedMapping& mapping_;
  Records& out_;
  Account& account_;
  std::string parent_;
  std::vector<Clause> clauses_;
};

}  // namespace

std::vector<Clause> find_clauses(const std::vector<ClauseText>& texts,
                                 const AppliedMapping& mapping, Records& out, Account& account) {
  return ClauseFinder{texts, mapping, out, account}.find();
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/plan/assignment.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a column of a table holds, or a label of a card. The names are those of the first column of
/// src/read/words/LANGUAGE/columns.tsv; "agencies" may have a role or force behind a colon.
enum class Column : std::uint8_t {
  number,
  title,
  indicator,
  agencies,
  deadline,
  start,  ///< first day of a window
  end,    ///< its last
  section,
  status,
  progress,
  baseline,
  target,
  unit,
  finance,  ///< money, and who pays
  role,     ///< of the body beside it: "lead", "partner"
  contact,  ///< persons: never part of a plan
  other,    ///< known, and no part of a measure: remarks, risks
};
[[nodiscard]] constexpr auto names_of(Column) noexcept {
  return names_to<Column::other>("number", "title", "indicator", "agencies", "deadline", "start",
                                 "end", "section", "status", "progress", "baseline", "target",
                                 "unit", "finance", "role", "contact", "other");
}

/// The first ones, which a table of measures is expected to have.
inline constexpr std::size_t column_count = 5;

/// Which of several days a column holds: "Original deadline", "Plazo actual" (the one in force), "Revised
/// deadline", "Planned date" (before a revised one or beside an actual one), "Actual date of completion",
/// which is no deadline.
enum class Revision : std::uint8_t { original, planned, none, current, revised, actual };

/// Of two columns of days the one of the higher rank is in force.
[[nodiscard]] constexpr Revision rank_of(Revision revision) noexcept {
  return revision == Revision::planned ? Revision::none : revision;
}

/// Is it of days that others change?
[[nodiscard]] constexpr bool is_in_force(Revision revision) noexcept {
  return revision == Revision::current || revision == Revision::revised;
}

/// May it become evidence or a profile?
[[nodiscard]] constexpr bool is_statement(Column column) noexcept {
  return column >= Column::status && column <= Column::unit;
}

/// Languages as positions in `column_languages()`, a bit each.
using LanguageSet = std::uint64_t;

/// What a header cell or a label was understood to name.
struct ColumnMatch {
  Column column = Column::title;
  double share = 0;         ///< of its words that tell of the column, 0.5 to 1
  double share_of_all = 0;  ///< likewise, with those behind a preposition
  bool is_weak = false;     ///< a word such as "name" alone, which may be that of anything
  bool is_plain = false;    ///< such a word, or one such as "year" alone, as in lists of any things
  bool is_heading = false;  ///< of sections: a word such as "chapter", which is no rank or field
  bool is_result =
      false;  ///< of indicators: a word such as "results", which gives way to "indicator"
  std::optional<Role> role;
  std::optional<Force> force;
  Revision revision = Revision::none;  ///< of days, where a table tells it (`revision_of`)
  bool is_published = false;           ///< a mapping says so
  LanguageSet languages = 0;           ///< a set of positions in `column_languages()`
};

/// The languages that have words for columns, at most 64, by code.
[[nodiscard]] const std::vector<std::string_view>& column_languages();

/// The column that a text names by its meaning: in the language that explains most of its words, the
/// longest wording in it, where wordings of that column make up half of its words at least. What
/// stands in parentheses at its end counts for nothing.
[[nodiscard]] std::optional<ColumnMatch> match_column(std::string_view text);

/// The column that a key of a tree names by its last words: "aug_2023_progress".
[[nodiscard]] std::optional<ColumnMatch> match_key(std::string_view key);

/// Is the label one of the title that a document gives itself ("title", "Наименование плана"), of a
/// language in parentheses perhaps ("title (en)")?
[[nodiscard]] bool names_plan_title(std::string_view label);

/// Is the header or label one of what a person is in a body ("Title, department"), where it stands
/// beside one of contacts?
[[nodiscard]] bool names_position(std::string_view label);

/// Does a line speak of an act that adopts something: by a word such as "approved" anywhere, or one such
/// as "Decree" at its beginning?
[[nodiscard]] bool speaks_of_an_act(std::string_view line);

/// Where the first such word stands that is no beginning of the line, in bytes: a participle, or a noun
/// ("decree") right behind a mark; npos: nowhere.
[[nodiscard]] std::size_t act_within(std::string_view line);

/// The same of nouns that stand behind whatever word: "in order to".
[[nodiscard]] std::size_t word_of_act_within(std::string_view line);

/// Is the folded word a noun of a document that may be adopted ("strategy", "programme"), whatever its
/// ending, and none of an act?
[[nodiscard]] bool names_document(std::string_view word);

/// Is such a noun anywhere in a header or label: "Name of the strategy"?
[[nodiscard]] bool mentions_document(std::string_view text);

/// Is it a noun of an act ("decree", "закон")?
[[nodiscard]] bool names_act(std::string_view word);

/// Does it begin with such a word: "ЗАТВЕРДЖЕНО"?
[[nodiscard]] bool begins_with_an_act(std::string_view line);

/// Does a text begin with a word that recommends: "Рекомендовать ..."?
[[nodiscard]] bool begins_with_recommendation(std::string_view text);

/// Is a wording of the column anywhere in the text?
[[nodiscard]] bool mentions_column(std::string_view text, Column column);

/// Does a text begin with a word for a name that goes on with nothing but further such things: "name",
/// "name, unit", but not "name of the body"?
[[nodiscard]] bool begins_with_name(std::string_view text);

/// Is a wording for a person's position or title anywhere in the text?
[[nodiscard]] bool mentions_position(std::string_view text);

/// Which of several days a header of days or a label says that it holds, in parentheses, too: "Deadline
/// (revised)". "Current year" holds none by which something is due, as `actual`.
/// @param languages in which it was understood: "actual" is "current" in Spanish. None: in any.
[[nodiscard]] Revision revision_of(std::string_view header, LanguageSet languages);

/// Does a cell of days revised say that they are not: "no change", "n/a", or no word at all?
[[nodiscard]] bool says_unchanged(std::string_view text);

/// Is it the name that a program gives to a sheet: "Sheet1", "Лист 2", "3", but not "2024"?
[[nodiscard]] bool is_given_sheet_name(std::string_view name);

/// Is it a word such as "of", in some language?
[[nodiscard]] bool is_filler(std::string_view word);

/// Is the text of words for a number that is money where a currency stands beside it: "Estimate", "Volume"?
[[nodiscard]] bool names_sum(std::string_view text);

/// Is the text of words for a country or the like, of which a table compares several: "Country"?
[[nodiscard]] bool names_country(std::string_view text);

/// Is it of words for what a catalogue may list and nobody promises: "Project title", "Name"?
[[nodiscard]] bool names_listed(std::string_view text);

/// Is it of words for those who were at a meeting: "Participants"?
[[nodiscard]] bool names_attendees(std::string_view text);

/// Does the text begin with a word for a sum ("Total", "Итого")?
[[nodiscard]] bool begins_with_total(std::string_view text);

/// Does such a word stand anywhere in it but in parentheses?
[[nodiscard]] bool mentions_total(std::string_view text);

/// A row of a language's words for columns, for tests.
struct ColumnRow {
  std::string_view meaning;
  std::vector<std::string_view> forms;
};
[[nodiscard]] std::vector<ColumnRow> column_rows(std::string_view language);

}  // namespace actionplan::detail

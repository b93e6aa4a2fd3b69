// SPDX-License-Identifier: Apache-2.0
#include "evidence_rows.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/unstated_units.hpp>
#include <actionplan/evaluate/unused_entries.hpp>
#include <actionplan/evidence/entry_table.hpp>
#include <actionplan/evidence/periods_ahead.hpp>

#include "core/internal/cell_guard.hpp"
#include "core/internal/excerpt.hpp"
#include "core/internal/letter_t.hpp"
#include "core/internal/nearest.hpp"
#include "core/internal/shortest_number.hpp"
#include "evaluate/internal/maybe_shares.hpp"
#include "plan/internal/indicator_terms.hpp"
#include "plan/internal/unit.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>

namespace actionplan::detail {
namespace {

// Of an entry whose row gives none; no evidence is as old.
const Date no_day = Date::earliest();

// A cell that cannot be what its column holds: the sentence.
struct Refusal {
  std::string message;
};

bool yes_or_no(std::string_view text) {
  const std::string folded = text::fold(text);
  if (folded == "true" || folded == "yes" || folded == "1") return true;
  if (folded == "false" || folded == "no" || folded == "0") return false;
  throw Refusal{"\"" + std::string{text} + "\" is neither yes nor no; write one of them."};
}

template <class Enum>
Enum word_of(std::string_view text) {
  if (const auto found = find_enum<Enum>(text)) return *found;
  std::string names;
  for (const std::string_view name : enum_names<Enum>) {
    names.append(names.empty() ? "" : ", ").append(name);
  }
  throw Refusal{"\"" + std::string{text} + "\" is none of: " + names + "."};
}

// Sources stand in one cell, divided by " | ", the days and digests beside them likewise.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t bar = text.find('|', begin);
    parts.emplace_back(text::trim(text.substr(begin, bar - begin)));
    if (bar == std::string_view::npos) return parts;
    begin = bar + 1;
  }
}

// Sets a field from the text of a cell, by its type.
template <NamedEnum Word>
void set_field(Word& field, std::string_view text) {
  field = word_of<Word>(text);
}
template <NamedEnum Word>
void set_field(std::optional<Word>& field, std::string_view text) {
  field = word_of<Word>(text);
}
template <class Tag>
void set_field(std::optional<Id<Tag>>& field, std::string_view text) {
  field.emplace(text);
}
void set_field(Date& field, std::string_view text) { field = Date::parse(text); }
void set_field(std::optional<Date>& field, std::string_view text) { field = Date::parse(text); }
void set_field(std::optional<Period>& field, std::string_view text) { field = Period::parse(text); }
void set_field(std::optional<bool>& field, std::string_view text) { field = yes_or_no(text); }
void set_field(std::string& field, std::string_view text) { field = text; }

template <class Set>
void set_each_source(std::vector<Source>& sources, std::string_view text, Set set_one) {
  const std::vector<std::string> parts = parts_of(text);
  if (sources.size() < parts.size()) sources.resize(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) set_one(sources[i], parts[i]);
}
void set_field(std::vector<Source>& field, std::string_view text) {
  set_each_source(field, text, [](Source& one, const std::string& part) { one.text = part; });
}
void set_accessed_on(Entry& entry, std::string_view text) {
  set_each_source(entry.sources, text, [](Source& one, const std::string& part) {
    if (!part.empty()) one.accessed_on = Date::parse(part);
  });
}
void set_content_hash(Entry& entry, std::string_view text) {
  set_each_source(entry.sources, text, [](Source& one, const std::string& part) {
    if (!part.empty()) one.content_hash = part;
  });
}

// What can stand in a column, by its name.
using ColumnsByName = std::map<std::string, EvidenceColumn, std::less<>>;

ColumnsByName make_columns() {
  ColumnsByName columns;
  for_each_entry_field([&columns](const auto& field) {
    using Field = std::remove_cvref_t<decltype(field)>;
    constexpr EntryFieldType type = entry_field_type<typename Field::Value>;
    if (field.place.csv == 0) return;
    EvidenceColumn column;
    column.is_label = field.traits.is_label;
    column.is_answer = field.traits.is_answer;
    column.is_in_unit = field.traits.is_in_unit;
    column.is_period = type == EntryFieldType::period;
    if constexpr (type == EntryFieldType::dimension) {
      return;  // a column for each
    } else if constexpr (type == EntryFieldType::number) {
      column.number = Field::member;
    } else if constexpr (type == EntryFieldType::count) {
      column.count = Field::member;
    } else {
      column.set = [](Entry& entry, std::string_view text) {
        set_field(entry.*Field::member, text);
      };
    }
    columns.emplace(field.column(), column);
  });
  columns["accessed_on"].set = set_accessed_on;
  columns["content_hash"].set = set_content_hash;
  return columns;
}

const ColumnsByName& known_columns() {
  static const ColumnsByName columns = make_columns();
  return columns;
}

bool is_remark(std::string_view name) {
  return std::find(form_remarks.begin(), form_remarks.end(), name) != form_remarks.end();
}

constexpr std::string_view dimension_mark = "dimension:";

bool is_field(std::string_view name) { return known_columns().find(name) != known_columns().end(); }

}  // namespace

EvidenceRowReader::EvidenceRowReader(std::optional<Date> recorded_on,
                                     const EvidenceTableOptions& options, EvidenceRows& out)
    : recorded_on_{recorded_on},
      marks_{options.decimal},
      letter_t_{options.letter_t},
      missing_{options.missing.begin(), options.missing.end()},
      renamed_{options.columns},
      history_{options.history},
      out_{out} {
  const std::optional<char>& decimal = marks_.decimal;
  if (decimal && *decimal != '.' && *decimal != ',') {
    throw InvalidArgument("decimal " + std::string{"\""} + detail::excerpt({&*decimal, 1}) +
                          "\" is no decimal mark; give \".\" or \",\".");
  }
  for (const auto& [from, to] : renamed_) {
    if (is_field(to) || to.substr(0, dimension_mark.size()) == dimension_mark) continue;
    throw InvalidArgument("columns renames \"" + detail::excerpt(from) + "\" to \"" +
                          detail::excerpt(to) +
                          "\", which is no field of an entry; give one such as indicator, value, "
                          "period or dimension:region.");
  }
  if (options.history) ids_.emplace(*options.history);
}

void EvidenceRowReader::add_column(const Cell& cell) {
  Column column;
  std::string written = text::collapse_spaces(cell.text);
  const auto renamed = renamed_.find(written);
  if (renamed != renamed_.end()) {
    written = renamed->second;
    renamed_.erase(renamed);
  }
  column.name = text::fold(written);
  const auto known = known_columns().find(column.name);
  if (known != known_columns().end()) {
    static_cast<EvidenceColumn&>(column) = known->second;
    knows_any_ = true;
  } else if (column.name.rfind(dimension_mark, 0) == 0) {
    column.dimension = std::string{text::trim(written)}.substr(dimension_mark.size());
  } else if (!is_remark(column.name) && !column.name.empty()) {
    NearestIds nearest{column.name};
    for (const auto& known_column : known_columns()) nearest.add(known_column.first);
    report("unknown_column", cell.place,
           "No column is called \"" + cell.text + "\"" + nearest.sentence_part() +
               "; correct the name, name the column that it stands for (columns), or remove it.");
  }
  for (const Column& before : columns_) {
    if (column.name.empty() || before.name != column.name) continue;
    // Which of two cells is meant nobody can tell, in no row.
    throw ParseError(
        text::fold(text::collapse_spaces(cell.text)) == column.name
            ? "The column \"" + detail::excerpt(cell.text) +
                  "\" is there twice, so that nothing is read; remove one, or give it another name."
            : "The column \"" + detail::excerpt(cell.text) + "\" stands for " + column.name +
                  ", as another column does, so that nothing is read; keep one of them in "
                  "`columns`.",
        cell.place);
  }
  columns_.push_back(std::move(column));
}

void EvidenceRowReader::read_header(const Row& header) {
  for (const Cell& cell : header) add_column(cell);
  if (!renamed_.empty()) {
    throw InvalidArgument("columns renames \"" + detail::excerpt(renamed_.begin()->first) +
                          "\", and the table has no column of that name; correct it.");
  }
  if (knows_any_) return;
  throw ParseError(
      "The first line names no column of evidence; begin with a line such as "
      "kind,indicator,period,value,reporter,source, or say by `columns` which field each of its "
      "columns is, such as \"Wert\" for value.",
      header.empty() ? Place{} : header.front().place);
}

// Of one table all numbers are written alike, as they are declared.
bool EvidenceRowReader::look_at_numbers(const Row& row) {
  if (marks_.decimal || marks_.has_decimal_point) return false;
  for (std::size_t i = 0; i < std::min(row.size(), columns_.size()); ++i) {
    if (holds_numbers(i) && shows_decimal_point(unguard_cell(row[i].text))) {
      marks_.has_decimal_point = true;
    }
  }
  return !marks_.has_decimal_point;
}

void EvidenceRowReader::read_row(const Row& row) {
  if (row.size() > columns_.size()) {
    report("long_row", row[columns_.size()].place,
           "The row has more cells than there are columns; quote cells that hold separators.");
    return;
  }
  if (is_blank(row)) {
    if (out_.blank_rows++ == 0) report_no_answers(row);
    return;
  }
  if (report_lost(row)) return;
  Entry entry{EntryKind::observation, recorded_on_.value_or(no_day)};
  has_kind_ = false;
  percents_ = numbers_ = 0;
  rounded_.clear();
  const std::size_t before = out_.problems.size();
  for (std::size_t i = 0; i < row.size(); ++i) read_cell(columns_[i], row[i], entry);
  if (out_.problems.size() != before) return;
  if (entry.recorded_on == no_day) {
    report("unsound_entry", row.front().place,
           "The row has no day of recording; give recorded_on, for all or in a column.");
    return;
  }
  if (!read_percent(row, entry)) return;
  complete(entry);
  try {
    check(entry);
  } catch (const InvalidArgument& error) {
    report("unsound_entry", row.front().place, error.what());
    return;
  }
  if (ids_) {
    if (const auto unknown = ids_->find_unknown(entry)) {
      report("unknown_id", place_of(row, unknown->field), unknown->message);
      return;
    }
  }
  count_share(entry);
  std::move(rounded_.begin(), rounded_.end(), std::back_inserter(out_.problems));
  out_.entries.push_back(std::move(entry));
  out_.lines.push_back(row.front().place.line);
}

// Of entries of this table; whether others are replaced rightly only a ledger knows.
void EvidenceRowReader::check_replaced() {
  const std::vector<Entry>& entries = out_.entries;
  const auto replaces = [](const Entry& entry) { return entry.replaces.has_value(); };
  if (std::none_of(entries.begin(), entries.end(), replaces)) return;
  std::unordered_map<std::string, const Entry*> by_id;
  for (const Entry& entry : entries) by_id.emplace(entry_id(entry).value(), &entry);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& by = entries[i];
    if (!by.replaces) continue;
    const auto found = by_id.find(by.replaces->value());
    if (found == by_id.end()) continue;
    const Entry& old = *found->second;
    if (old.indicator == by.indicator && old.measure == by.measure) continue;
    const auto subject = [](const Entry& entry) {
      return entry.indicator ? "indicator \"" + detail::excerpt(entry.indicator->value()) + "\""
             : entry.measure ? "measure \"" + detail::excerpt(entry.measure->value()) + "\""
                             : std::string{"another entry"};
    };
    Problem problem{"replaces_other", Severity::warning, {}, {}, by.replaces->value()};
    problem.place.line = out_.lines[i];
    problem.message = "It replaces entry " + by.replaces->value() + ", which is about " +
                      subject(old) + " and not about " + subject(by) +
                      "; no store takes it. Leave `replaces` out, and withdraw that one if it is "
                      "wrong (kind withdrawal, `about`).";
    out_.problems.push_back(std::move(problem));
  }
}

// A sign in the cell says that the number is no share of one.
void EvidenceRowReader::count_share(const Entry& entry) {
  const bool is_value = entry.kind == EntryKind::observation && entry.indicator && entry.value;
  if (!is_value || !is_same_unit(entry.unit, "%")) return;
  Shares& shares = shares_[*entry.indicator];
  const bool may_be_share =
      percents_ == 0 && may_be_share_of_one(*entry.value) && !states_percent_scale(entry.unit);
  shares.are_all = shares.are_all && may_be_share;
  if (shares.count++ == 0) shares.first = out_.entries.size();
}

void EvidenceRowReader::check_shares() {
  std::size_t indicators = 0;
  std::size_t values = 0;
  std::size_t first = out_.entries.size();
  for (const auto& [id, shares] : shares_) {
    if (!shares.are_all) continue;
    ++indicators;
    values += shares.count;
    first = std::min(first, shares.first);
  }
  if (indicators == 0) return;
  const Entry& entry = out_.entries[first];
  const std::string number = shortest_number(*entry.value).value_or("NaN");
  const std::string whole = general_number(*entry.value * 100, 12);
  Problem problem{"values_maybe_shares", Severity::warning, {}, {}, entry.indicator->value()};
  problem.place.line = out_.lines[first];
  problem.message =
      "The value " + number + " of indicator " + detail::excerpt(entry.indicator->value()) +
      " counts as " + number + " %; " +
      (values == 1 ? "it lies"
                   : "all " + std::to_string(values) + " values of " + std::to_string(indicators) +
                         (indicators == 1 ? " indicator" : " indicators") + " in \"%\" lie") +
      " between 0 and 1, as shares of one do, and as pandas and others give a cell that shows " +
      whole + "%. Write " + whole + " where a share is meant, or " + number +
      "% with its sign where it is not.";
  out_.problems.push_back(std::move(problem));
}

void EvidenceRowReader::end() {
  check_replaced();
  check_shares();
  add_found(periods_ahead(out_.entries));
  if (!history_) return add_maybe_shares(maybe_shares(nullptr, out_.entries));
  add_maybe_shares(unstated_units(*history_, out_.entries));
  for (const auto find : {differing_units, unused_entries}) {
    add_found(find(*history_, out_.entries));
  }
}

// Of an indicator whose values all lie between 0 and 1 that is said already.
void EvidenceRowReader::add_maybe_shares(std::vector<Problem> found) {
  std::erase_if(found, [this](const Problem& problem) {
    if (problem.code != "value_maybe_share") return false;
    const auto shares = shares_.find(IndicatorId{problem.subject});
    return shares != shares_.end() && shares->second.are_all;
  });
  add_found(std::move(found));
}

// What was found among the entries, whose lines are those of the table.
void EvidenceRowReader::add_found(std::vector<Problem> found) {
  for (Problem& problem : found) {
    problem.place.line = out_.lines[problem.place.line - 1];
    out_.problems.push_back(std::move(problem));
  }
}

// Rows of a form are blank until somebody fills them in; without a column to fill in, all are.
void EvidenceRowReader::report_no_answers(const Row& row) {
  const auto is_answer = [](const Column& column) { return column.is_answer; };
  if (std::any_of(columns_.begin(), columns_.end(), is_answer)) return;
  std::string names;
  for (const auto& [name, column] : known_columns()) {
    if (column.is_answer) names.append(names.empty() ? "" : ", ").append(name);
  }
  report("no_answers", row.empty() ? Place{} : row.front().place,
         "No column says what was found, so that every row is blank; name one of " + names +
             ", or name the column that stands for it (columns).");
}

void EvidenceRowReader::report_cell(Place place, std::string message) {
  report("unreadable_cell", place, std::move(message));
}

void EvidenceRowReader::report(const char* code, Place place, std::string message) {
  out_.problems.push_back({code, Severity::error, place, std::move(message), {}});
}

Place EvidenceRowReader::place_of(const Row& row, std::string_view field) const {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (columns_[i].name == field) return row[i].place;
  }
  return row.front().place;
}

bool EvidenceRowReader::holds_numbers(std::size_t column) const {
  return columns_[column].number != nullptr || columns_[column].count != nullptr;
}

bool EvidenceRowReader::holds_labels(std::size_t column) const {
  return !columns_[column].dimension.empty() || columns_[column].is_label;
}

// Percent signs say what the unit is.
bool EvidenceRowReader::read_percent(const Row& row, Entry& entry) {
  if (percents_ == 0) return true;
  if (percents_ != numbers_) {
    report("unsound_entry", place_of(row, "value"),
           "Of value and standard error one has a percent sign; write both with it, or neither.");
    return false;
  }
  if (!entry.unit.empty() && !is_same_unit(entry.unit, "%")) {
    report("unsound_entry", place_of(row, "value"),
           "The value has a percent sign, and the unit is \"" + detail::excerpt(entry.unit) +
               "\"; write the value in that unit, or leave one of them out.");
    return false;
  }
  if (entry.unit.empty()) entry.unit = "%";
  // The sign says that it is no share of one, and so does the entry without it.
  const bool is_small = entry.value && *entry.value > 0 && *entry.value <= 1;
  if (is_small && !states_percent_scale(entry.unit)) {
    entry.unit.append(" ").append(percent_scale);
  }
  return true;
}

bool EvidenceRowReader::is_missing(std::string_view text) const {
  return text.empty() || missing_.find(text) != missing_.end();
}

void EvidenceRowReader::read_number(const Column& column, const Cell& cell, std::string_view given,
                                    Entry& entry) {
  const std::string_view text = shown_stored_number(given);
  WrittenNumber number;
  try {
    number = read_written_number(given, marks_);
  } catch (const NumberRefusal& refusal) {
    const bool may_stand_for_none =
        std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    report_cell(cell.place, "Column " + column.name + ": " + refusal.message +
                                (may_stand_for_none
                                     ? " Where it stands for an absent value, declare it (missing)."
                                     : ""));
    return;
  }
  if (number.is_percent && !column.is_in_unit) {
    report_cell(cell.place,
                "Column " + column.name + ": \"" + detail::excerpt(text) +
                    "\" has a percent sign, which only values and their standard errors "
                    "may; write the number alone.");
    return;
  }
  constexpr double largest_whole = 9007199254740992;  // above, a double leaves numbers out
  if (column.count != nullptr) {
    if (number.value != std::floor(number.value) || std::abs(number.value) > largest_whole) {
      report_cell(cell.place, "Column " + column.name + ": \"" + detail::excerpt(text) +
                                  "\" is no whole number; write digits alone.");
      return;
    }
    entry.*column.count = static_cast<std::int64_t>(number.value);
    return;
  }
  if (column.is_in_unit) {
    ++numbers_;
    percents_ += number.is_percent ? 1 : 0;
  }
  entry.*column.number = number.value;
  if (!number.is_rounded) return;
  rounded_.push_back({"number_rounded",
                      Severity::warning,
                      cell.place,
                      "Column " + column.name + ": " + detail::excerpt(text) + " counts as " +
                          whole_number(number.value) +
                          ", as a number of so many digits is not kept to the last; give it in "
                          "thousands or millions, with such a unit, where they matter.",
                      {}});
}

// A ledger keeps what it is given for ever: no name enters it of which a letter is missing.
bool EvidenceRowReader::report_lost(const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool is_for_people = columns_[i].set == nullptr && columns_[i].number == nullptr &&
                               columns_[i].count == nullptr && columns_[i].dimension.empty();
    if (is_for_people || row[i].text.find("\uFFFD") == std::string::npos) continue;
    report("lost_character", row[i].place,
           "Column " + columns_[i].name + ": \"" + excerpt(row[i].text) +
               "\" holds a character that was lost (U+FFFD); write it anew, or, where the file is "
               "not in UTF-8, save it as UTF-8 or give its encoding.");
    return true;
  }
  return false;
}

std::string EvidenceRowReader::period_text(const std::string& text) const {
  if (!letter_t_) return text;
  const auto part = part_by_letter_t(text, *letter_t_ == LetterT::quarter ? 3 : 4);
  return part ? part->text() : text;
}

bool EvidenceRowReader::is_blank(const Row& row) const {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (columns_[i].is_answer && !is_missing(row[i].text)) return false;
  }
  return true;
}

void EvidenceRowReader::read_cell(const Column& column, const Cell& cell, Entry& entry) {
  // Our own forms guard texts that a spreadsheet would compute.
  const std::string text = unguard_cell(cell.text);
  if (is_missing(text)) return;
  if (!column.dimension.empty()) {
    entry.dimension[column.dimension] = text;
    return;
  }
  if (column.number != nullptr || column.count != nullptr) {
    read_number(column, cell, text, entry);
    return;
  }
  if (column.set == nullptr) return;
  if (column.name == "kind") has_kind_ = true;
  try {
    column.set(entry, column.is_period ? period_text(text) : text);
  } catch (const Refusal& refusal) {
    report_cell(cell.place, "Column " + column.name + ": " + refusal.message);
  } catch (const Error& error) {
    const bool asks = column.is_period && !letter_t_ && is_part_by_letter_t(text);
    report_cell(cell.place, "Column " + column.name + ": " + error.what() +
                                (asks ? " Where the whole table means one of them, declare it "
                                        "(letter_t)."
                                      : ""));
  }
}

// What follows from what is given.
void EvidenceRowReader::complete(Entry& entry) const {
  if (!has_kind_) {
    if (entry.done || entry.done_on) entry.kind = EntryKind::deliverable;
    if (entry.completion) entry.kind = EntryKind::rating;
    if (entry.verification) entry.kind = EntryKind::verification;
  }
  if (entry.kind == EntryKind::deliverable && entry.done_on && !entry.done) entry.done = true;
  if (entry.indicator) entry.measure.reset();  // it belongs to its measure
}

}  // namespace actionplan::detail

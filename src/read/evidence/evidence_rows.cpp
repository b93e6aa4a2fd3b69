// SPDX-License-Identifier: Apache-2.0
#include "evidence_rows.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace actionplan::detail {
namespace {

// A cell that cannot be what its column holds: the sentence.
struct Refusal {
  std::string message;
};

double number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  const bool has_comma = text.find_first_of(", \u00A0'") != std::string_view::npos;
  throw Refusal{"\"" + std::string{text} + "\" is no number" +
                (has_comma ? "; write it with a decimal point and without separators: 1234.5."
                           : "; write it as 1234.5.")};
}

std::int64_t integer_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  throw Refusal{"\"" + std::string{text} + "\" is no whole number; write digits alone."};
}

bool yes_or_no(std::string_view text) {
  const std::string folded = text::fold(text);
  if (folded == "true" || folded == "yes" || folded == "1") return true;
  if (folded == "false" || folded == "no" || folded == "0") return false;
  throw Refusal{"\"" + std::string{text} + "\" is neither yes nor no; write one of them."};
}

template <class Enum, std::size_t Count>
Enum word_of(std::string_view text) {
  std::string names;
  for (std::size_t i = 0; i < Count; ++i) {
    const std::string_view name = to_string(static_cast<Enum>(i));
    if (text == name) return static_cast<Enum>(i);
    names += (i == 0 ? "" : ", ") + std::string{name};
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

void set_sources(Entry& entry, std::string_view text) {
  const std::vector<std::string> parts = parts_of(text);
  if (entry.sources.size() < parts.size()) entry.sources.resize(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) entry.sources[i].text = parts[i];
}

template <class Set>
void set_beside_sources(Entry& entry, std::string_view text, Set set) {
  const std::vector<std::string> parts = parts_of(text);
  if (entry.sources.size() < parts.size()) entry.sources.resize(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].empty()) set(entry.sources[i], parts[i]);
  }
}

using Setter = void (*)(Entry&, std::string_view);

// Columns that say something; a row of a form in which none of them is filled in is blank.
const std::set<std::string, std::less<>> answers{"value",        "done", "done_on", "completion",
                                                 "verification", "text", "about",   "member"};

// For people who fill in a form; read by nobody.
const std::set<std::string, std::less<>> remarks{"measure_title", "indicator_text", "due"};

const std::map<std::string, Setter, std::less<>>& setters() {
  static const std::map<std::string, Setter, std::less<>> all{
      {"kind",
       [](Entry& e, std::string_view t) { e.kind = word_of<EntryKind, entry_kind_count>(t); }},
      {"measure", [](Entry& e, std::string_view t) { e.measure = MeasureId{t}; }},
      {"indicator", [](Entry& e, std::string_view t) { e.indicator = IndicatorId{t}; }},
      {"agency", [](Entry& e, std::string_view t) { e.agency = AgencyId{t}; }},
      {"about", [](Entry& e, std::string_view t) { e.about = EntryId{t}; }},
      {"replaces", [](Entry& e, std::string_view t) { e.replaces = EntryId{t}; }},
      {"period", [](Entry& e, std::string_view t) { e.period = Period::parse(t); }},
      {"observed_on", [](Entry& e, std::string_view t) { e.observed_on = Date::parse(t); }},
      {"done_on", [](Entry& e, std::string_view t) { e.done_on = Period::parse(t); }},
      {"published_on", [](Entry& e, std::string_view t) { e.published_on = Date::parse(t); }},
      {"value", [](Entry& e, std::string_view t) { e.value = number_of(t); }},
      {"denominator", [](Entry& e, std::string_view t) { e.denominator = number_of(t); }},
      {"standard_error", [](Entry& e, std::string_view t) { e.standard_error = number_of(t); }},
      {"df", [](Entry& e, std::string_view t) { e.df = number_of(t); }},
      {"n", [](Entry& e, std::string_view t) { e.n = integer_of(t); }},
      {"deff", [](Entry& e, std::string_view t) { e.deff = number_of(t); }},
      {"done", [](Entry& e, std::string_view t) { e.done = yes_or_no(t); }},
      {"completion",
       [](Entry& e, std::string_view t) {
         e.completion = word_of<Completion, completion_count>(t);
       }},
      {"verification",
       [](Entry& e, std::string_view t) {
         e.verification = word_of<Verification, verification_count>(t);
       }},
      {"unit", [](Entry& e, std::string_view t) { e.unit = t; }},
      {"reporter", [](Entry& e, std::string_view t) { e.reporter = t; }},
      {"reporter_type",
       [](Entry& e, std::string_view t) {
         e.reporter_type = word_of<ReporterType, reporter_type_count>(t);
       }},
      {"method", [](Entry& e, std::string_view t) { e.method = word_of<Method, method_count>(t); }},
      {"member", [](Entry& e, std::string_view t) { e.member = t; }},
      {"text", [](Entry& e, std::string_view t) { e.text = t; }},
      {"source", set_sources},
      {"accessed_on",
       [](Entry& e, std::string_view t) {
         set_beside_sources(e, t, [](Source& source, const std::string& part) {
           source.accessed_on = Date::parse(part);
         });
       }},
      {"content_hash",
       [](Entry& e, std::string_view t) {
         set_beside_sources(
             e, t, [](Source& source, const std::string& part) { source.content_hash = part; });
       }},
  };
  return all;
}

}  // namespace

void EvidenceRowReader::add_column(const Cell& cell) {
  Column column;
  column.name = text::fold(text::collapse_spaces(cell.text));
  const auto setter = setters().find(column.name);
  const std::string_view mark = "dimension:";
  if (setter != setters().end()) {
    column.set = setter->second;
    column.is_answer = answers.count(column.name) != 0;
    knows_any_ = true;
  } else if (column.name.rfind(mark, 0) == 0) {
    column.dimension = std::string{text::trim(cell.text)}.substr(mark.size());
  } else if (remarks.count(column.name) == 0 && !column.name.empty()) {
    report("unknown_column", cell.place,
           "No column is called \"" + cell.text +
               "\"; correct the name, or see docs/guide/evidence_csv.md for those there are.");
  }
  for (const Column& before : columns_) {
    if (column.name.empty() || before.name != column.name) continue;
    report("repeated_column", cell.place,
           "The column \"" + cell.text + "\" is there twice; remove one.");
    break;
  }
  columns_.push_back(std::move(column));
}

void EvidenceRowReader::read_header(const Row& header) {
  for (const Cell& cell : header) add_column(cell);
  if (knows_any_) return;
  throw ParseError(
      "The first line names no column of evidence; begin with a line such as "
      "kind,indicator,period,value,reporter,source.",
      header.empty() ? Place{} : header.front().place);
}

void EvidenceRowReader::read_row(const Row& row) {
  if (row.size() > columns_.size()) {
    report("long_row", row[columns_.size()].place,
           "The row has more cells than there are columns; quote cells that hold separators.");
    return;
  }
  if (is_blank(row)) {
    ++out_.blank_rows;
    return;
  }
  Entry entry{EntryKind::observation, recorded_on_};
  has_kind_ = false;
  const std::size_t before = out_.problems.size();
  for (std::size_t i = 0; i < row.size(); ++i) read_cell(columns_[i], row[i], entry);
  if (out_.problems.size() != before) return;
  complete(entry);
  try {
    check(entry);
  } catch (const InvalidArgument& error) {
    report("unsound_entry", row.front().place, error.what());
    return;
  }
  out_.entries.push_back(std::move(entry));
  out_.lines.push_back(row.front().place.line);
}

void EvidenceRowReader::report_cell(Place place, std::string message) {
  report("unreadable_cell", place, std::move(message));
}

void EvidenceRowReader::report(const char* code, Place place, std::string message) {
  out_.problems.push_back({code, Severity::error, place, std::move(message), {}});
}

bool EvidenceRowReader::is_blank(const Row& row) const {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (columns_[i].is_answer && !row[i].text.empty()) return false;
  }
  return true;
}

void EvidenceRowReader::read_cell(const Column& column, const Cell& cell, Entry& entry) {
  std::string_view text = cell.text;
  // Our own forms guard texts that a spreadsheet would compute.
  const std::size_t guarded = text.find_first_not_of('\'');
  const bool is_guarded =
      guarded != 0 && guarded != std::string_view::npos &&
      std::string_view{"=+-@\t\r\n "}.find(text[guarded]) != std::string_view::npos;
  if (is_guarded) text.remove_prefix(1);
  if (text.empty()) return;
  if (!column.dimension.empty()) {
    entry.dimension[column.dimension] = std::string{text};
    return;
  }
  if (column.set == nullptr) return;
  if (column.name == "kind") has_kind_ = true;
  try {
    column.set(entry, text);
  } catch (const Refusal& refusal) {
    report_cell(cell.place, "Column " + column.name + ": " + refusal.message);
  } catch (const Error& error) {
    report_cell(cell.place, "Column " + column.name + ": " + error.what());
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

// SPDX-License-Identifier: Apache-2.0
#include "document_evidence.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/deadline/heading_dates.hpp"
#include "read/number.hpp"
#include "read/words/column_words.hpp"
#include "read/words/status_words.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// "Implementation status as of 30 June 2023", above a table.
std::optional<Period> day_of_lines(const std::vector<const Cell*>& lines,
                                   const EvidenceContext& context) {
  for (const Cell* line : lines) {
    const bool is_of_status = mentions_column(line->text, Column::status) ||
                              mentions_column(line->text, Column::progress);
    if (!is_of_status) continue;
    const std::optional<Period> named = period_of_header(line->text, context);
    if (named && named->first() == named->last()) return named;
  }
  return std::nullopt;
}

}  // namespace

std::string bodies_of(const Measure& measure) {
  const auto named = [&](auto is_meant) {
    std::string names;
    for (const Assignment& assignment : measure.assignments) {
      if (!is_meant(assignment)) continue;
      names += (names.empty() ? "" : "; ") + assignment.text;
    }
    return names;
  };
  std::string names = named([](const Assignment& a) { return a.role == Role::lead; });
  if (names.empty()) {
    names = named([](const Assignment& a) { return a.role == Role::implementer; });
  }
  if (names.empty()) names = named([](const Assignment&) { return true; });
  return names.empty() ? std::string{to_string(ReporterType::implementer)} : names;
}

std::optional<Period> period_of_header(std::string_view text, const EvidenceContext& context) {
  std::string words{text};
  std::replace(words.begin(), words.end(), '_', ' ');
  const std::vector<Period> dates = dates_in(words, context.language, &context.dates);
  return dates.size() == 1 ? std::optional{dates.front()} : std::nullopt;
}

std::string citation(const EvidenceContext& context, const Cell& cell) {
  std::string out = context.settings.source;
  if (out.empty()) out = context.title;
  const std::size_t part = cell.place.part;
  const bool has_parts = context.parts.size() > 1 && part < context.parts.size();
  if (has_parts && !context.parts[part].empty()) {
    out += (out.empty() ? "" : ", ") + context.parts[part];
  }
  return text::trim(out).empty() ? "The document" : out;
}

DocumentEvidence::DocumentEvidence(EvidenceContext context, const std::vector<const Cell*>& lines,
                                   Account& account, ProblemList& problems)
    : context_{std::move(context)}, account_{account}, problems_{problems} {
  const std::optional<Date> said = context_.settings.observed_on;
  day_ = said ? std::optional{Period{*said, *said}} : day_of_lines(lines, context_);
}

void DocumentEvidence::read(const Record& record, const Measure& measure) {
  for (const Field& field : record.fields) {
    const bool is_said = field.column == Column::status || field.column == Column::progress;
    if (!is_said || !has_letters_or_digits(field.cell->text)) continue;
    if (context_.settings.recorded_on) {
      add(field, measure);
    } else {
      leave_out(field);
    }
  }
}

void DocumentEvidence::add(const Field& field, const Measure& measure) {
  const std::optional<Period> days = days_of(field);
  const bool is_status = field.column == Column::status;
  Entry entry{is_status ? EntryKind::rating : EntryKind::note, *context_.settings.recorded_on};
  entry.measure = measure.id;
  if (days) entry.observed_on = days->last();
  if (!is_status && days && days->first() != days->last()) entry.period = days;
  if (is_status) entry.completion = completion_of_status(field.cell->text);
  entry.text = field.cell->text;
  entry.reporter =
      context_.settings.reporter.empty() ? bodies_of(measure) : context_.settings.reporter;
  entry.reporter_type = context_.settings.reporter_type;
  entry.sources.push_back({citation(context_, *field.cell), std::nullopt, {}});
  try {
    check(entry);
  } catch (const InvalidArgument& error) {
    account_.claim(*field.cell, TextUse::named, "evidence_refused");
    return problems_.add(
        {"evidence_refused", Severity::warning, field.cell->place, error.what(), measure.number});
  }
  account_.claim(*field.cell, TextUse::evidence, measure.id.value());
  if (ids_.insert(entry_id(entry)).second) entries_.push_back(std::move(entry));
}

void DocumentEvidence::leave_out(const Field& field) {
  account_.claim(*field.cell, TextUse::named, "evidence_not_recorded");
  report_once(field, "evidence_not_recorded",
              " is what the document itself says of its measures, and was left out of the plan; to "
              "have it as evidence, say on which day it is recorded (recorded_on).");
}

// The day that the header names, else that of the document; after the day of recording it is none.
std::optional<Period> DocumentEvidence::days_of(const Field& field) {
  const std::string_view header =
      field.header == nullptr ? std::string_view{} : std::string_view{field.header->text};
  std::optional<Period> days = period_of_header(header, context_);
  if (!days) days = day_;
  if (days && days->last() > *context_.settings.recorded_on) days.reset();
  if (!days) {
    report_once(field, "evidence_undated",
                " does not say of which day it speaks, on the day of recording or before; the "
                "entries have none. Name it in the header, or give it (observed_on).");
  }
  return days;
}

void DocumentEvidence::report_once(const Field& field, const char* code,
                                   const std::string& message) {
  const std::string name =
      field.header == nullptr ? std::string{} : text::collapse_spaces(field.header->text);
  if (!told_.insert(code + name).second) return;
  const Place place = field.header == nullptr ? field.cell->place : field.header->place;
  problems_.add(
      {code, Severity::warning, place, "What stands under or beside " + shown(name) + message, {}});
}

}  // namespace actionplan::detail

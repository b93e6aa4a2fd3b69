// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/csv.hpp>

#include "csv_columns.hpp"
#include "csv_text.hpp"

#include <actionplan/evidence/words.hpp>

#include <array>
#include <charconv>
#include <string_view>
#include <vector>

namespace actionplan {
namespace {

using detail::append_line;
using detail::text_cell;
using Line = detail::CsvLine;

template <class Number>
std::string number_cell(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string{};
}

template <class Items, class Text>
std::string list_cell(const Items& items, Text text) {
  std::string joined;
  for (const auto& item : items) {
    if (!joined.empty()) joined += "; ";
    joined += text(item);
  }
  return text_cell(joined);
}

// The shortest form that reads back; never in the form of another locale.
std::string real_cell(const std::optional<double>& number) {
  if (!number) return {};
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr};
}

std::string date_cell(const std::optional<Date>& date) { return date ? date->iso() : ""; }
std::string period_cell(const std::optional<Period>& period) {
  return period ? period->text() : "";
}

template <class Tag>
std::string id_cell(const std::optional<Id<Tag>>& id) {
  return id ? text_cell(id->value()) : std::string{};
}

template <class Enum>
std::string word_cell(const std::optional<Enum>& word) {
  return word ? std::string{to_string(*word)} : std::string{};
}

std::string agencies_cell(const Plan& plan, const Measure& measure, Force force) {
  std::vector<Assignment> chosen;
  for (const Assignment& assignment : measure.assignments) {
    if (assignment.force == force) chosen.push_back(assignment);
  }
  return list_cell(chosen, [&](const Assignment& assignment) {
    // A dropped measure's agencies may be those of an earlier plan.
    const Agency* agency = plan.find_agency(assignment.agency);
    return agency != nullptr ? agency->name : assignment.agency.value();
  });
}

Line make_line(const Assessment& assessment, std::size_t row) {
  const MeasureAssessment assessed = assessment.at(row);
  const Measure& measure = assessment.measure(row);
  const ReportCounts& reports = assessed.report_counts;
  return {text_cell(assessed.number),
          text_cell(assessed.section ? assessed.section->value() : ""),
          text_cell(measure.title),
          std::string{to_string(assessed.deadline_status)},
          assessed.due ? assessed.due->iso() : "",
          number_cell(assessed.days_late),
          number_cell(assessed.days_past_due),
          list_cell(assessed.reasons.list(), [](Reason reason) { return to_string(reason); }),
          std::to_string(reports.expected),
          std::to_string(reports.received),
          list_cell(reports.missing, [](const Period& period) { return period.text(); }),
          agencies_cell(assessment.plan(), measure, Force::binding),
          agencies_cell(assessment.plan(), measure, Force::recommended),
          text_cell(assessed.id.value())};
}

Line indicator_line(const Assessment& assessment, const Measure& measure,
                    const IndicatorAssessment& row) {
  const Indicator* indicator = assessment.plan().find_indicator(row.id);
  const auto& profiles = assessment.revision().profile.indicators;
  const auto profile = profiles.find(row.id);
  const bool has_unit = profile != profiles.end() && profile->second.unit;
  return {text_cell(row.id.value()),
          text_cell(measure.id.value()),
          std::string{to_string(row.kind)},
          text_cell(indicator != nullptr ? indicator->text : ""),
          std::string{to_string(row.status)},
          list_cell(row.reasons.list(), [](IndicatorReason reason) { return to_string(reason); }),
          text_cell(has_unit ? *profile->second.unit : ""),
          real_cell(row.value),
          real_cell(row.target),
          word_cell(row.target_set_by),
          real_cell(row.expected),
          real_cell(row.progress),
          std::to_string(row.evidence.size())};
}

std::string dimension_cell(const Dimension& dimension) {
  return list_cell(dimension, [](const auto& part) { return part.first + "=" + part.second; });
}

Line deadline_line(const MeasureAssessment& assessed, const Measure& measure) {
  const auto itself = [](const std::string& text) { return text; };
  const Deadline& deadline = measure.deadline;
  std::string assumptions;
  for (const std::string& assumption : deadline.assumptions) {
    assumptions += (assumptions.empty() ? "" : " | ") + assumption;
  }
  return {text_cell(measure.id.value()),
          text_cell(measure.number),
          text_cell(deadline.text),
          std::string{to_string(deadline.kind)},
          word_cell(assessed.deadline_reason),
          date_cell(deadline.start),
          date_cell(assessed.due),
          date_cell(assessed.due_latest),
          date_cell(assessed.due_original),
          text_cell(deadline.edtf),
          word_cell(deadline.cadence),
          list_cell(deadline.conditions, itself),
          text_cell(assumptions),
          list_cell(deadline.remarks, itself),
          text_cell(deadline.language),
          text_cell(deadline.candidate ? deadline.candidate->token : "")};
}

std::string sources_cell(const std::vector<Source>& sources) {
  std::string joined;
  for (const Source& source : sources) {
    if (!joined.empty()) joined += " | ";
    joined += source.text;
  }
  return text_cell(joined);
}

Line evidence_line(const Evidence& evidence, std::size_t at) {
  const Entry entry = evidence.entry(at);
  return {evidence.id(at).value(),
          std::string{to_string(entry.kind)},
          entry.recorded_on.iso(),
          date_cell(evidence.replaced_on(at)),
          id_cell(entry.measure),
          id_cell(entry.indicator),
          id_cell(entry.agency),
          text_cell(entry.member),
          id_cell(entry.about),
          id_cell(entry.replaces),
          dimension_cell(entry.dimension),
          period_cell(entry.period),
          date_cell(entry.observed_on),
          period_cell(entry.done_on),
          date_cell(entry.published_on),
          real_cell(entry.value),
          text_cell(entry.unit),
          real_cell(entry.denominator),
          real_cell(entry.standard_error),
          real_cell(entry.df),
          number_cell(entry.n),
          real_cell(entry.deff),
          entry.done ? (*entry.done ? "yes" : "no") : "",
          word_cell(entry.completion),
          word_cell(entry.verification),
          text_cell(entry.reporter),
          std::string{to_string(entry.reporter_type)},
          std::string{to_string(entry.method)},
          sources_cell(entry.sources),
          text_cell(entry.text)};
}

}  // namespace

std::string to_csv(const Assessment& assessment, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::measure_columns());
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    append_line(out, make_line(assessment, row));
  }
  return out;
}

std::string to_csv(const Assessment& assessment, std::span<const std::size_t> rows,
                   const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::measure_columns());
  for (const std::size_t row : rows) {
    poll();
    append_line(out, make_line(assessment, row));
  }
  return out;
}

std::string indicators_to_csv(const Assessment& assessment, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::indicator_columns());
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    const Measure& measure = assessment.measure(row);
    for (const IndicatorAssessment& indicator : assessment.at(row).indicators) {
      append_line(out, indicator_line(assessment, measure, indicator));
    }
  }
  return out;
}

std::string deadlines_to_csv(const Assessment& assessment, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::deadline_columns());
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    append_line(out, deadline_line(assessment.at(row), assessment.measure(row)));
  }
  return out;
}

std::string to_csv(const Evidence& evidence, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::evidence_columns());
  for (const std::size_t at : evidence.in_order()) {
    poll();
    append_line(out, evidence_line(evidence, at));
  }
  return out;
}

}  // namespace actionplan

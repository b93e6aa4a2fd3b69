// SPDX-License-Identifier: Apache-2.0
#include <actionplan/publish/csv.hpp>

#include "csv_text.hpp"

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
          agencies_cell(assessment.plan(), measure, Force::recommended)};
}

void append_header(std::string& out) {
  append_line(out, {"number", "section", "title", "deadline_status", "due", "days_late",
                    "days_past_due", "reasons", "reports_expected", "reports_received",
                    "reports_missing", "agencies_binding", "agencies_recommended"});
}

}  // namespace

std::string to_csv(const Assessment& assessment) {
  std::string out;
  append_header(out);
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    append_line(out, make_line(assessment, row));
  }
  return out;
}

std::string to_csv(const Assessment& assessment, std::span<const std::size_t> rows) {
  std::string out;
  append_header(out);
  for (const std::size_t row : rows) append_line(out, make_line(assessment, row));
  return out;
}

}  // namespace actionplan

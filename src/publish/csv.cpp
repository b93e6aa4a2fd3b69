// SPDX-License-Identifier: Apache-2.0
#include <actionplan/publish/csv.hpp>

#include <string_view>
#include <vector>

namespace actionplan {
namespace {

using Line = std::vector<std::string>;

// A spreadsheet would compute a cell that begins so (OWASP, CSV injection).
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos;
}

// Quoted also for separators that spreadsheets of other locales use.
std::string quoted(std::string_view text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos) return std::string{text};
  std::string out{'"'};
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string text_cell(std::string_view text) {
  std::string safe = looks_like_formula(text) ? "'" : "";
  return quoted(safe.append(text));
}

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

void append_line(std::string& out, const Line& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0) out += ',';
    out += line[i];
  }
  out += "\r\n";
}

}  // namespace

std::string to_csv(const Assessment& assessment) {
  std::string out;
  append_line(out, {"number", "section", "title", "deadline_status", "due", "days_late",
                    "days_past_due", "reasons", "reports_expected", "reports_received",
                    "reports_missing", "agencies_binding", "agencies_recommended"});
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    append_line(out, make_line(assessment, row));
  }
  return out;
}

}  // namespace actionplan

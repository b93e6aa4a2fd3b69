// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assessment.hpp>

#include <actionplan/core/error.hpp>

#include "deadline_status.hpp"

#include <algorithm>
#include <utility>

namespace actionplan {
namespace {

ReportCounts count_reports(const std::vector<ReportAssessment>& reports, Date as_of) {
  ReportCounts counts;
  bool has_due_days = true;
  for (const ReportAssessment& report : reports) {
    if (report.before_adoption || report.period.last() >= as_of) continue;
    ++counts.expected;
    counts.missing.push_back(report.period);
    has_due_days = has_due_days && report.due_source.has_value();
  }
  if (counts.expected != 0 && has_due_days) counts.on_time = 0;
  return counts;
}

}  // namespace

Assessment::Assessment(AssessOptions options, Plan plan) noexcept
    : options_{options}, plan_{std::move(plan)} {}

const Measure& Assessment::measure(std::size_t index) const {
  if (index >= size()) {
    throw InvalidArgument("Row " + std::to_string(index) + " of an assessment of " +
                          std::to_string(size()) +
                          " measures does not exist; count from 0 to one less.");
  }
  const std::size_t own = plan_.measures().size();
  return index < own ? plan_.measures()[index] : dropped_[index - own];
}

MeasureAssessment Assessment::at(std::size_t index) const {
  const Measure& source = measure(index);
  MeasureAssessment row;
  row.id = source.id;
  row.number = source.number;
  row.section = source.section;
  row.deadline_status = status_[index];
  row.reasons = reasons_[index];
  row.due = source.deadline.due;
  row.due_original = row.due;
  const auto revised = std::lower_bound(revised_.begin(), revised_.end(), index,
                                        [](const Revised& a, std::size_t b) { return a.row < b; });
  if (revised != revised_.end() && revised->row == index) row.due_original = revised->due_original;
  row.is_extended_after_due = row.reasons.has(Reason::extended_after_due);
  if (row.deadline_status == DeadlineStatus::withdrawn) return row;  // nothing is due any more

  if (row.due && *row.due < as_of()) row.days_past_due = as_of() - *row.due;
  for (const ExpectedReport& report : source.deadline.expected_reports) {
    row.reports.push_back({report.period, report.due, report.due_source, report.before_adoption,
                           detail::judge_report(report, as_of(), options_.due_soon_days)});
  }
  row.report_counts = count_reports(row.reports, as_of());
  return row;
}

MeasureAssessment Assessment::operator[](std::string_view number) const {
  if (const Measure* found = plan_.find_number(number)) return at(*plan_.position(found->id));
  for (std::size_t i = 0; i < dropped_.size(); ++i) {
    if (dropped_[i].number == number) return at(plan_.measures().size() + i);
  }
  throw NotFound("Measure number \"" + std::string{number} +
                 "\" is not in the assessment; check it against the plan's numbers.");
}

StatusCounts Assessment::summary() const noexcept {
  StatusCounts counts;
  for (const DeadlineStatus status : status_) counts.add(status);
  return counts;
}

}  // namespace actionplan

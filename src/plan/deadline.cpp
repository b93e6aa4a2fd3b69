// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/deadline.hpp>

#include <actionplan/core/error.hpp>

#include <algorithm>

namespace actionplan {
namespace {

Date due_day(const Period& period, Cadence cadence, const ReportDueRule& rule) {
  const int months_after =
      months(cadence) < months(Cadence::annual) ? rule.months_in_year : rule.months_year_end;
  return period.last().plus_months(months_after).end_of_month();
}

// First day of the first calendar period of the cadence that ends on or after `day`.
Date first_period_start(Date day, Cadence cadence) {
  const int length = std::min(months(cadence), 12);
  const int month = day.month() - (day.month() - 1) % length;
  return Date::from_ymd(day.year(), month, 1);
}

}  // namespace

const std::vector<ReportDueRule>& report_due_presets() {
  static const std::vector<ReportDueRule> presets = {
      {"open_budget_survey",
       "International Budget Partnership, Open Budget Survey: in-year reports within 3 months, "
       "year-end report within 12 months of the end of the reporting period",
       DueSource::standard, 3, 12},
      {"open_budget_survey_audit",
       "International Budget Partnership, Open Budget Survey: audit report within 18 months of the "
       "end of the fiscal year",
       DueSource::standard, 18, 18},
  };
  return presets;
}

const ReportDueRule& report_due_preset(std::string_view name) {
  std::string known;
  for (const ReportDueRule& preset : report_due_presets()) {
    if (preset.name == name) return preset;
    known += (known.empty() ? "" : ", ") + preset.name;
  }
  throw NotFound("Report due preset \"" + std::string{name} +
                 "\" does not exist; use one of: " + known + ".");
}

int months(Cadence cadence) noexcept {
  switch (cadence) {
    case Cadence::monthly: return 1;
    case Cadence::quarterly: return 3;
    case Cadence::semiannual: return 6;
    case Cadence::annual: return 12;
    case Cadence::biennial: return 24;
  }
  return 12;
}

std::vector<ExpectedReport> expected_reports(const Period& window, Cadence cadence,
                                             std::optional<Date> adopted_on,
                                             const ReportDueRule* rule) {
  std::vector<ExpectedReport> reports;
  const Date anchor = first_period_start(window.first(), cadence);
  const int length = months(cadence);
  for (int step = 0;; step += length) {
    const std::int64_t last_month =
        std::int64_t{anchor.year()} * 12 + anchor.month() + step + length - 2;
    if (last_month > std::int64_t{window.last().year()} * 12 + window.last().month() - 1) break;
    const Period period{anchor.plus_months(step),
                        anchor.plus_months(step + length - 1).end_of_month()};
    if (period.last() > window.last()) break;
    if (reports.size() == max_expected_reports) {
      throw InvalidArgument("A " + std::string{to_string(cadence)} + " duty over " + window.text() +
                            " expects more than " + std::to_string(max_expected_reports) +
                            " reports; shorten the window or choose a longer cadence.");
    }
    ExpectedReport report{period, std::nullopt, std::nullopt,
                          adopted_on && period.last() < *adopted_on};
    if (rule != nullptr) {
      report.due = due_day(period, cadence, *rule);
      report.due_source = rule->source;
    }
    reports.push_back(report);
  }
  return reports;
}

Deadline with_report_due(Deadline deadline, const ReportDueRule& rule) {
  if (deadline.kind != DeadlineKind::recurring || !deadline.cadence) return deadline;
  for (ExpectedReport& report : deadline.expected_reports) {
    report.due = due_day(report.period, *deadline.cadence, rule);
    report.due_source = rule.source;
  }
  if (!deadline.expected_reports.empty()) {
    const Date last = *deadline.expected_reports.back().due;
    deadline.due = deadline.due ? std::max(*deadline.due, last) : last;
    if (deadline.due_latest && *deadline.due_latest <= *deadline.due) deadline.due_latest.reset();
  }
  return deadline;
}

std::optional<NoDateReason> no_date_reason(const Deadline& deadline) noexcept {
  if (deadline.kind != DeadlineKind::no_date) return std::nullopt;
  if (deadline.reason) return deadline.reason;
  return deadline.text.empty() ? NoDateReason::empty : NoDateReason::unread;
}

}  // namespace actionplan

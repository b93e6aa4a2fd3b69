// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include "bounds.hpp"
#include "steps.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

// Bounds of a duty that recurs or stands: the days its text names, else the plan's.
void take_bounds(const DeadlineScan& scan, Deadline& deadline) {
  for (const DatedItem& item : scan.dates) {
    const bool begins = is_from(item);
    if (begins || has_start(item)) {
      const Date first = first_after(item);
      deadline.start = deadline.start ? std::min(*deadline.start, first) : first;
    }
    if (!begins) {
      const Date due = due_of(item);
      deadline.due = deadline.due ? std::max(*deadline.due, due) : due;
    }
  }
}

void borrow_plan_period(const DeadlineContext& context, Deadline& deadline, bool keep_start_open) {
  const auto& period = context.plan_period;
  if (!period || (deadline.start && deadline.due)) return;
  const bool takes_start =
      !deadline.start && !keep_start_open && (!deadline.due || period->first() <= *deadline.due);
  const bool takes_due = !deadline.due && (!deadline.start || *deadline.start <= period->last());
  if (takes_start) deadline.start = period->first();
  if (takes_due) deadline.due = period->last();
  if (takes_start || takes_due) {
    assume(deadline,
           takes_start && takes_due ? assumed::plan_period_for_window
           : takes_due              ? assumed::plan_period_for_end
                                    : assumed::plan_period_for_beginning,
           {period->text()});
  }
}

// When the reports fall due where the text says so: "by the end of each quarter", "15 days after the
// end of each quarter".
struct PlanDue {
  bool is_said = false;
  std::optional<Duration> after;
};

void set_report_days(const PlanDue& due, Deadline& deadline) {
  if (!due.is_said || (due.after && due.after->is_working)) return;
  for (ExpectedReport& report : deadline.expected_reports) {
    report.due = due.after ? later(report.period.last(), *due.after) : report.period.last();
    if (!report.due) continue;
    report.due_source = DueSource::plan;
    deadline.due = deadline.due ? std::max(*deadline.due, *report.due) : *report.due;
  }
}

void set_reports(const DeadlineContext& context, const PlanDue& due, Deadline& deadline) {
  if (!deadline.start || !deadline.due) {
    assume(deadline, assumed::no_window_no_report);
    return;
  }
  const Period window{*deadline.start, *deadline.due};
  try {
    deadline.expected_reports = expected_reports(window, *deadline.cadence, context.adopted_on);
    set_report_days(due, deadline);
  } catch (const Error& error) {
    deadline.assumptions.emplace_back(error.what());
    return;
  }
  assume(deadline, assumed::reports_by_period, {window.first().iso(), window.last().iso()});
}

// "May 2023 and ongoing": the start named as the text names it.
std::string open_edtf(const DatedItem& item) {
  if (item.lead == Lead::after || !item.days.edtf.empty()) return first_after(item).iso() + "/..";
  const std::string name = edtf_of(item.days);
  return (name.find('/') == std::string::npos ? name : item.days.first.iso()) + "/..";
}

// "throughout the implementation of the action plan"
bool spans_plan(const DeadlineScan& scan) {
  if (!scan.plan || !scan.dates.empty()) return false;
  for (std::size_t i = 0; i < *scan.plan; ++i) {
    const std::string_view word = scan.words[i].text;
    if (word == "throughout" || word == "during" || word == "whole" || word == "entire") {
      return true;
    }
  }
  return false;
}

// "until the end of the plan"
bool read_end_of_plan(const DeadlineScan& scan, Deadline& deadline) {
  const auto& period = scan.context.plan_period;
  if (!scan.plan || !period || !scan.dates.empty()) return false;
  for (std::size_t i = 0; i < *scan.plan; ++i) {
    if (scan.sense(i) != Sense::end) continue;
    deadline.kind = DeadlineKind::by;
    deadline.due = period->last();
    deadline.edtf = until(*deadline.due);
    assume(deadline, assumed::plan_end, {iso(deadline.due)});
    return true;
  }
  return false;
}

}  // namespace

bool read_unreadable(const DeadlineScan& scan, Deadline& deadline) {
  std::string problem = scan.problem;
  for (std::size_t i = 0; i + 1 < scan.dates.size() && problem.empty(); ++i) {
    if (scan.dates[i].days.next == scan.dates[i + 1].from) {
      problem = assumption_text(assumed::side_by_side, {});
    }
  }
  if (problem.empty()) return false;
  deadline.assumptions.push_back(std::move(problem));
  return true;
}

bool read_pointer(const DeadlineScan& scan, Deadline& deadline) {
  const bool is_as = scan.sense(0) == Sense::as && scan.words.is_word(1) &&
                     (scan.words[1].text.ends_with("ed") || scan.words.is(1, "per"));
  std::size_t first = 0;
  if (scan.words.is(0, "in")) first = 1;
  if (!is_as && scan.sense(first) != Sense::pointer) return false;
  assume(deadline, assumed::points_elsewhere);
  return true;
}

bool read_recurring(const DeadlineScan& scan, Deadline& deadline) {
  if (!scan.cadence) return false;
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = scan.cadence->cadence;
  if (scan.cadence->is_ambiguous) {
    assume(deadline, assumed::biannual);
  }
  take_bounds(scan, deadline);
  borrow_plan_period(scan.context, deadline, false);
  set_bounds_edtf(deadline);
  PlanDue due;
  due.is_said = scan.is_at_end_of_each;
  if (!scan.durations.empty()) {
    due.after = scan.durations.front();
    const std::size_t link = scan.finder.skip_fillers(due.after->to);
    if (scan.sense(link) == Sense::before) due.after->count = -due.after->count;
  }
  set_reports(scan.context, due, deadline);
  if (scan.finder.lacks_year()) {
    assume(deadline, assumed::report_day_without_year);
  }
  return true;
}

bool read_standing(const DeadlineScan& scan, Deadline& deadline) {
  if (!scan.ongoing && !scan.is_often && !spans_plan(scan)) return false;
  deadline.kind = DeadlineKind::continuous;
  if (scan.is_often) {
    assume(deadline, assumed::often_is_standing);
  }
  // In "May 2023 and ongoing" the date is where the duty begins.
  const bool begins = scan.ongoing && scan.dates.size() == 1 && !scan.dates.front().days.is_range &&
                      scan.dates.front().days.next <= *scan.ongoing;
  if (begins) {
    deadline.start = scan.dates.front().days.first;
  } else {
    take_bounds(scan, deadline);
  }
  borrow_plan_period(scan.context, deadline, false);
  set_bounds_edtf(deadline);
  if (begins && !deadline.due) deadline.edtf = open_edtf(scan.dates.front());
  return true;
}

bool read_open_end(const DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() != 1 || !is_from(scan.dates.front())) return false;
  const DatedItem& item = scan.dates.front();
  deadline.kind = DeadlineKind::continuous;
  deadline.start = first_after(item);
  assume(deadline, assumed::first_without_last);
  borrow_plan_period(scan.context, deadline, false);
  set_bounds_edtf(deadline);
  if (!deadline.due) deadline.edtf = open_edtf(item);
  return true;
}

bool read_latest_day(const DeadlineScan& scan, Deadline& deadline) {
  if (read_end_of_plan(scan, deadline)) return true;
  if (scan.dates.size() != 1 || has_start(scan.dates.front())) return false;
  const DatedItem& item = scan.dates.front();
  deadline.kind = DeadlineKind::by;
  deadline.due = due_of(item);
  deadline.edtf = until(*deadline.due);
  if (item.lead == Lead::none) {
    assume(deadline, assumed::single_day, {iso(deadline.due)});
  } else if (item.lead == Lead::before && !item.days.is_edge) {
    assume(deadline, assumed::before_leaves_out, {iso(deadline.due)});
  } else if (item.days.first != item.days.last) {
    assume(deadline, assumed::period_end, {iso(deadline.due)});
  }
  return true;
}

bool read_window(const DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() != 1) return false;
  const DatedItem& item = scan.dates.front();
  deadline.kind = DeadlineKind::window;
  deadline.start = item.days.first;
  deadline.due = item.days.last;
  deadline.edtf = edtf_of(item.days);
  assume(deadline, assumed::window_end, {iso(deadline.due)});
  return true;
}

bool read_dateless(const DeadlineScan& scan, Deadline& deadline) {
  if (deadline.text.empty()) return true;
  assume(deadline, scan.finder.lacks_year() ? assumed::no_year : assumed::no_date);
  return true;
}

void recur_by_reports(const DeadlineContext& context, Deadline& deadline) {
  const bool can_recur =
      deadline.kind == DeadlineKind::window || deadline.kind == DeadlineKind::continuous;
  if (!can_recur || !deadline.start || !deadline.due) return;
  const AssumptionPattern* why = &assumed::title_tells_cadence;
  auto cadence = report_cadence(context.title);
  if (!cadence) {
    cadence = report_cadence(context.indicator_text);
    why = &assumed::indicator_tells_cadence;
  }
  if (!cadence) return;
  Deadline recurring = deadline;
  recurring.kind = DeadlineKind::recurring;
  recurring.cadence = cadence;
  assume(recurring, *why, {to_string(*cadence)});
  set_reports(context, {}, recurring);
  if (!recurring.expected_reports.empty()) deadline = std::move(recurring);
}

}  // namespace actionplan::detail

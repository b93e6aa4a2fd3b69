// SPDX-License-Identifier: Apache-2.0
#include "decide.hpp"

#include <actionplan/core/error.hpp>

#include "report_cadence.hpp"
#include "working_days.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

// Bounds of a duty that recurs or stands: the days its text names, else the plan's.
void take_bounds(const DeadlineScan& scan, Deadline& deadline) {
  std::optional<Date> latest;
  for (const DateFact& fact : scan.dates) {
    const Bounds bounds = bounds_of(fact);
    if (bounds.start)
      deadline.start = std::min(deadline.start.value_or(*bounds.start), *bounds.start);
    if (bounds.due) deadline.due = std::max(deadline.due.value_or(*bounds.due), *bounds.due);
    if (bounds.latest) latest = std::max(latest.value_or(*bounds.latest), *bounds.latest);
  }
  set_latest(deadline, latest);
}

void borrow_plan_period(const DeadlineContext& context, Deadline& deadline) {
  const auto& period = context.plan_period;
  if (!period || (deadline.start && deadline.due)) return;
  const bool takes_start = !deadline.start && (!deadline.due || period->first() <= *deadline.due);
  const bool takes_due = !deadline.due && (!deadline.start || *deadline.start <= period->last());
  if (takes_start) deadline.start = period->first();
  if (takes_due) deadline.due = period->last();
  if (!takes_start && !takes_due) return;
  assume(deadline,
         takes_start && takes_due ? assumed::plan_period_for_window
         : takes_due              ? assumed::plan_period_for_end
                                  : assumed::plan_period_for_beginning,
         {period->text()});
}

// When the reports fall due where the text says so.
struct PlanDue {
  bool is_at_end = false;             // "by the end of each quarter"
  std::optional<Duration> after;      // "15 days after the end of each quarter"
  std::optional<int> next_month_day;  // "until the 15th of the month after the quarter"
  std::vector<Date> year_days;        // "annually by 31 March": in a year of two and the next
  bool is_behind = false;             // "of the year that follows the reported one"

  [[nodiscard]] bool is_said() const { return is_at_end || next_month_day || !year_days.empty(); }
};

std::optional<Date> report_day(const ExpectedReport& report, const PlanDue& due) {
  const Period& period = report.period;
  if (!due.year_days.empty()) {
    const Date earliest =
        due.is_behind ? period.last().plus_days(1) : period.first().plus_days(period.days() / 2);
    for (const int years : {0, 1}) {
      for (const Date day : due.year_days) {
        const Date named =
            day.plus_months(months_of_year * (period.last().year() + years - day.year()));
        if (named >= earliest) return named;
      }
    }
    return {};
  }
  if (due.next_month_day) return period.last().plus_days(*due.next_month_day);
  return due.after ? later(period.last(), *due.after) : period.last();
}

void set_report_days(const PlanDue& due, Deadline& deadline) {
  if (!due.is_said() || (due.after && due.after->is_working)) return;
  for (ExpectedReport& report : deadline.expected_reports) {
    report.due = report_day(report, due);
    if (!report.due) continue;
    report.due_source = DueSource::plan;
    deadline.due = std::max(deadline.due.value_or(*report.due), *report.due);
  }
  if (!due.year_days.empty() && !deadline.expected_reports.empty()) {
    assume(deadline, assumed::report_days_by_text);
  }
}

std::optional<Cadence> cadence_of_days(std::size_t count) {
  switch (count) {
    case 1: return Cadence::annual;
    case 2: return Cadence::semiannual;
    case 4: return Cadence::quarterly;
    default: return {};
  }
}

// The days that the text names without a year, by day; nothing where they do not part the year evenly.
std::vector<Date> year_days(DeadlineScan& scan) {
  constexpr int common_year = 2001;
  std::vector<Date> days;
  for (const YearlessDate& named : scan.yearless) {
    DateNotes notes{scan.context, scan.notes.language};
    const auto resolved = resolve(named.point, common_year, "", notes);
    if (!resolved) return {};
    DateFact fact;
    fact.days = *resolved;
    fact.lead = named.lead == Lead::from || named.lead == Lead::after ? Lead::none : named.lead;
    const Bounds bounds = bounds_of(fact);
    days.push_back(std::max(*bounds.due, bounds.latest.value_or(*bounds.due)));
  }
  std::sort(days.begin(), days.end());
  if (days.empty() || !cadence_of_days(days.size())) return {};
  const int step = months_of_year / static_cast<int>(days.size());
  for (std::size_t i = 1; i < days.size(); ++i) {
    if (days[i].month() - days[i - 1].month() != step) return {};
  }
  return days;
}

// "annually by 31 March"; "May and November each year" is twice a year.
bool take_year_days(DeadlineScan& scan, PlanDue& due, Deadline& deadline) {
  if (scan.yearless.empty()) return true;
  due.is_behind = scan.is_next_year;
  due.year_days = year_days(scan);
  const auto cadence = cadence_of_days(due.year_days.size());
  if (scan.yearless.size() == 1 && deadline.cadence != Cadence::annual) {
    due.year_days.clear();
    assume(deadline, assumed::report_day_without_year);
    return true;
  }
  if (due.year_days.empty() ||
      (deadline.cadence != Cadence::annual && deadline.cadence != cadence)) {
    const std::string_view said = to_string(*deadline.cadence);
    deadline.cadence.reset();
    leave_unread(deadline, assumed::days_and_cadence, {said});
    return false;
  }
  deadline.cadence = cadence;
  return true;
}

// "June 2020, annually": the one date stands before the cadence, and lasts less than its period.
bool goes_on_from(const DeadlineScan& scan) {
  const DateFact& date = scan.dates.front();
  if (!scan.cadence->cadence) return false;
  bool has_comma = false;
  for (std::size_t i = date.to; i < scan.cadence->from; ++i) {
    if (scan.sense(i) == Sense::conjunction) return true;  // "2021 and annually"
    has_comma = has_comma || scan.items.is_mark(i, ',');
  }
  if (!has_comma) return false;
  const int length = months(*scan.cadence->cadence);
  return date.days.last.plus_days(1) < date.days.first.plus_months(length);
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
std::string open_edtf(const DateFact& fact) {
  const Bounds bounds = bounds_of(fact);
  const std::string name = edtf_of(fact);
  const bool is_plain = fact.lead != Lead::after && name.find('/') == std::string::npos;
  return (is_plain ? name : (bounds.start ? *bounds.start : fact.days.first).iso()) + "/..";
}

void roll(const DeadlineContext& context, Deadline& deadline) {
  const DateSettings& settings = settings_of(context);
  if (!settings.rolls_to_working_day || !deadline.due) return;
  for (DeadlinePart& part : deadline.parts) {
    part.due = rolled(part.due, settings);
    if (part.due_latest) part.due_latest = rolled(*part.due_latest, settings);
    if (part.due_latest == part.due) part.due_latest.reset();
  }
  const Date moved = rolled(*deadline.due, settings);
  if (moved == *deadline.due) return;
  assume(deadline, assumed::rolled_to_working_day, {deadline.due->iso(), moved.iso()});
  if (deadline.due_latest) {
    deadline.due_latest = std::max(moved, rolled(*deadline.due_latest, settings));
  }
  deadline.due = moved;
  set_latest(deadline, deadline.due_latest);
}

}  // namespace

bool read_unread(DeadlineScan& scan, Deadline& deadline) {
  std::string problem = scan.notes.problem;
  if (problem.empty() && scan.unread) {
    const std::string quoted = '"' + scan.unread->text + '"';
    const bool is_number = scan.unread->text.front() >= '0' && scan.unread->text.front() <= '9';
    if (is_number) {
      constexpr std::size_t longest = 24;
      const std::string shown = scan.unread->text.substr(0, longest);
      problem = assumption_text(
          scan.unread->text.size() >= 4 ? assumed::number_is_no_year : assumed::number_is_loose,
          {shown});
    } else {
      problem = assumption_text(assumed::word_unread, {quoted});
    }
  }
  for (std::size_t i = 0; problem.empty() && i + 1 < scan.dates.size(); ++i) {
    const DateFact& next = scan.dates[i + 1];
    std::size_t between = scan.dates[i].to;
    while (between < next.from &&
           (scan.sense(between) == Sense::filler || scan.items[between].is_suffix ||
            (scan.items.is_mark(between, '.') && !scan.items[between].is_joined))) {
      ++between;
    }
    if (between == next.from && !next.is_led) {
      problem = assumption_text(assumed::side_by_side, {});
    }
  }
  const bool has_date = !scan.dates.empty() || scan.cadence || scan.ongoing || scan.plan_time;
  if (problem.empty() && scan.lacks_year && !scan.cadence) {
    problem = assumption_text(assumed::no_year, {});
  } else if (problem.empty() && scan.completed && has_date && !scan.dates.empty() &&
             scan.dates.back().lead != Lead::by && scan.dates.back().lead != Lead::by_vague) {
    problem = assumption_text(assumed::date_of_status, {});
  }
  if (problem.empty()) return false;
  deadline.reason = NoDateReason::unread;
  deadline.assumptions.push_back(std::move(problem));
  return true;
}

bool read_ditto(DeadlineScan& scan, Deadline& deadline) {
  // "-//-" and "-"-" are words of no language.
  const bool has_marks = scan.read.find_first_of("/\"") != std::string_view::npos;
  const bool is_mark = has_marks && scan.read.find_first_not_of("-/\" ") == std::string_view::npos;
  const bool is_said = scan.ditto && scan.dates.empty() && !scan.cadence;
  if (!is_mark && !is_said) return false;
  const Deadline* const above = scan.context.row_above;
  if (above == nullptr) {
    leave_unread(deadline, assumed::no_row_above);
    return true;
  }
  const std::string text = deadline.text;
  deadline = *above;
  deadline.text = text;
  deadline.candidate.reset();
  if (deadline.kind == DeadlineKind::no_date && !deadline.reason) {
    deadline.reason = no_date_reason(*above);
  }
  assume(deadline, assumed::as_in_row_above);
  return true;
}

bool read_status(DeadlineScan& scan, Deadline& deadline) {
  const bool is_done = scan.completed && scan.dates.empty() && !scan.cadence && !scan.ongoing;
  if (!scan.cancelled && !is_done) return false;
  deadline.reason = NoDateReason::remark_only;
  deadline.remarks.push_back(scan.stretch(0, scan.items.size()));
  assume(deadline, assumed::status_without_day);
  return true;
}

// "postponed from 2018 to 2020": due in 2020.
bool read_postponed(DeadlineScan& scan, Deadline& deadline) {
  if (!scan.postponed) return false;
  auto& dates = scan.dates;
  const bool has_form =
      dates.size() <= 2 &&
      std::none_of(dates.begin(), dates.end(), [](const DateFact& fact) { return fact.is_range; });
  if (dates.empty()) {
    deadline.reason = NoDateReason::undetermined;
    assume(deadline, assumed::postponed_without_day);
    return true;
  }
  if (!has_form) {
    leave_unread(deadline, assumed::side_by_side);
    return true;
  }
  if (dates.size() == 2) {
    DateFact first = dates.front();
    first.lead = Lead::none;
    deadline.due_original = bounds_of(first).due;
    dates.erase(dates.begin());
  } else if (dates.front().is_original || dates.front().lead == Lead::from) {
    deadline.reason = NoDateReason::undetermined;
    deadline.due_original = dates.front().days.last;
    assume(deadline, assumed::postponed_without_day);
    return true;
  }
  if (dates.front().lead == Lead::from) dates.front().lead = Lead::none;
  if (deadline.due_original) {
    assume(deadline, assumed::postponed_from, {deadline.due_original->iso()});
  }
  return read_latest_day(scan, deadline) || read_window(scan, deadline);
}

bool read_recurring(DeadlineScan& scan, Deadline& deadline) {
  if (!scan.cadence) return false;
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = scan.cadence->cadence;
  PlanDue due;
  if (!take_year_days(scan, due, deadline)) return true;
  if (scan.cadence->is_ambiguous) assume(deadline, assumed::biannual);
  // "2018 and annually thereafter" begins in 2018.
  const bool begins = scan.dates.size() == 1 && !scan.dates.front().is_range &&
                      scan.dates.front().lead == Lead::none && (scan.ongoing || goes_on_from(scan));
  if (begins) {
    deadline.start = scan.dates.front().days.first;
  } else {
    take_bounds(scan, deadline);
  }
  borrow_plan_period(scan.context, deadline);
  set_bounds_edtf(deadline);
  due.is_at_end = scan.is_at_end_of_each;
  due.next_month_day = scan.report_month_day;
  if (!scan.durations.empty()) {
    due.after = scan.durations.front();
    const std::size_t link = scan.parser.skip_fillers(due.after->to);
    if (scan.sense(link) == Sense::before) due.after->count = -due.after->count;
  }
  set_reports(scan.context, due, deadline);
  if (deadline.due_latest && deadline.due && *deadline.due_latest <= *deadline.due) {
    deadline.due_latest.reset();
  }
  return true;
}

bool read_standing(DeadlineScan& scan, Deadline& deadline) {
  if (!scan.ongoing && !scan.is_often) return false;
  deadline.kind = DeadlineKind::continuous;
  if (scan.is_often) assume(deadline, assumed::often_is_standing);
  // In "May 2023 and ongoing" the date is where the duty begins.
  const bool begins = scan.ongoing && scan.dates.size() == 1 && !scan.dates.front().is_range &&
                      scan.dates.front().lead == Lead::none &&
                      scan.dates.front().to <= *scan.ongoing &&
                      !scan.items.is_mark(scan.dates.front().to, ',');
  if (begins) {
    deadline.start = scan.dates.front().days.first;
  } else {
    take_bounds(scan, deadline);
  }
  const bool is_open = (begins || (scan.dates.size() == 1 && is_from(scan.dates.front())));
  borrow_plan_period(scan.context, deadline);
  set_bounds_edtf(deadline);
  if (is_open && !deadline.due) deadline.edtf = open_edtf(scan.dates.front());
  return true;
}

bool read_first_day(DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() != 1 || !is_from(scan.dates.front())) return false;
  deadline.kind = DeadlineKind::window;
  deadline.start = bounds_of(scan.dates.front()).start;
  deadline.edtf = open_edtf(scan.dates.front());
  assume(deadline, assumed::first_without_last);
  return true;
}

bool read_latest_day(DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() != 1) return false;
  const DateFact& fact = scan.dates.front();
  const Bounds bounds = bounds_of(fact);
  if (bounds.start || !bounds.due) return false;
  deadline.kind = DeadlineKind::by;
  deadline.due = bounds.due;
  set_latest(deadline, bounds.latest);
  deadline.edtf = "../" + deadline.due->iso();
  if (deadline.due_latest) {
    assume(deadline, assumed::vague_until, {iso(deadline.due), iso(deadline.due_latest)});
  } else if (fact.lead == Lead::none) {
    assume(deadline, assumed::single_day, {iso(deadline.due)});
  } else if (fact.lead == Lead::before && !fact.days.is_edge) {
    assume(deadline, assumed::before_leaves_out, {iso(deadline.due)});
  } else if (fact.days.first != fact.days.last) {
    assume(deadline, assumed::period_end, {iso(deadline.due)});
  }
  return true;
}

bool read_window(DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() != 1) return false;
  const DateFact& fact = scan.dates.front();
  const Bounds bounds = bounds_of(fact);
  deadline.kind = DeadlineKind::window;
  deadline.start = bounds.start;
  deadline.due = bounds.due;
  set_latest(deadline, bounds.latest);
  deadline.edtf = edtf_of(fact);
  if (deadline.due_latest) {
    assume(deadline, assumed::vague_until, {iso(deadline.due), iso(deadline.due_latest)});
  } else {
    assume(deadline, assumed::window_end, {iso(deadline.due)});
  }
  return true;
}

bool read_dateless(DeadlineScan& scan, Deadline& deadline) {
  if (deadline.text.empty()) return true;
  if (scan.as_needed) {
    deadline.reason = NoDateReason::as_needed;
    assume(deadline, assumed::when_needed);
  } else if (scan.undetermined) {
    deadline.reason = NoDateReason::undetermined;
    assume(deadline, assumed::day_not_set);
  } else if (scan.elsewhere) {
    deadline.reason = NoDateReason::elsewhere;
    assume(deadline, assumed::points_elsewhere);
  } else if (!scan.remarks.empty() || !scan.conditions.empty()) {
    deadline.reason = NoDateReason::remark_only;
    assume(deadline, assumed::no_date);
  } else {
    const bool is_blank = std::all_of(scan.read.begin(), scan.read.end(),
                                      [](char c) { return c == '-' || c == ' '; });
    const bool has_word =
        scan.unknown_words != 0 ||
        std::any_of(scan.items.tokens().is_empty() ? scan.read.end() : scan.read.begin(),
                    scan.read.end(), [](char c) {
                      return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
                             (c >= 'A' && c <= 'Z');
                    });
    deadline.reason = is_blank || !has_word ? NoDateReason::empty : NoDateReason::remark_only;
    assume(deadline, assumed::no_date);
  }
  return true;
}

void decide(DeadlineScan& scan, Deadline& deadline) {
  for (const DeadlineRuleStep& step : deadline_steps()) {
    if (step.read != nullptr && step.read(scan, deadline)) break;
  }
  roll(scan.context, deadline);
  const bool is_read = deadline.kind != DeadlineKind::no_date;
  if (is_read) {
    for (const std::string& assumption : scan.notes.assumptions) {
      deadline.assumptions.push_back(assumption);
    }
    if (scan.approximate && deadline.due) {
      set_latest(deadline, std::max(latest_due(deadline).value_or(*deadline.due),
                                    deadline.due->plus_months(1).end_of_month()));
      assume(deadline, assumed::approximate, {iso(deadline.due_latest)});
    }
  }
  for (const std::size_t slip : scan.slips) {
    if (is_read) assume(deadline, assumed::month_slip, {scan.quoted(slip, slip + 1)});
  }
  if (deadline.reason == NoDateReason::unread) return;
  if (is_read && scan.undetermined)
    deadline.conditions.push_back(scan.stretch(*scan.undetermined, *scan.undetermined + 1));
  if (is_read && scan.as_needed)
    deadline.conditions.push_back(scan.stretch(*scan.as_needed, *scan.as_needed + 1));
  for (const std::string& condition : scan.conditions) deadline.conditions.push_back(condition);
  for (const std::string& remark : scan.remarks) deadline.remarks.push_back(remark);
}

namespace {

// Turns a window into a recurring duty where a text of the measure speaks of periodic reports.
bool recur_by(std::string_view text, const AssumptionPattern& why, const DeadlineContext& context,
              std::string_view language, Deadline& deadline) {
  const bool can_recur =
      deadline.kind == DeadlineKind::window || deadline.kind == DeadlineKind::continuous;
  if (!can_recur || !deadline.start || !deadline.due) return false;
  const auto cadence = report_cadence(text, language);
  if (!cadence) return false;
  Deadline recurring = deadline;
  recurring.kind = DeadlineKind::recurring;
  recurring.cadence = cadence;
  assume(recurring, why, {to_string(*cadence)});
  set_reports(context, {}, recurring);
  if (!recurring.expected_reports.empty()) deadline = std::move(recurring);
  return true;
}

}  // namespace

bool recur_by_title(const DeadlineContext& context, std::string_view language, Deadline& deadline) {
  return recur_by(context.title, assumed::title_tells_cadence, context, language, deadline);
}

bool recur_by_indicator(const DeadlineContext& context, std::string_view language,
                        Deadline& deadline) {
  return recur_by(context.indicator_text, assumed::indicator_tells_cadence, context, language,
                  deadline);
}

void amend(const DeadlineContext& context, std::string_view language, Deadline& deadline) {
  for (const DeadlineRuleStep& step : deadline_steps()) {
    if (step.amend != nullptr && step.amend(context, language, deadline)) return;
  }
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include "deadline_text_steps.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

// An interval without a beginning, in EDTF.
std::string until(Date due) {
  std::string text = "../";
  text += due.iso();
  return text;
}

bool is_single_day(const NamedDays& days) { return days.first == days.last; }

// The period as the text names it.
std::string edtf_of(const NamedDays& days) {
  return days.edtf.empty() ? Period{days.first, days.last}.edtf() : days.edtf;
}

// The last day on which it is in time.
Date due_of(const DatedItem& item) {
  const bool is_exclusive = item.lead == Lead::before && !item.days.is_edge;
  return is_exclusive ? item.days.first.plus_days(-1) : item.days.last;
}

// Does the date give a first day as well as a last one?
bool has_start(const DatedItem& item) {
  return (item.lead == Lead::none || item.days.is_range) && item.lead != Lead::before &&
         !is_single_day(item.days);
}

Date first_after(const DatedItem& item) {
  return item.lead == Lead::after ? item.days.last.plus_days(1) : item.days.first;
}

bool is_from(const DatedItem& item) {
  return (item.lead == Lead::from || item.lead == Lead::after) && !item.days.is_range;
}

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
    deadline.assumptions.push_back("The text names no " +
                                   std::string{takes_start && takes_due ? "window"
                                               : takes_due              ? "end"
                                                                        : "beginning"} +
                                   "; the plan's period " + period->text() + " is taken.");
  }
}

void set_bounds_edtf(Deadline& deadline) {
  if (deadline.start && deadline.due && *deadline.due < *deadline.start) {
    deadline.start.reset();
    deadline.assumptions.push_back("The day it begins lies after the day it ends and is left out.");
  }
  if (deadline.start && deadline.due) {
    deadline.edtf = Period{*deadline.start, *deadline.due}.edtf();
  } else if (deadline.due) {
    deadline.edtf = until(*deadline.due);
  } else if (deadline.start) {
    deadline.edtf = iso(deadline.start) + "/..";
  }
}

// When the reports fall due where the text says so: "by the end of each quarter", "15 days after the
// end of each quarter".
struct PlanDue {
  bool is_said = false;
  std::optional<Duration> after;
};

int months(const Duration& duration) {
  switch (duration.unit) {
    case Unit::month: return duration.count;
    case Unit::quarter: return 3 * duration.count;
    case Unit::year: return 12 * duration.count;
    default: return 0;
  }
}

// Nothing where the calendar ends before.
std::optional<Date> later(Date day, const Duration& duration) {
  try {
    if (duration.unit == Unit::day) return day.plus_days(duration.count);
    if (duration.unit == Unit::week) return day.plus_days(7 * duration.count);
    return day.plus_months(months(duration));
  } catch (const Error&) {
    return {};
  }
}

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
    deadline.assumptions.push_back("The duty has no window, so no report is expected yet.");
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
  deadline.assumptions.push_back("A report is expected for each calendar period that ends from " +
                                 window.first().iso() + " to " + window.last().iso() + ".");
}

// "May 2023 and ongoing": the start named as the text names it.
std::string open_edtf(const DatedItem& item) {
  if (item.lead == Lead::after || !item.days.edtf.empty()) return first_after(item).iso() + "/..";
  const std::string name = edtf_of(item.days);
  return (name.find('/') == std::string::npos ? name : item.days.first.iso()) + "/..";
}

bool is_plan_adoption(const DeadlineScan& scan, std::size_t from) {
  bool adopts = false;
  bool names_plan = false;
  bool names_other = false;
  for (std::size_t i = from; i < scan.words.size(); ++i) {
    if (!scan.words.is_word(i)) continue;
    const Sense sense = scan.sense(i);
    const std::string_view word = scan.words[i].text;
    if (sense == Sense::adoption) {
      adopts = true;
    } else if (sense == Sense::plan) {
      names_plan = true;
    } else if (sense == Sense::other && word != "this" && word.size() > 1) {
      names_other = true;
    }
  }
  return adopts && (names_plan || !names_other);
}

// Where a deadline counted in durations starts to count, and how that is known.
struct Anchor {
  std::optional<Date> day;
  std::string why;
};

Anchor anchor_of(const DeadlineScan& scan, std::size_t event) {
  for (const DatedItem& item : scan.dates) {
    if (item.from >= event) {
      return Anchor{item.days.last, "It is counted from " + item.days.last.iso() + "."};
    }
  }
  const bool names_event = [&] {
    for (std::size_t i = event; i < scan.words.size(); ++i) {
      if (scan.sense(i) == Sense::other && scan.words.is_word(i)) return true;
      if (scan.sense(i) == Sense::adoption || scan.sense(i) == Sense::end) return true;
    }
    return false;
  }();
  const auto& adopted = scan.context.adopted_on;
  if (names_event && !is_plan_adoption(scan, event)) {
    return Anchor{{}, "It is counted from an event whose day the text does not give."};
  }
  if (!adopted)
    return Anchor{{}, "It is counted from the plan's adoption, whose day is not known."};
  const std::string day = "the plan's adoption on " + adopted->iso() + ".";
  return Anchor{adopted, names_event ? "It is counted from " + day
                                     : "The text names no event; it is counted from " + day};
}

std::vector<std::pair<std::size_t, std::size_t>> part_stretches(const DeadlineScan& scan) {
  std::vector<std::pair<std::size_t, std::size_t>> stretches;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    if (i + 1 == scan.dates.size()) {
      stretches.emplace_back(begin, scan.words.size());
      break;
    }
    const std::size_t from = scan.dates[i].days.next;
    const std::size_t to = scan.dates[i + 1].from;
    const auto strength = [&](std::size_t k) {
      if (scan.words.is_mark(k, ';')) return 3;
      if (scan.words.is_mark(k, ',')) return 2;
      const bool is_slash = scan.words.is_mark(k, '/') || scan.words.is_mark(k, '&');
      return is_slash || scan.sense(k) == Sense::conjunction ? 1 : 0;
    };
    const auto separates = [&](std::size_t k) { return strength(k) > 0; };
    std::size_t cut = to;
    for (std::size_t k = from; k < to; ++k) {
      if (separates(k) && (cut == to || strength(k) >= strength(cut))) cut = k;
    }
    while (cut + 1 < to && separates(cut + 1)) ++cut;  // ", and"
    if (cut == to) {
      stretches.emplace_back(begin, from);
      begin = from;
      continue;
    }
    std::size_t end = cut;
    while (end > from && separates(end - 1)) --end;
    stretches.emplace_back(begin, end);
    begin = cut + 1;
  }
  return stretches;
}

// "two months before 31 December 2017"
bool read_time_before(const DeadlineScan& scan, const Duration& duration, Deadline& deadline) {
  const std::size_t at = scan.finder.skip_fillers(duration.to);
  if (scan.sense(at) != Sense::before || scan.dates.size() != 1) return false;
  Duration back = duration;
  back.count = -back.count;
  const Date from = scan.dates.front().days.first;
  deadline.kind = DeadlineKind::relative;
  deadline.assumptions.push_back("It is counted back from " + from.iso() + ".");
  if (!duration.is_working) deadline.due = later(from, back);
  set_bounds_edtf(deadline);
  return true;
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
    deadline.assumptions.push_back("The plan ends on " + iso(deadline.due) + ".");
    return true;
  }
  return false;
}

}  // namespace

bool read_unreadable(const DeadlineScan& scan, Deadline& deadline) {
  std::string problem = scan.problem;
  for (std::size_t i = 0; i + 1 < scan.dates.size() && problem.empty(); ++i) {
    if (scan.dates[i].days.next == scan.dates[i + 1].from) {
      problem =
          "Dates stand side by side; say which one counts, or join them by a dash or \"and\".";
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
  deadline.assumptions.emplace_back(
      "The text points elsewhere for the date; write the date itself.");
  return true;
}

bool read_relative(const DeadlineScan& scan, Deadline& deadline) {
  const bool has_duration = !scan.durations.empty();
  const bool has_event = scan.after && scan.dates.empty();
  if (scan.cadence) return false;  // "15 days after the end of each quarter"
  if (!has_duration && !has_event) return false;
  if (!has_duration) {
    if (!scan.words.is_word(*scan.after + 1)) return false;
    deadline.kind = DeadlineKind::relative;
    deadline.assumptions.emplace_back("It follows an event and names no time to do it in.");
    if (is_plan_adoption(scan, *scan.after + 1) && scan.context.adopted_on) {
      deadline.start = scan.context.adopted_on;
      deadline.edtf = iso(deadline.start) + "/..";
    }
    return true;
  }
  const Duration& duration = scan.durations.front();
  if (read_time_before(scan, duration, deadline)) return true;
  const bool precedes_date =
      std::any_of(scan.dates.begin(), scan.dates.end(), [&](const DatedItem& item) {
        return item.from >= duration.to &&
               (item.lead == Lead::after || item.lead == Lead::from || item.lead == Lead::none);
      });
  if (!scan.dates.empty() && !precedes_date) return false;
  const Anchor anchor = anchor_of(scan, duration.to);
  deadline.kind = DeadlineKind::relative;
  deadline.assumptions.push_back(anchor.why);
  if (duration.is_working) {
    deadline.assumptions.emplace_back("Working days need a calendar of holidays; no day is set.");
    return true;
  }
  if (!anchor.day) return true;
  deadline.due = later(*anchor.day, duration);
  if (!deadline.due) {
    deadline.assumptions.emplace_back("The day lies beyond the calendar; none is set.");
    return true;
  }
  const bool is_within = [&] {
    for (std::size_t i = 0; i < duration.from; ++i) {
      if (scan.sense(i) == Sense::within) return true;
    }
    return false;
  }();
  if (is_within) deadline.start = anchor.day;
  set_bounds_edtf(deadline);
  return true;
}

bool read_recurring(const DeadlineScan& scan, Deadline& deadline) {
  if (!scan.cadence) return false;
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = scan.cadence->cadence;
  if (scan.cadence->is_ambiguous) {
    deadline.assumptions.emplace_back("\"Biannual\" is taken as twice a year.");
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
    deadline.assumptions.emplace_back(
        "The text does not say whether its day is of the year reported on or of the next, so no "
        "report has a due day.");
  }
  return true;
}

bool read_standing(const DeadlineScan& scan, Deadline& deadline) {
  if (!scan.ongoing && !scan.is_often && !spans_plan(scan)) return false;
  deadline.kind = DeadlineKind::continuous;
  if (scan.is_often) {
    deadline.assumptions.emplace_back(
        "What recurs more often than monthly is read as a standing duty.");
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
  deadline.assumptions.emplace_back("A first day without a last is read as a standing duty.");
  borrow_plan_period(scan.context, deadline, false);
  set_bounds_edtf(deadline);
  if (!deadline.due) deadline.edtf = open_edtf(item);
  return true;
}

bool read_several(const DeadlineScan& scan, Deadline& deadline) {
  if (scan.dates.size() < 2) return false;
  if (scan.dates.size() == 2 && is_from(scan.dates[0]) && !is_from(scan.dates[1])) {
    const Date first = first_after(scan.dates[0]);
    const Date due = due_of(scan.dates[1]);
    if (due < first) return false;
    deadline.kind = DeadlineKind::window;
    deadline.start = first;
    deadline.due = due;
    set_bounds_edtf(deadline);
    return true;
  }
  deadline.kind = DeadlineKind::several;
  const auto stretches = part_stretches(scan);
  for (std::size_t i = 0; i < scan.dates.size(); ++i) {
    const DatedItem& item = scan.dates[i];
    DeadlinePart part;
    part.text = scan.stretch(stretches[i].first, stretches[i].second);
    if (has_start(item)) part.start = item.days.first;
    part.due = due_of(item);
    deadline.parts.push_back(std::move(part));
  }
  const auto by_due = [](const DeadlinePart& a, const DeadlinePart& b) { return a.due < b.due; };
  std::stable_sort(deadline.parts.begin(), deadline.parts.end(), by_due);
  std::vector<const DatedItem*> items;
  for (const DatedItem& item : scan.dates) items.push_back(&item);
  std::stable_sort(items.begin(), items.end(),
                   [](const DatedItem* a, const DatedItem* b) { return due_of(*a) < due_of(*b); });
  for (const DatedItem* item : items) {
    std::string name = edtf_of(item->days);
    if (name.find('/') != std::string::npos || item->lead == Lead::before) {
      name = has_start(*item) ? item->days.first.iso() + ".." + due_of(*item).iso()
                              : due_of(*item).iso();
    }
    deadline.edtf += (deadline.edtf.empty() ? "{" : ",") + name;
  }
  deadline.edtf += "}";
  const bool all_start =
      std::all_of(deadline.parts.begin(), deadline.parts.end(),
                  [](const DeadlinePart& part) { return part.start.has_value(); });
  for (const DeadlinePart& part : deadline.parts) {
    if (!all_start) break;
    deadline.start = deadline.start ? std::min(*deadline.start, *part.start) : part.start;
  }
  deadline.due = deadline.parts.back().due;
  deadline.assumptions.emplace_back("The measure as a whole is due when its last part is.");
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
    deadline.assumptions.push_back("A single day is read as the latest one: " + iso(deadline.due) +
                                   ".");
  } else if (item.lead == Lead::before && !item.days.is_edge) {
    deadline.assumptions.push_back("\"Before\" leaves out the day itself: due " +
                                   iso(deadline.due) + ".");
  } else if (!is_single_day(item.days)) {
    deadline.assumptions.push_back("Due on the last day of the period named: " + iso(deadline.due) +
                                   ".");
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
  deadline.assumptions.push_back("Due on the last day of the window: " + iso(deadline.due) + ".");
  return true;
}

bool read_dateless(const DeadlineScan& scan, Deadline& deadline) {
  if (deadline.text.empty()) return true;
  deadline.assumptions.emplace_back(
      scan.finder.lacks_year() ? "The text names a part of a year, but no year; add the year."
                               : "The text names no date; write one.");
  return true;
}

void recur_by_reports(const DeadlineContext& context, Deadline& deadline) {
  const bool can_recur =
      deadline.kind == DeadlineKind::window || deadline.kind == DeadlineKind::continuous;
  if (!can_recur || !deadline.start || !deadline.due) return;
  std::string_view place = "title";
  auto cadence = report_cadence(context.title);
  if (!cadence) {
    cadence = report_cadence(context.indicator_text);
    place = "indicator";
  }
  if (!cadence) return;
  Deadline recurring = deadline;
  recurring.kind = DeadlineKind::recurring;
  recurring.cadence = cadence;
  recurring.assumptions.push_back("The measure's " + std::string{place} + " speaks of " +
                                  std::string{to_string(*cadence)} + " reports.");
  set_reports(context, {}, recurring);
  if (!recurring.expected_reports.empty()) deadline = std::move(recurring);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
// Deadlines that are counted: from the plan's own days, from its adoption, from an event.
#include <actionplan/core/error.hpp>

#include "cell_text.hpp"
#include "decide.hpp"
#include "working_days.hpp"

#include <algorithm>
#include <string>

namespace actionplan::detail {
namespace {

bool is_plan_adoption(const DeadlineScan& scan, std::size_t from, std::size_t to) {
  bool adopts = false;
  bool names_plan = false;
  bool names_other = false;
  for (std::size_t i = from; i < to; ++i) {
    const DeadlineItem& item = scan.items[i];
    if (item.kind != DeadlineItem::Kind::word) continue;
    const Sense sense = item.meaning.sense;
    adopts = adopts || sense == Sense::adoption;
    names_plan = names_plan || sense == Sense::plan;
    names_other = names_other || (sense == Sense::unknown && item.end - item.begin > 1) ||
                  sense == Sense::reference || sense == Sense::event || sense == Sense::report;
  }
  return adopts && (names_plan || !names_other);
}

bool names_event(const DeadlineScan& scan, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const DeadlineItem& item = scan.items[i];
    const Sense sense = item.meaning.sense;
    const bool is_other = item.kind == DeadlineItem::Kind::word && sense == Sense::unknown;
    if (is_other || sense == Sense::adoption || sense == Sense::event || sense == Sense::edge ||
        sense == Sense::label || sense == Sense::reference || sense == Sense::completed ||
        sense == Sense::started) {
      return true;
    }
  }
  return false;
}

// Where a deadline counted in durations starts to count, and how that is known.
struct Anchor {
  std::optional<Date> day;
  std::string why;
  std::optional<Date> first = {};  // of the days that the text names: "within 3 years from 2021"
};

Anchor anchor_of(const DeadlineScan& scan, const Duration& duration) {
  for (const DateFact& fact : scan.dates) {
    if (fact.from >= duration.to) {
      return {fact.days.last, assumption_text(assumed::counted_from_day, {fact.days.last.iso()}),
              fact.lead == Lead::from ? std::optional{fact.days.first} : std::nullopt};
    }
  }
  if (scan.known_event != nullptr) {
    const DateEvent& event = *scan.known_event;
    return {event.day,
            assumption_text(assumed::event_by_setting, {'"' + event.name + '"', event.day.iso()})};
  }
  const std::size_t size = scan.items.size();
  const auto& adopted = scan.context.adopted_on;
  // The event stands behind the duration, or, in languages that end in "after", before it.
  const bool is_named = names_event(scan, duration.to, size) || names_event(scan, 0, duration.from);
  const bool is_adoption = is_plan_adoption(scan, 0, size);
  if (is_named && !is_adoption) return {{}, assumption_text(assumed::event_unknown, {})};
  if (!adopted) return {{}, assumption_text(assumed::adoption_unknown, {})};
  return {adopted, assumption_text(is_named ? assumed::counted_from_adoption : assumed::no_event,
                                   {adopted->iso()})};
}

// "two months before 31 December 2017"
bool read_time_before(const DeadlineScan& scan, const Duration& duration, Deadline& deadline) {
  const bool is_back = scan.dates.size() == 1 && scan.dates.front().lead == Lead::before &&
                       scan.dates.front().from > duration.from;
  if (!is_back) return false;
  Duration back = duration;
  back.count = -back.count;
  const Date from = scan.dates.front().days.first;
  deadline.kind = DeadlineKind::relative;
  assume(deadline, assumed::counted_back, {from.iso()});
  if (!duration.is_working) deadline.due = later(from, back);
  set_bounds_edtf(deadline);
  return true;
}

bool is_within(const DeadlineScan& scan, const Duration& duration) {
  for (std::size_t i = 0; i < duration.from; ++i) {
    const Sense sense = scan.sense(i);
    if (sense == Sense::within || sense == Sense::by || sense == Sense::until) return true;
  }
  return scan.sense(duration.to) == Sense::within;
}

// Does a mark part the duration from every date? "At the end of two years, November 2027"
bool is_parted(const DeadlineScan& scan, const Duration& duration) {
  return std::all_of(scan.dates.begin(), scan.dates.end(), [&](const DateFact& fact) {
    const std::size_t from = std::min(fact.to, duration.to);
    const std::size_t to = std::max(fact.from, duration.from);
    for (std::size_t i = from; i < to; ++i) {
      for (const char mark : {',', ';', '(', ')', '|'}) {
        if (scan.items.is_mark(i, mark)) return true;
      }
      const bool is_dash = scan.items.is_mark(i, '-') && !scan.items[i].is_joined;
      if (is_dash) return true;
    }
    return false;
  });
}

// "January 2021 (6 months)": counted from the date, or beside it? Not said.
bool outlasts(const Duration& duration, const DateFact& date) {
  const bool is_open = (date.lead == Lead::none || date.lead == Lead::from) && !date.is_range;
  if (!is_open || date.days.is_edge || date.to > duration.from) return false;
  const auto end = later(date.days.first, duration);
  return end && *end > date.days.last.plus_days(1);
}

void set_counted(const DeadlineScan& scan, const Anchor& anchor, const Duration& duration,
                 Deadline& deadline) {
  const DateSettings& settings = settings_of(scan.context);
  if (duration.is_working && !settings.holidays) {
    assume(deadline, assumed::working_days);
    return;
  }
  if (!anchor.day) return;
  if (duration.is_working) {
    const bool counts_days = duration.unit == Unit::day;
    if (counts_days) deadline.due = plus_working_days(*anchor.day, duration.count, settings);
    assume(deadline, assumed::working_days_counted, {std::to_string(settings.holidays->size())});
  } else {
    deadline.due = later(*anchor.day, duration);
  }
  if (!deadline.due) {
    assume(deadline, assumed::beyond_calendar);
    return;
  }
  if (is_within(scan, duration)) deadline.start = anchor.first ? anchor.first : anchor.day;
  set_bounds_edtf(deadline);
}

// "after the adoption of the law", "by the elections"
bool read_event(const DeadlineScan& scan, Deadline& deadline) {
  if (scan.known_event != nullptr) {
    const DateEvent& event = *scan.known_event;
    deadline.kind = DeadlineKind::relative;
    if (scan.after) {
      deadline.start = event.day;
    } else {
      deadline.due = event.day;
    }
    assume(deadline, assumed::event_by_setting, {'"' + event.name + '"', event.day.iso()});
    set_bounds_edtf(deadline);
    return true;
  }
  if (!scan.after && !scan.is_event_clause) return false;
  deadline.kind = DeadlineKind::relative;
  assume(deadline, scan.after ? assumed::event_without_time : assumed::event_unknown);
  if (!scan.after) return true;
  if (is_plan_adoption(scan, 0, scan.items.size()) && scan.context.adopted_on) {
    deadline.start = scan.context.adopted_on;
    set_bounds_edtf(deadline);
  }
  return true;
}

bool read_plan_months(const DeadlineScan& scan, Deadline& deadline) {
  const auto& time = *scan.plan_time;
  deadline.kind = DeadlineKind::relative;
  const auto& period = scan.context.plan_period;
  const auto& adopted = scan.context.adopted_on;
  const std::optional<Date> start = period ? std::optional{period->first()} : adopted;
  if (!start) {
    assume(deadline, assumed::plan_start_unknown);
    return true;
  }
  assume(deadline, assumed::counted_from_plan_start, {start->iso()});
  try {
    if (time.has_months) {
      deadline.start = start->plus_months(time.from_months);
      deadline.due = start->plus_months(time.to_months).plus_days(-1);
    } else {
      deadline.due = start->plus_days(time.days);
    }
  } catch (const Error&) {
    deadline.start.reset();
    assume(deadline, assumed::beyond_calendar);
    return true;
  }
  set_bounds_edtf(deadline);
  return true;
}

bool read_plan_edge(const DeadlineScan& scan, Deadline& deadline) {
  deadline.kind = DeadlineKind::relative;
  const auto& period = scan.context.plan_period;
  if (!period) {
    assume(deadline, assumed::plan_period_unknown);
    return true;
  }
  switch (scan.sense(*scan.plan_edge)) {
    case Sense::plan_start:
      deadline.due = period->first();
      assume(deadline, assumed::plan_begins, {deadline.due->iso()});
      break;
    case Sense::plan_middle:
      deadline.due = period->first().plus_days((period->days() - 1) / 2);
      set_latest(deadline, deadline.due->plus_days(period->days() / 6));
      assume(deadline, assumed::plan_middle, {deadline.due->iso()});
      break;
    default:
      deadline.due = period->last();
      assume(deadline, assumed::plan_end, {deadline.due->iso()});
      break;
  }
  set_bounds_edtf(deadline);
  return true;
}

bool read_whole_period(const DeadlineScan& scan, Deadline& deadline) {
  deadline.kind = DeadlineKind::relative;
  const auto& period = scan.context.plan_period;
  if (!period) {
    assume(deadline, assumed::plan_period_unknown);
    return true;
  }
  deadline.start = period->first();
  deadline.due = period->last();
  assume(deadline, assumed::plan_period_for_window, {period->text()});
  set_bounds_edtf(deadline);
  return true;
}

// What the document's own legend says behind the same words: "short term: 2021-2022".
std::string legend_of(const DeadlineScan& scan) {
  const std::string legend = make_cell_text(scan.context.legend).read;
  const DeadlineItems items{legend, scan.lexicon, false};
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool is_same =
        items.sense(i) == Sense::horizon && items.value(i) == scan.items.value(*scan.horizon);
    if (!is_same) continue;
    const auto parts = [&](std::size_t at) {
      return at >= items.size() || items.sense(at) == Sense::horizon || items.is_mark(at, ';') ||
             items.is_mark(at, '|') || items.is_mark(at, ')');
    };
    std::size_t from = i + 1;
    while (items[from].kind == DeadlineItem::Kind::mark && !parts(from)) ++from;
    std::size_t to = from;
    while (!parts(to)) ++to;
    while (to > from && items[to - 1].kind == DeadlineItem::Kind::mark) --to;
    if (to > from) return code_point_range(legend, items[from].begin, items[to - 1].end);
  }
  return {};
}

bool read_horizon(const DeadlineScan& scan, Deadline& deadline) {
  deadline.kind = DeadlineKind::relative;
  const std::string said = scan.context.legend.empty() ? std::string{} : legend_of(scan);
  DeadlineContext context = scan.context;
  context.legend = {};
  context.title = context.indicator_text = {};
  context.row_above = nullptr;
  if (scan.lexicon != nullptr) context.language = scan.lexicon->language();
  const Deadline meant = said.empty() ? Deadline{} : read_deadline(said, context);
  if (!meant.start && !meant.due) {
    assume(deadline, assumed::horizon_unknown);
    return true;
  }
  deadline.start = meant.start;
  deadline.due = meant.due;
  set_latest(deadline, meant.due_latest);
  set_bounds_edtf(deadline);
  assume(deadline, assumed::horizon_by_legend,
         {scan.quoted(*scan.horizon, *scan.horizon + 1), '"' + said + '"'});
  for (const std::string& assumption : meant.assumptions) {
    deadline.assumptions.push_back(assumption);
  }
  return true;
}

}  // namespace

bool read_plan_time(DeadlineScan& scan, Deadline& deadline) {
  if (!scan.dates.empty() || scan.cadence || scan.ongoing) return false;
  if (scan.plan_time) return read_plan_months(scan, deadline);
  if (!scan.durations.empty()) return false;
  if (scan.plan_edge) return read_plan_edge(scan, deadline);
  if (scan.whole_period) return read_whole_period(scan, deadline);
  return scan.horizon && read_horizon(scan, deadline);
}

bool read_relative(DeadlineScan& scan, Deadline& deadline) {
  if (scan.cadence) return false;  // "15 days after the end of each quarter"
  const bool has_event =
      (scan.after || scan.known_event != nullptr || scan.event) && scan.dates.empty();
  if (scan.durations.empty()) return has_event && read_event(scan, deadline);
  const Duration& duration = scan.durations.front();
  if (scan.durations.size() > 1) {
    leave_unread(deadline, assumed::two_durations);
    return true;
  }
  if (read_time_before(scan, duration, deadline)) return true;
  const bool precedes_date =
      std::any_of(scan.dates.begin(), scan.dates.end(), [&](const DateFact& fact) {
        for (std::size_t i = duration.to; i < fact.from; ++i) {
          if (scan.items.is_mark(i, ',') || scan.items.is_mark(i, ';')) return false;
          if (scan.items.is_mark(i, '(') && fact.lead == Lead::none) return false;
        }
        return fact.from >= duration.to &&
               (fact.lead == Lead::after || fact.lead == Lead::from || fact.lead == Lead::none);
      });
  // "12 months from June 2021 to May 2022": both ends are said.
  const bool is_said = scan.dates.size() == 1 && scan.dates.front().is_range;
  if (!scan.dates.empty() && (!precedes_date || is_said)) {
    if ((!is_said && !is_parted(scan, duration)) || outlasts(duration, scan.dates.front())) {
      leave_unread(deadline, assumed::side_by_side);
      return true;
    }
    assume(deadline, assumed::date_before_duration, {scan.quoted(duration.from, duration.to)});
    return false;
  }
  // "9 months of 2021" is a part of the year, and which one is not said.
  const bool is_of_year =
      std::any_of(scan.dates.begin(), scan.dates.end(), [&](const DateFact& fact) {
        return fact.lead == Lead::none &&
               fact.days.first.plus_months(months_of_year) == fact.days.last.plus_days(1);
      });
  if (is_of_year) {
    leave_unread(deadline, assumed::side_by_side);
    return true;
  }
  const Anchor anchor = anchor_of(scan, duration);
  deadline.kind = DeadlineKind::relative;
  deadline.assumptions.push_back(anchor.why);
  set_counted(scan, anchor, duration, deadline);
  return true;
}

// "в течение месяца после": the unit alone counts one, between "within" and what it counts from.
bool DeadlineScan::is_one_unit(std::size_t at) const {
  if (sense(at) != Sense::unit || at == 0 || sense(at - 1) != Sense::within) return false;
  std::size_t link = parser.skip_fillers(at + 1);
  const bool is_adjective = sense(link) == Sense::label;  // "в месячный срок"
  if (is_adjective) link = parser.skip_fillers(link + 1);
  const Sense from = sense(link);
  if (is_adjective && link >= items.size()) return true;
  if (from != Sense::after && from != Sense::after_after && from != Sense::from) return false;
  const Sense next = sense(parser.skip_fillers(link + 1));
  return next != Sense::unit && next != Sense::every && next != Sense::unknown;
}

// "within a year": the article counts one where nothing that is counted stands before it, as in "two
// meetings a year".
bool DeadlineScan::is_article_of_unit(std::size_t at) const {
  if (sense(at) != Sense::per || items.value(at) != 1) return false;
  if (at == 0) return true;
  switch (sense(at - 1)) {
    case Sense::within:
    case Sense::throughout:
    case Sense::by:
    case Sense::until:
    case Sense::before:
    case Sense::after:
    case Sense::about:
    case Sense::approximate: return true;
    default: return false;
  }
}

// "Year 1", "Year 1 Q2", "Y2", "M6-M12", "J+30", "T+3 months"
bool DeadlineScan::scan_plan_time(std::size_t& at) {
  const Tokens& tokens = items.tokens();
  const auto letter = [&](std::size_t i) {
    const DeadlineItem& item = items[i];
    const bool is_single = item.kind == DeadlineItem::Kind::word && item.end - item.begin == 1;
    return is_single ? tokens[item.first].text : std::string_view{};
  };
  PlanTime time;
  std::size_t i = at;
  const bool is_year = sense(i) == Sense::year_word || letter(i) == "y";
  const std::string_view first = letter(i);
  constexpr int months_in_year = 12;
  constexpr int longest_plan = 10;  // years
  if (is_year && items.is_short(i + 1) && items[i + 1].digits <= 2 && items[i + 1].value >= 1 &&
      (sense(i) == Sense::year_word || items[i + 1].is_joined)) {
    const int number = items[i + 1].value;
    if (items.is_mark(i + 2, '.') || items.is_mark(i + 2, '/') || number > longest_plan)
      return false;
    time.from_months = months_in_year * (number - 1);
    time.to_months = months_in_year * number;
    time.has_months = true;
    i += 2;
    const bool is_run = (items.is_mark(i, '-') || sense(i) == Sense::to) && items.is_short(i + 1) &&
                        items[i + 1].value > number && items[i + 1].value <= longest_plan;
    if (is_run) {  // "Years 1-3"
      time.to_months = months_in_year * items[i + 1].value;
      i += 2;
    }
    const std::size_t part = items.is_mark(i, ',') || items.is_mark(i, '-') ? i + 1 : i;
    const auto inner = parser.parse(part);
    if (inner && !inner->year && !inner->parts.empty() && inner->sub.number == 0 &&
        inner->edge == Edge::none && parts_of_year(inner->part_unit) >= inner->parts.back()) {
      const int length = months_in_year / parts_of_year(inner->part_unit);
      time.to_months = time.from_months + length * inner->parts.back();
      time.from_months += length * (inner->parts.front() - 1);
      i = inner->to;
    }
  } else if (first == "m" && items.is_number(i + 1) && items[i + 1].is_joined &&
             items[i + 1].digits <= 3 && items[i].is_capital) {
    // As project plans count: M6 is the sixth month.
    time.has_months = true;
    time.to_months = items[i + 1].value;
    time.from_months = std::max(0, time.to_months - 1);
    i += 2;
    const std::size_t next = items.is_mark(i, '-') ? i + 1 : i;
    if (next != i && letter(next) == "m" && items.is_number(next + 1) &&
        items[next + 1].is_joined && items[next + 1].digits <= 3) {
      time.to_months = items[next + 1].value;
      i = next + 2;
    }
    if (time.to_months <= time.from_months || items.is_mark(i, ':')) return false;
  } else if ((first == "j" || first == "t" || first == "d") && items.is_mark(i + 1, '+') &&
             items.is_number(i + 2) && items[i + 2].digits <= 4) {
    time.days = items[i + 2].value;
    i += 3;
    const bool has_unit = sense(i) == Sense::unit;
    const auto unit = static_cast<Unit>(items.value(i));
    if (has_unit && unit != Unit::day && unit != Unit::week && unit != Unit::month) return false;
    if (has_unit && unit == Unit::week) time.days *= 7;
    if (has_unit && unit == Unit::month) {
      time.has_months = true;
      time.from_months = 0;
      time.to_months = time.days;
    }
    if (first == "t" && !has_unit) return false;
    if (has_unit) ++i;
  } else {
    return false;
  }
  if (items.is_year(i)) return false;  // "M4 2021"
  if (plan_time) {
    notes.refuse(assumed::two_durations, {});
  }
  plan_time = time;
  use(at, i);
  for (const std::size_t lead : lead_items_) use(lead, lead + 1);
  lead_items_.clear();
  lead_ = Lead::none;
  at = i;
  return true;
}

}  // namespace actionplan::detail

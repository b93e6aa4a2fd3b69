// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "bounds.hpp"
#include "steps.hpp"

namespace actionplan::detail {
namespace {

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
      return Anchor{item.days.last,
                    assumption_text(assumed::counted_from_day, {item.days.last.iso()})};
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
    return Anchor{{}, assumption_text(assumed::event_unknown, {})};
  }
  if (!adopted) return Anchor{{}, assumption_text(assumed::adoption_unknown, {})};
  return Anchor{adopted,
                assumption_text(names_event ? assumed::counted_from_adoption : assumed::no_event,
                                {adopted->iso()})};
}

// "two months before 31 December 2017"
bool read_time_before(const DeadlineScan& scan, const Duration& duration, Deadline& deadline) {
  const std::size_t at = scan.finder.skip_fillers(duration.to);
  if (scan.sense(at) != Sense::before || scan.dates.size() != 1) return false;
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
    if (scan.sense(i) == Sense::within) return true;
  }
  return false;
}

// "after the adoption of the law"
bool read_event(const DeadlineScan& scan, Deadline& deadline) {
  if (!scan.words.is_word(*scan.after + 1)) return false;
  deadline.kind = DeadlineKind::relative;
  assume(deadline, assumed::event_without_time);
  if (is_plan_adoption(scan, *scan.after + 1) && scan.context.adopted_on) {
    deadline.start = scan.context.adopted_on;
    set_bounds_edtf(deadline);
  }
  return true;
}

}  // namespace

bool read_relative(const DeadlineScan& scan, Deadline& deadline) {
  const bool has_duration = !scan.durations.empty();
  const bool has_event = scan.after && scan.dates.empty();
  if (scan.cadence) return false;  // "15 days after the end of each quarter"
  if (!has_duration && !has_event) return false;
  if (!has_duration) return read_event(scan, deadline);
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
    assume(deadline, assumed::working_days);
    return true;
  }
  if (!anchor.day) return true;
  deadline.due = later(*anchor.day, duration);
  if (!deadline.due) {
    assume(deadline, assumed::beyond_calendar);
    return true;
  }
  if (is_within(scan, duration)) deadline.start = anchor.day;
  set_bounds_edtf(deadline);
  return true;
}

}  // namespace actionplan::detail

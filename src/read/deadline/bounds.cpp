// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>

#include "decide.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

bool is_single_day(const NamedDays& days) { return days.first == days.last; }

// "до 1 июля" may leave the first of July out; "до 31 декабря" and "до конца года" do not.
bool may_leave_out(const DateFact& fact) {
  if (fact.lead != Lead::by_vague || fact.is_inclusive || fact.is_range || fact.days.is_edge) {
    return false;
  }
  const bool ends_month = fact.days.last == fact.days.last.end_of_month();
  return !(is_single_day(fact.days) && ends_month);
}

int months_of(const Duration& duration) {
  switch (duration.unit) {
    case Unit::month: return duration.count;
    case Unit::bimester: return 2 * duration.count;
    case Unit::quarter: return 3 * duration.count;
    case Unit::third: return 4 * duration.count;
    case Unit::half: return 6 * duration.count;
    case Unit::year: return 12 * duration.count;
    default: return 0;
  }
}

}  // namespace

void assume(Deadline& deadline, const AssumptionPattern& pattern,
            std::initializer_list<std::string_view> values) {
  std::string what = assumption_text(pattern, values);
  auto& said = deadline.assumptions;
  if (std::find(said.begin(), said.end(), what) == said.end()) said.push_back(std::move(what));
}

void leave_unread(Deadline& deadline, const AssumptionPattern& why,
                  std::initializer_list<std::string_view> values) {
  deadline.kind = DeadlineKind::no_date;
  deadline.reason = NoDateReason::unread;
  assume(deadline, why, values);
}

bool is_from(const DateFact& fact) noexcept {
  return (fact.lead == Lead::from || fact.lead == Lead::after) && !fact.is_range;
}

Bounds bounds_of(const DateFact& fact) {
  const NamedDays& days = fact.days;
  Bounds bounds;
  if (is_from(fact)) {
    bounds.start = fact.lead == Lead::after ? days.last.plus_days(1) : days.first;
    return bounds;
  }
  const bool has_start = (fact.lead == Lead::none || fact.is_range) && fact.lead != Lead::before &&
                         !is_single_day(days);
  if (has_start) bounds.start = days.first;
  bounds.due = days.last;
  bounds.latest = std::max(days.last, days.latest);
  if (fact.lead == Lead::before && !days.is_edge) {
    bounds.due = bounds.latest = days.first.plus_days(-1);
    bounds.start.reset();
  } else if (may_leave_out(fact)) {
    bounds.due = days.first.plus_days(-1);
  } else if (fact.lead == Lead::by && days.is_start) {
    bounds.due = days.first;  // "by the beginning of 2022"
  }
  return bounds;
}

std::string edtf_of(const DateFact& fact) {
  return fact.days.edtf.empty() ? plain_edtf(fact.days.first, fact.days.last) : fact.days.edtf;
}

std::optional<Date> later(Date day, const Duration& duration) {
  try {
    constexpr int days_in_week = 7;
    constexpr int days_in_decade = 10;
    constexpr int days_in_fortnight = 15;
    if (duration.unit == Unit::day) return day.plus_days(duration.count);
    if (duration.unit == Unit::week) return day.plus_days(days_in_week * duration.count);
    if (duration.unit == Unit::decade) return day.plus_days(days_in_decade * duration.count);
    if (duration.unit == Unit::fortnight) return day.plus_days(days_in_fortnight * duration.count);
    return day.plus_months(months_of(duration));
  } catch (const Error&) {
    return {};
  }
}

void set_latest(Deadline& deadline, std::optional<Date> latest) {
  deadline.due_latest.reset();
  if (deadline.due && latest && *deadline.due < *latest) deadline.due_latest = latest;
}

void set_bounds_edtf(Deadline& deadline) {
  if (deadline.start && deadline.due && *deadline.due < *deadline.start) {
    deadline.start.reset();
    assume(deadline, assumed::begins_after_end);
  }
  if (deadline.start && deadline.due) {
    deadline.edtf = plain_edtf(*deadline.start, *deadline.due);
  } else if (deadline.due) {
    deadline.edtf = "../" + deadline.due->iso();
  } else if (deadline.start) {
    deadline.edtf = deadline.start->iso() + "/..";
  }
}

}  // namespace actionplan::detail

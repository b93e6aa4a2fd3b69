// SPDX-License-Identifier: Apache-2.0
#include "bounds.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>

namespace actionplan::detail {
namespace {

bool is_single_day(const NamedDays& days) { return days.first == days.last; }

int months(const Duration& duration) {
  switch (duration.unit) {
    case Unit::month: return duration.count;
    case Unit::quarter: return 3 * duration.count;
    case Unit::year: return 12 * duration.count;
    default: return 0;
  }
}

}  // namespace

std::string until(Date due) {
  std::string text = "../";
  text += due.iso();
  return text;
}

std::string edtf_of(const NamedDays& days) {
  return days.edtf.empty() ? Period{days.first, days.last}.edtf() : days.edtf;
}

Date due_of(const DatedItem& item) {
  const bool is_exclusive = item.lead == Lead::before && !item.days.is_edge;
  return is_exclusive ? item.days.first.plus_days(-1) : item.days.last;
}

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

void assume(Deadline& deadline, const AssumptionPattern& pattern,
            std::initializer_list<std::string_view> values) {
  deadline.assumptions.push_back(assumption_text(pattern, values));
}

void set_bounds_edtf(Deadline& deadline) {
  if (deadline.start && deadline.due && *deadline.due < *deadline.start) {
    deadline.start.reset();
    assume(deadline, assumed::begins_after_end);
  }
  if (deadline.start && deadline.due) {
    deadline.edtf = Period{*deadline.start, *deadline.due}.edtf();
  } else if (deadline.due) {
    deadline.edtf = until(*deadline.due);
  } else if (deadline.start) {
    deadline.edtf = deadline.start->iso() + "/..";
  }
}

std::optional<Date> later(Date day, const Duration& duration) {
  try {
    if (duration.unit == Unit::day) return day.plus_days(duration.count);
    if (duration.unit == Unit::week) return day.plus_days(7 * duration.count);
    return day.plus_months(months(duration));
  } catch (const Error&) {
    return {};
  }
}

}  // namespace actionplan::detail

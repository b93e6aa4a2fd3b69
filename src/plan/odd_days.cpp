// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/odd_days.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

Date end_of_year(int year) { return Period::year(std::min(year, 9999)).last(); }

}  // namespace

Date last_likely_day(const PlanHeading& heading) {
  constexpr int after_period = 50;
  constexpr int after_adoption = 100;
  constexpr int of_any = 2100;
  if (heading.period) return end_of_year(heading.period->last().year() + after_period);
  if (heading.adopted_on) return end_of_year(heading.adopted_on->year() + after_adoption);
  return end_of_year(of_any);
}

std::optional<Date> first_likely_day(const PlanHeading& heading) {
  if (!heading.period) return heading.adopted_on;
  const Date first = heading.period->first();
  return heading.adopted_on ? std::min(first, *heading.adopted_on) : first;
}

}  // namespace actionplan::detail

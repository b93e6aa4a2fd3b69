// SPDX-License-Identifier: Apache-2.0
#include "working_days.hpp"

#include <actionplan/core/error.hpp>

#include "core/internal/weeks.hpp"

#include <algorithm>
#include <cstdlib>

namespace actionplan::detail {

const DateSettings& settings_of(const DeadlineContext& context) {
  static const DateSettings unsaid;
  return context.dates == nullptr ? unsaid : *context.dates;
}

bool is_working_day(Date day, const DateSettings& settings) {
  const auto weekday = static_cast<Weekday>(weekday_of(day) - 1);
  const std::vector<Weekday>& weekend = settings.weekend;
  const bool is_weekend = weekend.empty()
                              ? weekday == Weekday::saturday || weekday == Weekday::sunday
                              : std::find(weekend.begin(), weekend.end(), weekday) != weekend.end();
  if (is_weekend) return false;
  const auto& holidays = settings.holidays;
  return !holidays || std::find(holidays->begin(), holidays->end(), day) == holidays->end();
}

std::optional<Date> plus_working_days(Date day, int count, const DateSettings& settings) {
  const int step = count < 0 ? -1 : 1;
  constexpr int most_steps = 4000;  // 999 working days and as many holidays
  int left = std::abs(count);
  try {
    for (int steps = 0; left > 0; ++steps) {
      if (steps > most_steps) return {};
      day = day.plus_days(step);
      if (is_working_day(day, settings)) --left;
    }
  } catch (const Error&) {
    return {};
  }
  return day;
}

Date rolled(Date day, const DateSettings& settings) {
  if (is_working_day(day, settings)) return day;
  return plus_working_days(day, 1, settings).value_or(day);
}

}  // namespace actionplan::detail

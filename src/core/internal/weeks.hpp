// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>

namespace actionplan::detail {

/// 1 Monday .. 7 Sunday.
[[nodiscard]] inline int weekday_of(Date day) noexcept {
  constexpr int days_in_week = 7;
  constexpr int thursday = 3;  // 1970-01-01, from Monday 0
  return (day.days() % days_in_week + days_in_week + thursday) % days_in_week + 1;
}

/// The first day of week 1, which holds 4 January (ISO 8601).
/// @throws InvalidArgument  a year that has no dates.
[[nodiscard]] inline Date first_monday(int year) {
  const Date fourth = Date::from_ymd(year, 1, 4);
  return fourth.plus_days(1 - weekday_of(fourth));
}

}  // namespace actionplan::detail

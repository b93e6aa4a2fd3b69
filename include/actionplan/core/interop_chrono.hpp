// SPDX-License-Identifier: Apache-2.0
#pragma once

// Optional: `actionplan.hpp` does not include it.

#include <actionplan/core/date.hpp>
#include <actionplan/core/error.hpp>

#include <chrono>

namespace actionplan {

/// The same day in the standard library's calendar.
[[nodiscard]] inline std::chrono::sys_days to_sys_days(Date date) noexcept {
  return std::chrono::sys_days{std::chrono::days{date.days()}};
}

/// @throws InvalidArgument outside 1400-01-01 .. 9999-12-31.
[[nodiscard]] inline Date from_sys_days(std::chrono::sys_days day) {
  const auto days = day.time_since_epoch().count();
  if (days < Date::earliest().days() || days > Date::latest().days()) {
    throw InvalidArgument(
        "The given std::chrono day is out of range; days between 1400-01-01 and "
        "9999-12-31 can be used.");
  }
  return Date::from_days(static_cast<std::int32_t>(days));
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

// Optional: `actionplan.hpp` does not include it. Whoever includes it needs Boost.Date_Time.

#include <actionplan/core/date.hpp>
#include <actionplan/core/error.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace actionplan {

/// The same day in Boost's calendar.
[[nodiscard]] inline boost::gregorian::date to_boost(Date date) {
  return boost::gregorian::date{1970, 1, 1} + boost::gregorian::date_duration{date.days()};
}

/// @throws InvalidArgument for Boost's special values (`not_a_date_time`, infinities), which are
///         no days; keep an absent date in a `std::optional<Date>`.
[[nodiscard]] inline Date from_boost(const boost::gregorian::date& date) {
  if (date.is_special()) {
    throw InvalidArgument(
        "The given Boost date is a special value and no day; use an empty "
        "std::optional<Date> for an absent date.");
  }
  return Date::from_ymd(date.year(), date.month(), date.day());
}

}  // namespace actionplan

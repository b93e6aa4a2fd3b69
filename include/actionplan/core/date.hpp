// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace actionplan {

/// One day of the proleptic Gregorian calendar: a cheap value without time or zone.
///
/// Represented as days since 1970-01-01 (the same number as Arrow's date32). Every date lies in
/// 1400-01-01 .. 9999-12-31; there are no special values: an absent date is `std::optional<Date>`.
/// Nothing here reads the clock. Calendar arithmetic is Boost.Date_Time's, range-checked before it
/// is called.
class ACTIONPLAN_EXPORT Date {
 public:
  /// 1970-01-01.
  constexpr Date() noexcept = default;

  /// The date that lies `days` days after 1970-01-01.
  /// @throws InvalidArgument outside 1400-01-01 .. 9999-12-31.
  [[nodiscard]] static Date from_days(std::int32_t days);

  /// @param year 1400..9999  @param month 1..12  @param day 1..length of the month
  /// @throws InvalidArgument when there is no such day in range.
  [[nodiscard]] static Date from_ymd(int year, int month, int day);

  /// Reads exactly the ISO 8601 form `YYYY-MM-DD`.
  /// @throws ParseError when the text is anything else or there is no such day in range.
  [[nodiscard]] static Date parse(std::string_view text);

  [[nodiscard]] static Date earliest() noexcept;  ///< 1400-01-01
  [[nodiscard]] static Date latest() noexcept;    ///< 9999-12-31

  /// Days since 1970-01-01; negative before.
  [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }

  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;  ///< 1..12
  [[nodiscard]] int day() const;    ///< 1..31

  /// `YYYY-MM-DD`.
  [[nodiscard]] std::string iso() const;

  /// @throws InvalidArgument when the result is out of range.
  [[nodiscard]] Date plus_days(std::int32_t days) const;

  /// The same day of the month `months` months on, or that month's last day when it is shorter:
  /// 31 Jan + 1 = 28 Feb, 28 Feb + 1 = 28 Mar. To step a series, count from its anchor
  /// (`anchor.plus_months(1)`, `anchor.plus_months(2)`: 31 Jan, 28 Feb, 31 Mar); adding to the
  /// previous result instead would lose the anchor's day.
  /// @throws InvalidArgument when the result is out of range.
  [[nodiscard]] Date plus_months(int months) const;

  /// The last day of this date's month.
  [[nodiscard]] Date end_of_month() const;

  /// `b - a` is the number of days from `a` to `b`.
  friend constexpr std::int32_t operator-(Date b, Date a) noexcept { return b.days_ - a.days_; }
  friend constexpr auto operator<=>(Date, Date) noexcept = default;

 private:
  explicit constexpr Date(std::int32_t days) noexcept : days_{days} {}
  std::int32_t days_ = 0;
};

}  // namespace actionplan

template <>
struct std::hash<actionplan::Date> {
  std::size_t operator()(actionplan::Date date) const noexcept {
    return std::hash<std::int32_t>{}(date.days());
  }
};

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/set_by.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// Which number of "03/04/2018" is the day.
enum class DateOrder : std::uint8_t { day_first, month_first };
[[nodiscard]] constexpr auto names_of(DateOrder) noexcept {
  return names_to<DateOrder::month_first>("day_first", "month_first");
}

/// Where seasons are: "summer 2018".
enum class Hemisphere : std::uint8_t { north, south };
[[nodiscard]] constexpr auto names_of(Hemisphere) noexcept {
  return names_to<Hemisphere::south>("north", "south");
}

enum class Weekday : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday
};
[[nodiscard]] constexpr auto names_of(Weekday) noexcept {
  return names_to<Weekday::sunday>("monday", "tuesday", "wednesday", "thursday", "friday",
                                   "saturday", "sunday");
}

/// An event that deadlines are counted from, or named by: "by COP26".
struct DateEvent {
  std::string name = {};  ///< as texts call it; matched without regard to case
  Date day = {};
  SetBy set_by = SetBy::analyst;
  std::string source = {};

  friend bool operator==(const DateEvent&, const DateEvent&) = default;
};

/// What deadline texts lean on and do not say. Absent means unsaid: a text that needs it is read by
/// a stated assumption, or not at all. Each assumption that rests on a setting names it.
struct DateSettings {
  std::optional<DateOrder> order = {};             ///< absent: told by the document's own dates
  std::optional<int> fiscal_month = {};            ///< first month of the fiscal year, 1 to 12
  std::optional<Hemisphere> hemisphere = {};       ///< absent: the northern one is assumed
  std::vector<Weekday> weekend = {};               ///< days of rest; empty: Saturday and Sunday
  std::optional<std::vector<Date>> holidays = {};  ///< other days of rest; absent: not known
  /// A due day on a day of rest moves to the next working day.
  bool rolls_to_working_day = false;
  std::optional<Period> plan_period = {};  ///< stands for what the document says of itself
  std::optional<Date> adopted_on = {};     ///< likewise
  std::vector<DateEvent> events = {};
  SetBy set_by = SetBy::analyst;  ///< of all but the events
  std::string source = {};        ///< likewise

  friend bool operator==(const DateSettings&, const DateSettings&) = default;
};

/// The settings of `first`, and where it leaves one unsaid, of `second`. Events are told apart by
/// name; `set_by` and `source` are those of `first`, unless it says nothing at all.
[[nodiscard]] ACTIONPLAN_EXPORT DateSettings merge(DateSettings first, const DateSettings& second);

/// @throws InvalidArgument, naming what does not hold: a month from 1 to 12, working days between
///         the days of rest, events with names that differ, well-formed UTF-8.
ACTIONPLAN_EXPORT void check_dates(const DateSettings& settings);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/date.hpp>

#include <actionplan/core/error.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "core/internal/excerpt.hpp"

#include <algorithm>

namespace actionplan {
namespace {

using Calendar = boost::gregorian::gregorian_calendar;

constexpr int first_year = 1400;
constexpr int last_year = 9999;
constexpr std::int32_t first_day = -208188;  // 1400-01-01
constexpr std::int32_t last_day = 2932896;   // 9999-12-31
constexpr long epoch_day_number = 2440588;   // Boost's day number of 1970-01-01

constexpr std::string_view range_text = "days between 1400-01-01 and 9999-12-31 can be used";

Calendar::ymd_type ymd(std::int32_t days) {
  return Calendar::from_day_number(
      static_cast<Calendar::date_int_type>(epoch_day_number + static_cast<long>(days)));
}

// Boost 1.74 takes a year out of range modulo 65536: everything is checked before it is called.
bool is_month(int year, int month) {
  return first_year <= year && year <= last_year && 1 <= month && month <= 12;
}

int month_length(int year, int month) {
  return Calendar::end_of_month_day(static_cast<unsigned short>(year),
                                    static_cast<unsigned short>(month));
}

bool is_day(int year, int month, int day) {
  return is_month(year, month) && 1 <= day && day <= month_length(year, month);
}

// Before `end`, from the last digit on.
void write_digits(std::string& out, std::size_t end, int value, std::size_t width) {
  for (; width > 0; --width, value /= 10) out[--end] = static_cast<char>('0' + value % 10);
}

// The number that `text` holds in digits only, or -1.
int read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Date Date::from_days(std::int32_t days) {
  if (days < first_day || days > last_day) {
    throw InvalidArgument("Date " + std::to_string(days) +
                          " days from 1970-01-01 is out of range; " + std::string{range_text} +
                          ".");
  }
  return Date{days};
}

Date Date::from_ymd(int year, int month, int day) {
  if (!is_day(year, month, day)) {
    throw InvalidArgument("Date year " + std::to_string(year) + ", month " + std::to_string(month) +
                          ", day " + std::to_string(day) + " does not exist or is out of range; " +
                          std::string{range_text} + ".");
  }
  const auto number = Calendar::day_number(Calendar::ymd_type{static_cast<unsigned short>(year),
                                                              static_cast<unsigned short>(month),
                                                              static_cast<unsigned short>(day)});
  return Date{static_cast<std::int32_t>(static_cast<long>(number) - epoch_day_number)};
}

Date Date::parse(std::string_view text) {
  const bool has_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int year = has_form ? read_digits(text.substr(0, 4)) : -1;
  const int month = has_form ? read_digits(text.substr(5, 2)) : -1;
  const int day = has_form ? read_digits(text.substr(8, 2)) : -1;
  if (!is_day(year, month, day)) {
    throw ParseError("Date \"" + detail::excerpt(text) +
                     "\" cannot be read; write an existing day as " +
                     "YYYY-MM-DD, such as 2016-04-27.");
  }
  return from_ymd(year, month, day);
}

Date Date::earliest() noexcept { return Date{first_day}; }
Date Date::latest() noexcept { return Date{last_day}; }

int Date::year() const { return ymd(days_).year; }
int Date::month() const { return ymd(days_).month; }
int Date::day() const { return ymd(days_).day; }

std::string Date::iso() const {
  const Calendar::ymd_type parts = ymd(days_);
  std::string out = "0000-00-00";
  write_digits(out, 4, parts.year, 4);
  write_digits(out, 7, parts.month, 2);
  write_digits(out, 10, parts.day, 2);
  return out;
}

Date Date::plus_days(std::int32_t days) const {
  const std::int64_t sum = std::int64_t{days_} + days;
  if (sum < first_day || sum > last_day) {
    throw InvalidArgument("Date " + iso() + " plus " + std::to_string(days) +
                          " days is out of range; " + std::string{range_text} + ".");
  }
  return Date{static_cast<std::int32_t>(sum)};
}

Date Date::plus_months(int months) const {
  const Calendar::ymd_type parts = ymd(days_);
  const std::int64_t index = std::int64_t{parts.year} * 12 + (parts.month - 1) + months;
  if (index < std::int64_t{first_year} * 12 || index >= (std::int64_t{last_year} + 1) * 12) {
    throw InvalidArgument("Date " + iso() + " plus " + std::to_string(months) +
                          " months is out of range; " + std::string{range_text} + ".");
  }
  const int year = static_cast<int>(index / 12);
  const int month = static_cast<int>(index % 12) + 1;
  return from_ymd(year, month, std::min<int>(parts.day, month_length(year, month)));
}

Date Date::end_of_month() const {
  const Calendar::ymd_type parts = ymd(days_);
  return Date{days_ + month_length(parts.year, parts.month) - parts.day};
}

}  // namespace actionplan

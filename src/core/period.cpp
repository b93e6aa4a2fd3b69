// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/period.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/letter_t.hpp"
#include "period_codes.hpp"

#include <optional>

namespace actionplan {
namespace {

// How a period can be named, from the shortest name to the longest.
enum class Form { years, half, quarter, month, day, dates };

Form form_of(const Period& period) {
  const Date first = period.first();
  const Date last = period.last();
  if (first == last) return Form::day;
  const bool starts_month = first.day() == 1;
  const bool ends_month = last == last.end_of_month();
  if (!starts_month || !ends_month) return Form::dates;
  if (first.month() == 1 && last.month() == 12) return Form::years;
  if (first.year() != last.year()) return Form::dates;
  const int begin = first.month() - 1;
  const int length = last.month() - begin;
  if (length == 1) return Form::month;
  if (length == 3 && begin % 3 == 0) return Form::quarter;
  if (length == 6 && begin % 6 == 0) return Form::half;
  return Form::dates;
}

std::string year_text(Date date) { return date.iso().substr(0, 4); }

[[noreturn]] void refuse(std::string_view text) {
  throw ParseError("Period \"" + detail::excerpt(text) +
                   "\" cannot be read; write it like 2016, 2016-2018, 2016H1, 2016Q1, 2016-03, "
                   "2016-03-15, 2016-W05, 2016April or 2016-01-05/2016-02-03.");
}

std::optional<int> digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Which of the two is meant nobody can tell, and either is written otherwise as well.
[[noreturn]] void refuse_letter_t(std::string_view text) {
  const auto quarter = detail::part_by_letter_t(text, 3);
  const auto third = detail::part_by_letter_t(text, 4);
  throw ParseError(
      "Period \"" + std::string{text} +
      "\" has the letter T, which is a quarter to those who write trimestre, and four months in "
      "SDMX; write " +
      quarter->text() + (third ? " for the quarter, or " + third->text() + "." : "."));
}

// What follows a year of four digits in every form but `first/last`.
std::optional<Period> parse_after_year(int year, std::string_view rest, std::string_view text) {
  if (rest.empty()) return Period::year(year);
  const std::string_view tail = rest.substr(1);
  if (rest.front() == 'H') {
    if (const auto half = digits(tail, 1)) return Period::half(year, *half);
  } else if (rest.front() == 'Q') {
    if (const auto quarter = digits(tail, 1)) return Period::quarter(year, *quarter);
  } else if (rest.front() == '-') {
    if (const auto last = digits(tail, 4)) {
      if (*last == year) return std::nullopt;  // the one name of a single year is the year
      return Period{Date::from_ymd(year, 1, 1), Date::from_ymd(*last, 12, 31)};
    }
    if (const auto month = digits(tail, 2)) return Period::month(year, *month);
    const Date day = Date::parse(text);
    return Period{day, day};
  }
  return std::nullopt;
}

}  // namespace

Period::Period(Date first, Date last) : first_{first}, last_{last} {
  if (last < first) {
    throw InvalidArgument("Period from " + first.iso() + " to " + last.iso() +
                          " ends before it begins; swap the two days.");
  }
}

Period Period::year(int year) {
  return Period{Date::from_ymd(year, 1, 1), Date::from_ymd(year, 12, 31)};
}

Period Period::half(int year, int half) {
  if (half < 1 || half > 2) {
    throw InvalidArgument("Half " + std::to_string(half) +
                          " of a year does not exist; use 1 or 2.");
  }
  const Date first = Date::from_ymd(year, half * 6 - 5, 1);
  return Period{first, Date::from_ymd(year, half * 6, 1).end_of_month()};
}

Period Period::quarter(int year, int quarter) {
  if (quarter < 1 || quarter > 4) {
    throw InvalidArgument("Quarter " + std::to_string(quarter) +
                          " of a year does not exist; use 1 to 4.");
  }
  const Date first = Date::from_ymd(year, quarter * 3 - 2, 1);
  return Period{first, Date::from_ymd(year, quarter * 3, 1).end_of_month()};
}

Period Period::month(int year, int month) {
  const Date first = Date::from_ymd(year, month, 1);
  return Period{first, first.end_of_month()};
}

Period Period::parse(std::string_view text) {
  if (detail::is_part_by_letter_t(text)) refuse_letter_t(text);
  try {
    if (text.size() == 21 && text[10] == '/') {
      return Period{Date::parse(text.substr(0, 10)), Date::parse(text.substr(11))};
    }
    if (const auto period = detail::period_of_code(text)) return *period;
    const auto year = digits(text.substr(0, 4), 4);
    if (year && text.size() <= 10) {
      if (const auto period = parse_after_year(*year, text.substr(4), text)) return *period;
    }
  } catch (const Error&) {
    refuse(text);
  }
  refuse(text);
}

std::string Period::text() const {
  const std::string year = year_text(first_);
  switch (form_of(*this)) {
    case Form::years: return first_.year() == last_.year() ? year : year + "-" + year_text(last_);
    case Form::half: return year + (first_.month() == 1 ? "H1" : "H2");
    case Form::quarter: return year + "Q" + std::to_string((first_.month() + 2) / 3);
    case Form::month: return first_.iso().substr(0, 7);
    case Form::day: return first_.iso();
    case Form::dates: break;
  }
  return first_.iso() + "/" + last_.iso();
}

std::string Period::edtf() const {
  const std::string year = year_text(first_);
  switch (form_of(*this)) {
    case Form::years: return first_.year() == last_.year() ? year : year + "/" + year_text(last_);
    case Form::half: return year + (first_.month() == 1 ? "-40" : "-41");
    case Form::quarter: return year + "-" + std::to_string(33 + (first_.month() - 1) / 3);
    case Form::month: return first_.iso().substr(0, 7);
    case Form::day: return first_.iso();
    case Form::dates: break;
  }
  return first_.iso() + "/" + last_.iso();
}

}  // namespace actionplan

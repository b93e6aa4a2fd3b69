// SPDX-License-Identifier: Apache-2.0
#include "period_codes.hpp"

#include <actionplan/core/error.hpp>

#include "core/internal/letter_t.hpp"
#include "core/internal/weeks.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace actionplan::detail {
namespace {

std::optional<int> number_of(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void check_range(int value, int most, const char* what) {
  if (value >= 1 && value <= most) return;
  throw InvalidArgument(std::string{what} + " " + std::to_string(value) +
                        " of a year does not exist; use 1 to " + std::to_string(most) + ".");
}

// `count` months from the first day of a month on.
Period months_from(int year, int month, int count) {
  const Date first = Date::from_ymd(year, month, 1);
  return Period{first, first.plus_months(count - 1).end_of_month()};
}

Period week(int year, int number, int weeks) {
  const Date first = first_monday(year);
  const int count = (first_monday(year + 1) - first) / 7;
  check_range(number, (count + weeks - 1) / weeks, weeks == 1 ? "Week" : "Fortnight");
  const Date start = first.plus_days((number - 1) * 7 * weeks);
  return Period{start, start.plus_days(7 * weeks - 1)};
}

struct FinancialYear {
  std::string_view name;
  int month;
};
constexpr std::array<FinancialYear, 5> financial_years{
    {{"April", 4}, {"July", 7}, {"Sep", 9}, {"Oct", 10}, {"Nov", 11}}};

// "April", "AprilS2".
std::optional<Period> financial(int year, std::string_view rest) {
  for (const FinancialYear& one : financial_years) {
    if (rest.substr(0, one.name.size()) != one.name) continue;
    const std::string_view half = rest.substr(one.name.size());
    if (half.empty()) return months_from(year, one.month, 12);
    if (half == "S1") return months_from(year, one.month, 6);
    if (half == "S2") {
      const Date start = Date::from_ymd(year, one.month, 1).plus_months(6);
      return months_from(start.year(), start.month(), 6);
    }
  }
  return std::nullopt;
}

std::optional<Period> by_letter(int year, char letter, int number) {
  switch (letter) {
    case 'A': check_range(number, 1, "Year"); return Period::year(year);
    case 'S':
    case 'H': return Period::half(year, number);
    case 'Q': return Period::quarter(year, number);
    case 'M': return Period::month(year, number);
    case 'W': return week(year, number, 1);
    case 'D': {
      const Date first = Date::from_ymd(year, 1, 1);
      check_range(number, Date::from_ymd(year, 12, 31) - first + 1, "Day");
      const Date day = first.plus_days(number - 1);
      return Period{day, day};
    }
    default: return std::nullopt;
  }
}

}  // namespace

bool is_part_by_letter_t(std::string_view text) noexcept {
  const std::size_t at = text.size() == 7 && text[4] == '-' ? 5 : 4;
  if (text.size() != at + 2 || text[at] != 'T') return false;
  const auto year = number_of(text.substr(0, 4), 4, 4);
  return year && *year >= Date::earliest().year() && text[at + 1] >= '1' && text[at + 1] <= '4';
}

std::optional<Period> part_by_letter_t(std::string_view text, int months) {
  if (!is_part_by_letter_t(text)) return std::nullopt;
  const int part = text.back() - '0';
  if (part * months > 12) return std::nullopt;
  return months_from(*number_of(text.substr(0, 4), 4, 4), (part - 1) * months + 1, months);
}

std::optional<Period> period_of_code(std::string_view text) {
  if (text.size() < 5) return std::nullopt;
  const auto year = number_of(text.substr(0, 4), 4, 4);
  if (!year) return std::nullopt;
  std::string_view rest = text.substr(4);
  if (const auto month = number_of(rest, 2, 2)) return Period::month(*year, *month);
  if (const auto day = number_of(rest, 4, 4)) {
    const Date only = Date::from_ymd(*year, *day / 100, *day % 100);
    return Period{only, only};
  }
  if (rest.back() == 'B') {
    const auto pair = number_of(rest.substr(0, rest.size() - 1), 2, 2);
    if (!pair) return std::nullopt;
    check_range(*pair, 6, "Pair of months");
    return months_from(*year, *pair * 2 - 1, 2);
  }
  if (rest.substr(0, 3) == "BiW") {
    const auto pair = number_of(rest.substr(3), 1, 2);
    return pair ? std::optional{week(*year, *pair, 2)} : std::nullopt;
  }
  if (const auto named = financial(*year, rest)) return named;
  const bool is_sdmx = rest.front() == '-';
  if (is_sdmx) rest.remove_prefix(1);
  if (rest.size() < 2 ||
      (!is_sdmx && std::string_view{"SWQH"}.find(rest.front()) == std::string_view::npos)) {
    return std::nullopt;
  }
  const auto number = number_of(rest.substr(1), 1, 3);
  return number ? by_letter(*year, rest.front(), *number) : std::nullopt;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
// Dates in digits: 31.12.2017, 2017-12-31, 12/2017, 2016-18, 31-Aug-18.
#include "point.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr int short_year_base = 2000;
constexpr int last_month = 12;

}  // namespace

bool PointParser::take_numeric(DatePoint& point, std::size_t& at) const {
  const bool is_taken = take_year_month_day(point, at) || take_day_month_year(point, at) ||
                        take_named_month(point, at) || take_year_pair(point, at);
  if (is_taken && point.has_zero) notes_.refuse(assumed::no_such_day_or_month, {});
  return is_taken;
}

// "T00:00:00Z", "00:00": the hour of a time stamp says nothing about the day.
void PointParser::take_time(std::size_t& at) const {
  std::size_t i = at;
  const Tokens& tokens = items_.tokens();
  const bool has_letter = items_[i].kind == DeadlineItem::Kind::word && items_[i].is_joined &&
                          tokens[items_[i].first].text == "t";
  if (has_letter) ++i;
  if (!items_.is_short(i) || !items_.is_mark(i + 1, ':') || !items_.is_short(i + 2)) return;
  i += 3;
  if (items_.is_mark(i, ':') && items_.is_short(i + 1)) i += 2;
  if (items_.is_mark(i, '.') && items_[i].is_joined && items_.is_number(i + 1)) i += 2;
  const bool is_zulu =
      items_[i].is_joined && tokens[items_[i].first].text == "z" && i < items_.size();
  const bool has_offset = (items_.is_mark(i, '+') || items_.is_mark(i, '-')) && items_[i].is_joined;
  if (is_zulu) {
    ++i;
  } else if (has_offset && items_.is_short(i + 1) && items_.is_mark(i + 2, ':')) {
    i += 4;
  }
  at = i;
}

// 2017-12-31, 2017.12.31, 2017/12/31
bool PointParser::take_year_month_day(DatePoint& point, std::size_t& at) const {
  const char mark = items_[at + 1].mark;
  const bool has_form = items_.is_year(at) && (mark == '-' || mark == '.' || mark == '/') &&
                        items_.is_mark(at + 3, mark) && items_.is_short(at + 2) &&
                        items_.is_short(at + 4) && items_[at + 4].is_joined;
  if (!has_form) return false;
  point.year = items_[at].value;
  point.month = items_[at + 2].value;
  point.day = point.last_day = items_[at + 4].value;
  point.has_zero = point.month == 0 || point.day == 0;
  at += 5;
  take_time(at);
  return true;
}

// 31.12.2017, 31/12/2017, 12/31/2017, 31.12.17, 12.2017, 12/2017
bool PointParser::take_day_month_year(DatePoint& point, std::size_t& at) const {
  // "30. 6. 2024"
  const auto is_dot = [&](std::size_t i) { return items_.is_mark(i, '.') && items_[i].is_joined; };
  const bool is_spaced = items_.is_short(at) && is_dot(at + 1) && items_.is_short(at + 2) &&
                         is_dot(at + 3) && items_.is_year(at + 4) && !items_[at + 2].is_joined &&
                         !items_[at + 4].is_joined && items_[at + 2].value <= last_month;
  if (is_spaced) {
    point.day = point.last_day = items_[at].value;
    point.month = items_[at + 2].value;
    point.has_zero = point.day == 0 || point.month == 0;
    point.year = items_[at + 4].value;
    at += 5;
    return true;
  }
  const char mark = items_[at + 1].mark;
  const bool is_pair =
      items_.is_short(at) && is_sep(at + 1, mark) && (mark == '.' || mark == '/' || mark == '-');
  if (!is_pair) return false;
  const bool is_month_year = items_.is_year(at + 2);
  if (is_month_year) {
    const bool goes_on =
        items_.is_mark(at + 3, mark) && items_[at + 4].is_joined && items_.is_number(at + 4);
    if (goes_on || (mark == '-' && items_[at].digits != 2)) return false;
    point.month = items_[at].value;
    point.has_zero = point.month == 0;
    point.year = items_[at + 2].value;
    at += 3;
    return true;
  }
  const bool has_year =
      items_.is_short(at + 2) && items_.is_mark(at + 3, mark) &&
      (items_.is_year(at + 4) || (items_.is_number(at + 4) && items_[at + 4].digits == 2)) &&
      items_[at + 4].is_joined;
  if (!has_year) {  // "31.12" of a year that is said elsewhere
    const bool is_day = mark == '.' && items_.is_short(at + 2) && items_[at + 2].digits == 2 &&
                        items_[at].digits == 2 && items_[at + 2].value <= last_month &&
                        !(items_.is_mark(at + 3, '.') && items_.is_number(at + 4)) &&
                        !items_.is_mark(at + 3, '%');
    if (!is_day) return false;
    point.day = point.last_day = items_[at].value;
    point.month = items_[at + 2].value;
    point.has_zero = point.month == 0 || point.day == 0;
    at += 3;
    return true;
  }
  int day = items_[at].value;
  int month = items_[at + 2].value;
  const auto order = notes_.order();
  const bool is_free = day <= last_month && month <= last_month && day != month;
  if (mark == '.') {
    // A dot is the day's in every country that writes it.
  } else if (is_free && !order) {
    point.is_ambiguous_order = true;
  } else if (day <= last_month &&
             (month > last_month || (is_free && order == DateOrder::month_first))) {
    std::swap(day, month);
  }
  if (is_free && order && mark != '.') {
    const std::string quoted = '"' + std::to_string(items_[at].value) + mark +
                               std::to_string(items_[at + 2].value) + mark +
                               std::to_string(items_[at + 4].value) + '"';
    if (notes_.settings.order) {
      notes_.assume(assumed::order_by_setting,
                    {quoted, order == DateOrder::day_first ? "day" : "month"});
    } else {
      notes_.assume(assumed::day_before_month, {quoted});
    }
  }
  point.day = point.last_day = day;
  point.month = month;
  point.has_zero = day == 0 || month == 0;
  point.year =
      items_.is_year(at + 4) ? items_[at + 4].value : short_year_base + items_[at + 4].value;
  at += 5;
  take_time(at);
  return true;
}

// 31-Aug-18, 31-Dec-2017, 31.XII.2017
bool PointParser::take_named_month(DatePoint& point, std::size_t& at) const {
  const char mark = items_[at + 1].mark;
  const bool is_named = items_.sense(at + 2) == Sense::month;
  const int month = is_named ? items_.value(at + 2) : items_[at + 2].roman;
  const bool has_form = items_.is_short(at) && (mark == '-' || mark == '/' || mark == '.') &&
                        month >= 1 && month <= last_month && items_.is_mark(at + 3, mark) &&
                        (is_named || (items_[at + 1].is_joined && items_[at + 2].is_joined)) &&
                        items_[at + 3].is_joined && items_.is_number(at + 4) &&
                        items_[at + 4].is_joined;
  if (!has_form) return false;
  if (!items_.is_year(at + 4) && items_[at + 4].digits != 2) return false;
  point.day = point.last_day = items_[at].value;
  point.has_zero = point.day == 0;
  point.month = month;
  point.year =
      items_.is_year(at + 4) ? items_[at + 4].value : short_year_base + items_[at + 4].value;
  at += 5;
  return true;
}

// 2016-09 and 2016/09 are months; 2016-18, 2016/18 and (of fiscal years) 2016-2017 are years.
bool PointParser::take_year_pair(DatePoint& point, std::size_t& at) const {
  const bool is_dash = items_.is_mark(at + 1, '-');
  const bool is_slash = items_.is_mark(at + 1, '/');
  const bool is_dot = items_.is_mark(at + 1, '.');
  const bool is_tight = items_[at + 1].is_joined && items_[at + 2].is_joined;
  const bool is_short_pair = point.is_fiscal && items_.is_short(at) && items_[at].digits == 2;
  if (!items_.is_year(at) && !is_short_pair) return false;
  const int year = is_short_pair ? short_year_base + items_[at].value : items_[at].value;
  if (!is_dash && !is_slash && !is_dot) return false;
  // "Q3 2017/18" counts quarters of a fiscal year; "winter 2017/18" crosses two calendar ones.
  const bool is_crossing = point.is_fiscal || !point.parts.empty() || point.season != 0;
  if (point.month != 0) return false;
  // Where the fiscal year is set and is no calendar year, "2024/25" and "2024-25" are one.
  const bool is_set = notes_.settings.fiscal_month.value_or(1) != 1;
  const bool is_set_pair =
      is_set && is_slash && is_tight && items_.is_year(at + 2) && items_[at + 2].value == year + 1;
  if ((is_crossing || is_set_pair) && items_.is_year(at + 2) && !is_dot) {
    if (items_[at + 2].value != year + 1) return false;
    point.year = year;
    point.last_year = year + 1;
    point.is_fiscal = point.season == 0;
    at += 3;
    return true;
  }
  const bool is_pair =
      is_tight && items_.is_number(at + 2) && items_[at + 2].digits == 2 &&
      !(items_[at + 3].is_joined && items_[at + 3].kind != DeadlineItem::Kind::mark &&
        !items_[at + 3].is_suffix);
  if (!is_pair) return false;
  const int number = items_[at + 2].value;
  const int last = year - year % 100 + number;
  const bool is_next = last == year + 1;
  // "2078/79" is a year of Nepal, which begins in July 2021.
  constexpr int first_far_year = 2070;
  if (is_next && year >= first_far_year && !notes_.context.is_gregorian) {
    notes_.refuse(assumed::other_calendar, {std::to_string(year) + '/' + std::to_string(number)});
  }
  const bool is_set_short = is_set && is_next && !is_dot && number > last_month;
  if (is_crossing || is_set_short) {
    if (!is_next || is_dot) return false;
    point.year = year;
    point.last_year = last;
    point.is_fiscal = point.season == 0;
    at += 3;
    return true;
  }
  // A day of a day: "2018-05-…" has been tried before; what follows is another date's.
  if (number <= last_month) {
    point.year = year;
    point.month = number;
    point.has_zero = number == 0;
    const std::string pair = std::to_string(year) + (is_dash ? "-" : "/") +
                             (number < 10 ? "0" : "") + std::to_string(number);
    if (is_next && !is_dot) {
      notes_.assume(assumed::month_not_years, {'"' + pair + '"', std::to_string(year)});
    }
    at += 3;
    return true;
  }
  if (is_dot) return false;
  point.year = year;
  point.last_year = last;
  constexpr int first_code = 21;
  constexpr int last_code = 41;
  if (is_dash && first_code <= number && number <= last_code) {
    notes_.assume(assumed::years_not_code,
                  {'"' + std::to_string(year) + '-' + std::to_string(number) + '"'});
  }
  at += 3;
  return true;
}

}  // namespace actionplan::detail

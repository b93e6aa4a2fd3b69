// SPDX-License-Identifier: Apache-2.0
// Dates that begin with a number, or name a month.
#include "date_words.hpp"

#include <utility>

namespace actionplan::detail {

// 2017-12-31, 2017.12.31, 2017/12/31
DateFinder::Found DateFinder::year_month_day(std::size_t at) {
  const bool has_form =
      (words_.is_mark(at + 1, '-') || words_.is_mark(at + 1, '.') || words_.is_mark(at + 1, '/')) &&
      words_[at + 3].text == words_[at + 1].text && is_short_number(words_[at + 2]) &&
      is_short_number(words_[at + 4]);
  if (!has_form || !plain_year(at)) return {};
  return day(small_value(words_[at]), small_value(words_[at + 2]), small_value(words_[at + 4]),
             at + 5);
}

// 31.12.2017, 31/12/2017, 12/31/2017, 31-12-2017
DateFinder::Found DateFinder::day_month_year(std::size_t at) {
  const bool has_form =
      is_short_number(words_[at]) && is_short_number(words_[at + 2]) &&
      (words_.is_mark(at + 1, '.') || words_.is_mark(at + 1, '/') || words_.is_mark(at + 1, '-')) &&
      words_[at + 3].text == words_[at + 1].text;
  if (!has_form) return {};
  const auto year = plain_year(at + 4);
  if (!year) return {};
  int first = small_value(words_[at]);
  int second = small_value(words_[at + 2]);
  const bool is_us = words_.is_mark(at + 1, '/') && second > 12 && first <= 12;
  if (is_us) std::swap(first, second);
  if (!is_us && !words_.is_mark(at + 1, '.') && first <= 12 && second <= 12 && first != second) {
    assume(assumed::day_before_month, {quoted(at, at + 5)});
  }
  return day(year->value, second, first, year->next);
}

// 12.2017, 12/2017
DateFinder::Found DateFinder::month_slash_year(std::size_t at) {
  const bool has_form = is_short_number(words_[at]) && words_.is_joined(at + 1) &&
                        (words_.is_mark(at + 1, '.') || words_.is_mark(at + 1, '/')) &&
                        words_.is_joined(at + 2);
  if (!has_form) return {};
  const auto year = plain_year(at + 2);
  if (!year) return {};
  return division(year->value, 12, small_value(words_[at]), year->next);
}

// 31 December 2021, 1st of March 2023, 1-15 March 2017
DateFinder::Found DateFinder::day_then_month(std::size_t at) {
  if (!is_short_number(words_[at])) return {};
  int first = small_value(words_[at]);
  std::size_t next = at + 1;
  if (is_ordinal_ending(next) || words_[next].text == "°") ++next;
  int last = first;
  if (words_.is_mark(next, '-') && is_short_number(words_[next + 1])) {
    last = small_value(words_[next + 1]);
    next += 2;
  }
  const bool has_mark = words_.is_mark(next, '-') || words_.is_mark(next, '/');
  if (has_mark && words_.is_joined(next + 1)) ++next;  // "31-Dec-2017"
  next = skip_fillers(next);
  if (!words_.is_word(next)) return {};
  const Meaning month = meaning_of(words_[next].text);
  if (month.sense != Sense::month) return {};
  const auto year = year_after(next + 1);
  if (!year) return {};
  const auto until = day(year->value, month.value, last, year->next);
  if (!until) return {};
  const auto since = day(year->value, month.value, first, year->next);
  if (!since) return {};
  if (since->first > until->first) {
    refuse(assumed::last_day_first, {quoted(at, next + 1)});
    return {};
  }
  NamedDays days = named(Period{since->first, until->last}, year->next);
  days.is_range = first != last;
  days.borrows_year = year->is_borrowed;
  return days;
}

// 2016, 2016-03, 2016-17, 2017Q3, 2017-H1, 2017 III quarter
DateFinder::Found DateFinder::year_first(std::size_t at) {
  const auto year = plain_year(at);
  if (!year) return {};
  const bool is_joined = words_.is_joined(at + 1) && words_.is_joined(at + 2);
  const bool is_dash = words_.is_mark(at + 1, '-');
  if (is_joined && words_.is_mark(at + 1, '.') && words_[at + 2].digits == 2) {
    return division(year->value, 12, small_value(words_[at + 2]), at + 3);
  }
  if (is_joined && (is_dash || words_.is_mark(at + 1, '/')) && words_[at + 2].digits == 2 &&
      !words_.is_joined(at + 3)) {
    const int number = small_value(words_[at + 2]);
    const int last = year->value - year->value % 100 + number;
    if (number > 12 || last > year->value) {
      if (is_dash && number <= 12) {
        assume(assumed::month_not_years, {quoted(at, at + 3), std::to_string(year->value)});
        return division(year->value, 12, number, at + 3);
      }
      return years(year->value, last, at, at + 3);
    }
    return division(year->value, 12, number, at + 3);
  }
  std::size_t next = year->next;
  if (words_.is_mark(next, '-') || words_.is_mark(next, ',')) ++next;
  const std::string_view letter = words_[next].text;
  if ((letter == "q" || letter == "h") && words_[next + 1].digits == 1) {
    return division(year->value, letter == "q" ? 4 : 2, small_value(words_[next + 1]), next + 2);
  }
  const Meaning ordinal = meaning_of(words_[next].text);
  if (ordinal.sense == Sense::ordinal && words_.is_word(next)) {
    const Sense part = sense_of(words_[next + 1]);
    if (part == Sense::quarter) return division(year->value, 4, ordinal.value, next + 2);
    if (part == Sense::half) return division(year->value, 2, ordinal.value, next + 2);
  }
  return named(Period::year(year->value), year->next);
}

// March 2023, December 31, 2021, Dec. 2021
DateFinder::Found DateFinder::month_first(std::size_t at) {
  const int month = meaning_of(words_[at].text).value;
  std::size_t next = at + 1;
  if (words_.is_mark(next, '.') && words_.is_joined(next)) ++next;
  if (is_short_number(words_[next]) && !plain_year(next)) {
    const int number = small_value(words_[next]);
    ++next;
    if (is_ordinal_ending(next)) ++next;
    const auto year = year_after(next);
    if (!year) return {};
    Found found = day(year->value, month, number, year->next);
    if (found) found->borrows_year = year->is_borrowed;
    return found;
  }
  const auto year = year_after(next);
  if (!year) return {};
  NamedDays days = named(Period::month(year->value, month), year->next);
  days.borrows_year = year->is_borrowed;
  return days;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "deadline_text_dates.hpp"

#include "deadline_text_words.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

constexpr int first_plan_year = 1900;
constexpr int last_plan_year = 2199;

bool is_plan_year(std::uint32_t value) {
  return value >= static_cast<std::uint32_t>(first_plan_year) &&
         value <= static_cast<std::uint32_t>(last_plan_year);
}

Sense sense_of(const Word& word) {
  return word.kind == WordKind::word ? meaning_of(word.text).sense : Sense::other;
}

NamedDays named(const Period& period, std::size_t next) {
  NamedDays days;
  days.first = period.first();
  days.last = period.last();
  days.next = next;
  return days;
}

int small_value(const Word& word) { return static_cast<int>(word.value); }

bool is_short_number(const Word& word) { return word.kind == WordKind::number && word.digits <= 2; }

}  // namespace

void DateFinder::refuse(std::string why) {
  if (problem_.empty()) problem_ = std::move(why);
}

void DateFinder::assume(std::string what) {
  if (std::find(assumptions_.begin(), assumptions_.end(), what) == assumptions_.end()) {
    assumptions_.push_back(std::move(what));
  }
}

std::string DateFinder::quoted(std::size_t from, std::size_t to) const {
  std::string out = "\"";
  for (std::size_t i = from; i < to && i < words_.size(); ++i) {
    if (i > from && !words_.is_joined(i)) out += ' ';
    out += words_[i].text;
  }
  out += '"';
  return out;
}

std::size_t DateFinder::skip_fillers(std::size_t at) const {
  while (sense_of(words_[at]) == Sense::filler) ++at;
  return at;
}

// "1st", "3e trimestre", "3-cü rüb"
bool DateFinder::is_ordinal_ending(std::size_t at) const {
  const bool is_letter = words_.is_joined(at) && (words_.is(at, "e") || words_.is(at, "o"));
  return is_letter || sense_of(words_[at]) == Sense::ordinal_ending;
}

// "2016-cı ilin", "2016 г.", "2016 year": what may follow a year without changing it.
std::size_t DateFinder::skip_year_endings(std::size_t at) const {
  const std::size_t joined = words_.is_mark(at, '-') && words_.is_joined(at) ? at + 1 : at;
  const bool has_ending = words_.is_joined(joined) && words_.is_word(joined) &&
                          sense_of(words_[joined]) == Sense::ordinal_ending;
  if (has_ending) at = joined + 1;
  if (sense_of(words_[at]) == Sense::year_ending) {
    ++at;
    if (words_.is_mark(at, '.') && words_[at - 1].text.size() <= 4 && words_.is_joined(at)) ++at;
  }
  return at;
}

std::optional<DateFinder::Year> DateFinder::plain_year(std::size_t at) const {
  const Word& word = words_[at];
  if (word.kind != WordKind::number || word.digits != 4 || !is_plan_year(word.value)) return {};
  return Year{small_value(word), skip_year_endings(at + 1), false};
}

// The year that belongs to what ends before `at`: next to it, or with a later date.
std::optional<DateFinder::Year> DateFinder::year_after(std::size_t at) {
  std::size_t next = at;
  if (words_.is_mark(next, '.') && words_.is_joined(next)) ++next;
  if (words_.is_mark(next, ',') || words_.is_mark(next, '-') || words_.is_mark(next, '/')) ++next;
  for (;; ++next) {
    const Sense sense = sense_of(words_[next]);
    if (sense != Sense::filler && sense != Sense::year) break;
  }
  if (const auto year = plain_year(next)) return year;
  constexpr std::size_t reach = 10;
  for (std::size_t i = at; i < at + reach && i < words_.size(); ++i) {
    if (const auto year = plain_year(i)) return Year{year->value, at, true};
    const Word& word = words_[i];
    const Sense sense = sense_of(word);
    const bool goes_on = word.kind != WordKind::word || sense == Sense::month ||
                         sense == Sense::conjunction || sense == Sense::to ||
                         sense == Sense::filler || sense == Sense::ordinal_ending ||
                         sense == Sense::quarter || sense == Sense::season ||
                         sense == Sense::ordinal || word.text == "q";
    if (!goes_on || words_.is_mark(i, ';')) break;
  }
  lacks_year_ = true;
  return {};
}

DateFinder::Found DateFinder::day(int year, int month, int day, std::size_t next) {
  const bool has_month = 1 <= month && month <= 12;
  if (!has_month || day < 1 || day > Date::from_ymd(year, month, 1).end_of_month().day()) {
    refuse(has_month
               ? "There is no day " + std::to_string(day) + " in month " + std::to_string(month) +
                     " of " + std::to_string(year) + "; correct the day."
               : "There is no month " + std::to_string(month) + "; correct the month.");
    return {};
  }
  const Date date = Date::from_ymd(year, month, day);
  return named(Period{date, date}, next);
}

// Part number `number` of a year that is cut in `count`.
DateFinder::Found DateFinder::division(int year, int count, int number, std::size_t next) {
  if (number < 1 || number > count) {
    const std::string_view what = count == 12 ? "month" : count == 4 ? "quarter" : "half";
    refuse("There is no " + std::string{what} + " " + std::to_string(number) +
           " in a year; correct the number.");
    return {};
  }
  if (count == 12) return named(Period::month(year, number), next);
  if (count == 4) return named(Period::quarter(year, number), next);
  return named(Period::half(year, number), next);
}

DateFinder::Found DateFinder::years(int first, int last, std::size_t from, std::size_t next) {
  if (last < first) {
    refuse("In " + quoted(from, next) +
           " the last year lies before the first; swap them or correct one.");
    return {};
  }
  NamedDays days = named(Period{Date::from_ymd(first, 1, 1), Date::from_ymd(last, 12, 31)}, next);
  days.is_range = true;
  return days;
}

// The second year of "2016-17" or "2023-2024", written at `at`.
std::optional<int> DateFinder::second_year(int first, std::size_t at) const {
  const Word& word = words_[at];
  if (const auto year = plain_year(at)) return year->value;
  if (word.kind != WordKind::number || word.digits != 2) return {};
  return first - first % 100 + small_value(word);
}

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
    assume("In " + quoted(at, at + 5) + " the day is taken to come before the month.");
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
    refuse("In " + quoted(at, next + 1) + " the last day lies before the first; swap them.");
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
        assume(quoted(at, at + 3) + " is taken for a month of " + std::to_string(year->value) +
               ", not for two years.");
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

// The "first", "III", "3rd" or "2" that counts a part of a year; nothing where none stands there.
std::optional<int> DateFinder::part_number(std::size_t at, std::size_t& next) const {
  const Meaning meaning = words_.is_word(at) ? meaning_of(words_[at].text) : Meaning{};
  next = at + 1;
  if (meaning.sense == Sense::ordinal) return meaning.value;
  if (words_[at].digits != 1) return {};
  const bool has_dash = words_.is_mark(next, '-') && is_ordinal_ending(next + 1);
  if (has_dash) ++next;
  if (is_ordinal_ending(next)) ++next;
  return small_value(words_[at]);
}

// first half of 2017, III quarter 2017, 3rd quarter of 2017, quarter 3 2017, last quarter of 2017
DateFinder::Found DateFinder::part_of_year(std::size_t at) {
  const Meaning meaning = words_.is_word(at) ? meaning_of(words_[at].text) : Meaning{};
  const bool is_last = meaning.sense == Sense::end && meaning.value == 1;
  std::size_t next = at;
  auto number = part_number(at, next);
  if (!number) next = is_last ? at + 1 : at;
  std::optional<int> until;
  const Sense joint = sense_of(words_[next]);
  if (number && (joint == Sense::conjunction || joint == Sense::to || words_.is_mark(next, '-'))) {
    std::size_t after = next;
    until = part_number(skip_fillers(next + 1), after);
    if (until) next = after;
  }
  const Sense part = sense_of(words_[next]);
  if (part != Sense::quarter && part != Sense::half) return {};
  const int count = part == Sense::quarter ? 4 : 2;
  ++next;
  if (is_last) number = count;
  if (!number) {
    number = part_number(next, next);
    if (!number) return {};
  }
  const auto year = year_after(next);
  if (!year) return {};
  Found found = division(year->value, count, *number, year->next);
  if (!found) return {};
  found->borrows_year = year->is_borrowed;
  if (!until) return found;
  const Found end = division(year->value, count, *until, year->next);
  if (!end) return {};
  if (end->last < found->first) {
    refuse("In " + quoted(at, next) +
           " the last part of the year lies before the first; swap them.");
    return {};
  }
  found->last = end->last;
  found->is_range = true;
  return found;
}

// Q3 2017, H1/2017, T3 2017
DateFinder::Found DateFinder::lettered_part(std::size_t at) {
  const std::string_view letter = words_[at].text;
  if (words_[at + 1].digits != 1 || !words_.is_joined(at + 1)) return {};
  const auto year = year_after(at + 2);
  if (!year) return {};
  const int count = letter == "q" || letter == "t" ? 4 : 2;
  Found found = division(year->value, count, small_value(words_[at + 1]), year->next);
  if (found) found->borrows_year = year->is_borrowed;
  return found;
}

DateFinder::Found DateFinder::season(std::size_t at) {
  const int number = meaning_of(words_[at].text).value;
  const auto year = year_after(at + 1);
  if (!year) return {};
  constexpr int winter = 4;
  std::size_t next = year->next;
  const int first_month = number * 3;
  const Date first = Date::from_ymd(year->value, first_month, 1);
  NamedDays days = named(Period{first, first.plus_months(2).end_of_month()}, next);
  bool names_both_years = false;
  if (number == winter && (words_.is_mark(next, '-') || words_.is_mark(next, '/'))) {
    const auto second = second_year(year->value, next + 1);
    names_both_years = second && *second == year->value + 1;
    if (names_both_years) days.next = next + 2;
  }
  days.borrows_year = year->is_borrowed;
  days.edtf = std::to_string(year->value) + "-2" + std::to_string(number);
  assume("Seasons are taken as the northern meteorological ones: " + quoted(at, at + 1) + " is " +
         days.first.iso() + " to " + days.last.iso() +
         (number == winter && !names_both_years ? ", beginning in the year named." : "."));
  return days;
}

// fiscal year 2023-24, FY2023
DateFinder::Found DateFinder::fiscal_year(std::size_t at) {
  std::size_t next = at + 1;
  for (;; ++next) {
    const Sense sense = sense_of(words_[next]);
    if (sense != Sense::year && sense != Sense::filler) break;
  }
  const Word& number = words_[next];
  std::optional<Year> year = plain_year(next);
  constexpr int century = 2000;
  if (!year && number.digits == 2 && words_[at].text == "fy") {
    year = Year{century + small_value(number), next + 1, false};
  }
  if (!year) return {};
  const bool is_split = words_.is_mark(year->next, '-') || words_.is_mark(year->next, '/');
  const auto second = is_split ? second_year(year->value, year->next + 1) : std::nullopt;
  if (!second) {
    assume("The fiscal year " + std::to_string(year->value) + " is taken as the calendar year.");
    return named(Period::year(year->value), year->next);
  }
  const std::size_t end = year->next + 2;
  if (*second != year->value + 1) return years(year->value, *second, at, end);
  const Date first = Date::from_ymd(year->value, meaning_of(words_[at].text).value, 1);
  NamedDays days = named(Period{first, first.plus_months(11).end_of_month()}, end);
  assume("The " + std::string{words_.is(at, "fy") ? "fiscal" : words_[at].text} +
         " year is taken to run from " + days.first.iso() + " to " + days.last.iso() + ".");
  return days;
}

// end of 2022, beginning of March 2023, last day of 2018
DateFinder::Found DateFinder::edge(std::size_t at) {
  const Meaning meaning = meaning_of(words_[at].text);
  std::size_t next = at + 1;
  if (meaning.sense == Sense::end && meaning.value == 1) {
    const Meaning unit = meaning_of(words_[next].text);
    if (unit.sense != Sense::unit || unit.value != static_cast<int>(Unit::day)) return {};
    ++next;
  }
  if (meaning.sense == Sense::start && !words_.is_word(next)) return {};
  if (words_.is(next, "in") || words_.is(next, "on") || words_.is(next, "from")) return {};
  for (;; ++next) {
    const Sense sense = sense_of(words_[next]);
    if (sense != Sense::filler && !(sense == Sense::year && words_.is_number(next + 1))) break;
  }
  const Sense inner = sense_of(words_[next]);
  if (inner == Sense::end || inner == Sense::start) return {};
  Found found = find_one(next);
  if (!found) return {};
  if (meaning.sense == Sense::end) found->first = found->last;
  if (meaning.sense == Sense::start) found->last = found->first;
  found->edtf.clear();
  found->is_edge = true;
  return found;
}

// early 2023, mid-2023, late March 2023
DateFinder::Found DateFinder::third_of(std::size_t at) {
  const Sense sense = sense_of(words_[at]);
  std::size_t next = at + 1;
  if (words_.is_mark(next, '-')) ++next;
  next = skip_fillers(next);
  const Sense inner = sense_of(words_[next]);
  if (inner == Sense::early || inner == Sense::middle || inner == Sense::late) return {};
  Found found = find_one(next);
  if (!found) return {};
  const std::int32_t length = found->last - found->first + 1;
  const bool is_year = length > 360;
  const Date whole_first = found->first;
  const auto cut = [&](std::int32_t thirds) {
    return is_year ? whole_first.plus_months(4 * thirds)
                   : whole_first.plus_days(length * thirds / 3);
  };
  if (sense == Sense::early) found->last = cut(1).plus_days(-1);
  if (sense == Sense::late) found->first = cut(2);
  if (sense == Sense::middle) {
    const Date half = is_year ? whole_first.plus_months(6) : whole_first.plus_days(length / 2);
    found->first = found->last = half.plus_days(-1);
    found->is_edge = true;
  }
  found->edtf.clear();
  assume(quoted(at, found->next) + " is taken as " + found->first.iso() +
         (found->first == found->last ? "." : " to " + found->last.iso() + "."));
  return found;
}

DateFinder::Found DateFinder::from_number(std::size_t at) {
  if (auto found = year_month_day(at)) return found;
  if (auto found = day_month_year(at)) return found;
  if (auto found = month_slash_year(at)) return found;
  if (auto found = day_then_month(at)) return found;
  if (auto found = part_of_year(at)) return found;
  return problem_.empty() ? year_first(at) : std::nullopt;
}

DateFinder::Found DateFinder::from_word(std::size_t at) {
  const std::string_view text = words_[at].text;
  if (text.size() == 1 && (text == "q" || text == "h" || text == "t" || text == "s")) {
    return lettered_part(at);
  }
  switch (sense_of(words_[at])) {
    case Sense::month: return month_first(at);
    case Sense::season: return season(at);
    case Sense::ordinal:
    case Sense::quarter:
    case Sense::half: return part_of_year(at);
    case Sense::fiscal: return fiscal_year(at);
    case Sense::year: {
      std::size_t next = skip_fillers(at + 1);
      if (sense_of(words_[next]) == Sense::year) ++next;  // "calendar year 2022"
      return plain_year(next) ? year_first(next) : std::nullopt;
    }
    case Sense::start: return edge(at);
    case Sense::end:
      if (auto found = part_of_year(at)) return found;
      return edge(at);
    case Sense::early:
    case Sense::middle:
    case Sense::late: return third_of(at);
    default: return {};
  }
}

DateFinder::Found DateFinder::find_one(std::size_t at) {
  return words_.is_number(at) ? from_number(at) : from_word(at);
}

// Where the second date of a range would begin: after a dash, a slash between years, "to".
// `left.next` itself where nothing joins.
std::size_t DateFinder::after_connector(const NamedDays& left) const {
  const std::size_t at = left.next;
  const bool is_day = left.first == left.last;
  const bool is_tight = words_.is_joined(at) && words_.is_joined(at + 1);
  if (words_.is_mark(at, '-')) return skip_fillers(at + 1);
  if (words_.is_mark(at, '/') && (!is_day || is_tight)) return skip_fillers(at + 1);
  const Sense sense = sense_of(words_[at]);
  const bool joins = sense == Sense::to || words_.is(at, "until") || words_.is(at, "till");
  return joins ? skip_fillers(at + 1) : at;
}

DateFinder::Found DateFinder::find(std::size_t at) {
  Found left = find_one(at);
  constexpr int longest_chain = 8;
  for (int links = 0; left && links < longest_chain; ++links) {
    const std::size_t next = after_connector(*left);
    if (next == left->next || next >= words_.size()) break;
    Found right = find_one(next);
    if (!right) break;
    if (right->last < left->first && left->borrows_year) {
      left->first = left->first.plus_months(-12);  // "November to February 2018"
    }
    if (right->last < left->first) {
      const bool is_years = words_[at].digits == 4 && words_[next].digits == 4;
      refuse("In " + quoted(at, right->next) + " the last " + (is_years ? "year" : "date") +
             " lies before the first; swap them or correct one.");
      return {};
    }
    left->last = right->last;
    left->next = right->next;
    left->edtf.clear();
    left->is_range = true;
    left->is_edge = false;
    left->borrows_year = right->borrows_year;
  }
  return left;
}

}  // namespace actionplan::detail

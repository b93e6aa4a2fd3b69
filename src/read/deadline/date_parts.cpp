// SPDX-License-Identifier: Apache-2.0
// Parts of years: quarters, halves, seasons, fiscal years, ends and beginnings.
#include "date_words.hpp"

namespace actionplan::detail {

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
    refuse(assumed::last_part_first, {quoted(at, next)});
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
  const bool begins_in_it = number == winter && !names_both_years;
  assume(begins_in_it ? assumed::northern_winter : assumed::northern_season,
         {quoted(at, at + 1), days.first.iso(), days.last.iso()});
  return days;
}

// fiscal year 2023-24, FY2023
DateFinder::Found DateFinder::fiscal_year(std::size_t at) {
  std::size_t next = at + 1;
  for (;; ++next) {
    const Sense sense = sense_of(words_[next]);
    if (sense != Sense::year && sense != Sense::filler) break;
  }
  const Token& number = words_[next];
  std::optional<Year> year = plain_year(next);
  constexpr int century = 2000;
  if (!year && number.digits == 2 && words_[at].text == "fy") {
    year = Year{century + small_value(number), next + 1, false};
  }
  if (!year) return {};
  const bool is_split = words_.is_mark(year->next, '-') || words_.is_mark(year->next, '/');
  const auto second = is_split ? second_year(year->value, year->next + 1) : std::nullopt;
  if (!second) {
    assume(assumed::fiscal_as_calendar, {std::to_string(year->value)});
    return named(Period::year(year->value), year->next);
  }
  const std::size_t end = year->next + 2;
  if (*second != year->value + 1) return years(year->value, *second, at, end);
  const Date first = Date::from_ymd(year->value, meaning_of(words_[at].text).value, 1);
  NamedDays days = named(Period{first, first.plus_months(11).end_of_month()}, end);
  assume(assumed::fiscal_runs,
         {words_.is(at, "fy") ? "fiscal" : words_[at].text, days.first.iso(), days.last.iso()});
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
  if (found->first == found->last) {
    assume(assumed::taken_as_day, {quoted(at, found->next), found->first.iso()});
  } else {
    assume(assumed::taken_as_days,
           {quoted(at, found->next), found->first.iso(), found->last.iso()});
  }
  return found;
}

}  // namespace actionplan::detail

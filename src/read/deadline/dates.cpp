// SPDX-License-Identifier: Apache-2.0
#include "dates.hpp"

#include "date_words.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

constexpr int first_plan_year = 1900;
constexpr int last_plan_year = 2199;

bool is_plan_year(std::uint32_t value) {
  return value >= static_cast<std::uint32_t>(first_plan_year) &&
         value <= static_cast<std::uint32_t>(last_plan_year);
}

}  // namespace

void DateFinder::refuse(const AssumptionPattern& why,
                        std::initializer_list<std::string_view> values) {
  if (problem_.empty()) problem_ = assumption_text(why, values);
}

void DateFinder::assume(const AssumptionPattern& pattern,
                        std::initializer_list<std::string_view> values) {
  std::string what = assumption_text(pattern, values);
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
  const Token& word = words_[at];
  if (word.kind != TokenKind::number || word.digits != 4 || !is_plan_year(word.value)) return {};
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
    const Token& word = words_[i];
    const Sense sense = sense_of(word);
    const bool goes_on = word.kind != TokenKind::word || sense == Sense::month ||
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
    if (has_month) {
      refuse(assumed::no_such_day,
             {std::to_string(day), std::to_string(month), std::to_string(year)});
    } else {
      refuse(assumed::no_such_month, {std::to_string(month)});
    }
    return {};
  }
  const Date date = Date::from_ymd(year, month, day);
  return named(Period{date, date}, next);
}

// Part number `number` of a year that is cut in `count`.
DateFinder::Found DateFinder::division(int year, int count, int number, std::size_t next) {
  if (number < 1 || number > count) {
    refuse(count == 12  ? assumed::no_such_month_of_year
           : count == 4 ? assumed::no_such_quarter
                        : assumed::no_such_half,
           {std::to_string(number)});
    return {};
  }
  if (count == 12) return named(Period::month(year, number), next);
  if (count == 4) return named(Period::quarter(year, number), next);
  return named(Period::half(year, number), next);
}

DateFinder::Found DateFinder::years(int first, int last, std::size_t from, std::size_t next) {
  if (last < first) {
    refuse(assumed::last_year_first, {quoted(from, next)});
    return {};
  }
  NamedDays days = named(Period{Date::from_ymd(first, 1, 1), Date::from_ymd(last, 12, 31)}, next);
  days.is_range = true;
  return days;
}

// The second year of "2016-17" or "2023-2024", written at `at`.
std::optional<int> DateFinder::second_year(int first, std::size_t at) const {
  const Token& word = words_[at];
  if (const auto year = plain_year(at)) return year->value;
  if (word.kind != TokenKind::number || word.digits != 2) return {};
  return first - first % 100 + small_value(word);
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
      refuse(is_years ? assumed::last_year_first : assumed::last_date_first,
             {quoted(at, right->next)});
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
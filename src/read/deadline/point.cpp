// SPDX-License-Identifier: Apache-2.0
// Dates as a bag of elements: whatever order a language has, the elements say the same.
#include "point.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

constexpr int deepest_point = 3;

Unit unit_of(const DeadlineItem& item) { return static_cast<Unit>(item.meaning.value); }

Edge edge_of(const DeadlineItem& item) { return static_cast<Edge>(item.meaning.value); }

bool counts_in_month(Unit unit) {
  return unit == Unit::day || unit == Unit::week || unit == Unit::decade || unit == Unit::month ||
         unit == Unit::fortnight;
}

}  // namespace

int parts_of_year(Unit unit) noexcept {
  switch (unit) {
    case Unit::bimester: return 6;
    case Unit::quarter: return 4;
    case Unit::third: return 3;
    case Unit::half: return 2;
    default: return 0;
  }
}

std::size_t PointParser::skip_fillers(std::size_t at) const {
  while (items_.sense(at) == Sense::filler || items_.sense(at) == Sense::within) ++at;
  return at;
}

int PointParser::counted(std::size_t at) const {
  const DeadlineItem& item = items_[at];
  if (items_.is_short(at)) return item.value;
  const Sense sense = item.meaning.sense;
  if (sense == Sense::ordinal || sense == Sense::amount) return item.meaning.value;
  return item.roman;
}

std::optional<DatePoint> PointParser::parse(std::size_t at, int depth) const {
  if (depth > deepest_point) return {};
  DatePoint point;
  point.from = at;
  std::size_t good = at;
  for (std::size_t next = at;;) {
    std::size_t i = good == at ? at : skip_joiners(point, next, depth);
    const bool has_bracket = good != at && take_bracket(point, i, depth);
    if (!has_bracket && !take(point, i)) break;
    good = next = i;
  }
  if (good == at || point.is_empty()) return {};
  point.to = good;
  return point;
}

// What may stand between two elements of one date: "of", a comma before the year, the dash of "mid-".
std::size_t PointParser::skip_joiners(const DatePoint& point, std::size_t at, int depth) const {
  if (items_.is_mark(at, '.') && items_[at].is_joined) ++at;
  while (items_[at].is_suffix && items_.sense(at) == Sense::suffix_only) ++at;  // "2020'nin"
  const bool can_lend = !point.year && (point.has_part() || point.sub.number != 0);
  const Sense before = items_.sense(at - 1);
  const bool is_tight = items_[at].is_joined && items_[at + 1].is_joined;
  const bool is_dash = items_.is_mark(at, '-');
  if (is_dash && (before == Sense::edge || before == Sense::year_word)) return at + 1;
  if (is_dash && is_tight && point.year && items_.sense(at + 1) == Sense::year_word) return at + 1;
  if (can_lend && items_.sense(at) == Sense::from) {  // "квартал од 2021": of it
    const std::size_t next = skip_fillers(at + 1);
    const bool has_word = items_.sense(next) == Sense::year_word;
    if (items_.is_year(has_word ? skip_fillers(next + 1) : next)) return next;
  }
  const bool of_month = point.sub.number != 0 && !point.has_part() && !point.year &&
                        items_.sense(at) == Sense::from &&
                        items_.sense(skip_fillers(at + 1)) == Sense::month;
  if (of_month) return skip_fillers(at + 1);
  const bool is_short_year = (is_dash || items_.is_mark(at, '/')) && is_tight && point.month != 0 &&
                             items_.is_short(at + 1) && items_[at + 1].digits == 2 &&
                             items_.sense(at - 1) == Sense::month;
  if (is_short_year && !point.year) return at + 1;
  // "Q4/21": a number that counts no month, nor a part of the year.
  const bool is_year_of_part = items_.is_mark(at, '/') && is_tight && point.parts.size() == 1 &&
                               items_.is_short(at + 1) && items_[at + 1].value > 12 && !point.year;
  if (is_year_of_part) return at + 1;
  if ((is_dash || items_.is_mark(at, '/')) && can_lend && items_.is_year(at + 1)) {
    const bool is_range = is_dash && !is_tight && !items_.is_mark(at + 2, '-');
    return is_range ? at : at + 1;
  }
  const bool names_day = is_dash && is_tight && point.year && point.month != 0 && point.day == 0 &&
                         items_.is_short(at + 1) && before == Sense::month;
  if (names_day) return at + 1;  // "2017-Sep-30"
  const bool has_part = counted(at + 1) != 0 || items_.sense(at + 1) == Sense::letter;
  if (items_.is_mark(at, '/') && is_tight && point.is_bare_year() && has_part) {
    const auto inner = parse(at + 1, depth + 1);  // "2020/2. çeyrek", "2020/II"
    return inner && !inner->year && !inner->parts.empty() ? at + 1 : at;
  }
  if (is_dash && is_tight && point.is_bare_year()) {
    const bool names_part =
        items_.sense(at + 1) == Sense::letter ||
        (items_[at + 1].kind == DeadlineItem::Kind::word && items_.sense(at + 1) == Sense::month);
    return names_part ? at + 1 : at;
  }
  if (items_.is_mark(at, ',')) {
    const std::size_t next = skip_fillers(at + 1);
    if (can_lend && (items_.is_year(next) || items_[next].is_elided)) {
      // "March, 2020" but not "March, 2020-03"
      return next;
    }
    if (point.weekday_said != 0 && !point.has_part() && !point.year) return next;
    if (point.is_bare_year() && items_[next].kind != DeadlineItem::Kind::mark) {
      const auto inner = parse(next, depth + 1);
      const bool joins = inner && !inner->year && inner->edge == Edge::none && inner->day == 0 &&
                         !items_.is_mark(inner->to, '-');
      return joins ? next : at;
    }
    return at;
  }
  return skip_fillers(at);
}

// "2025 (first half)", "first half (2025)"
bool PointParser::take_bracket(DatePoint& point, std::size_t& at, int depth) const {
  if (!items_.is_mark(at, '(')) return false;
  const auto inner = parse(skip_fillers(at + 1), depth + 1);
  if (!inner || !items_.is_mark(inner->to, ')')) return false;
  if (point.is_bare_year() && !point.last_year && !inner->year && !inner->is_empty()) {
    const int year = *point.year;
    const std::size_t from = point.from;
    point = *inner;
    point.year = year;
    point.from = from;
  } else if (!point.year && inner->is_bare_year() && !inner->last_year) {
    point.year = inner->year;
  } else {
    return false;
  }
  at = inner->to + 1;
  return true;
}

bool PointParser::take(DatePoint& point, std::size_t& at) const {
  const DeadlineItem& item = items_[at];
  if (item.kind == DeadlineItem::Kind::mark) return false;
  if (item.kind == DeadlineItem::Kind::number) return take_number(point, at);
  switch (item.meaning.sense) {
    case Sense::edge:
      if (items_.sense(at + 1) == Sense::working && edge_of(item) == Edge::end) {
        if (point.sub.number != 0) return false;
        point.sub = {-1, 1, Unit::day, true, 0};  // "dernier jour ouvrable", "last day" one phrase
        at += 2;
        return true;
      }
      if (point.edge != Edge::none) return false;
      if (!point.is_empty() && items_.is_mark(at + 1, ':')) return false;  // "... 2019 End: ..."
      point.edge = static_cast<Edge>(item.meaning.value);
      ++at;
      return true;
    case Sense::month:
      if (point.has_part()) return false;
      point.month = item.meaning.value;
      ++at;
      return take_month_day(point, at);
    case Sense::season:
      if (point.has_part()) return false;
      point.season = item.meaning.value;
      ++at;
      return true;
    case Sense::quarter:
      if (point.has_part()) return false;
      point.parts = {item.meaning.value};
      point.part_unit = Unit::quarter;
      ++at;
      return true;
    case Sense::year_word: {
      const bool leads = items_.is_year(skip_fillers(at + 1));
      if (!point.year && !leads && items_.sense(at + 1) != Sense::year_word &&
          point.edge == Edge::none) {
        return false;
      }
      ++at;
      return true;
    }
    case Sense::ordinal_end:
      if (!item.is_suffix && !item.is_joined) return false;
      ++at;
      return true;
    case Sense::weekday:
      if (point.weekday_said != 0 || (!point.is_empty() && point.day == 0)) return false;
      point.weekday_said = item.meaning.value;
      ++at;
      return true;
    case Sense::fiscal: return take_fiscal(point, at);
    case Sense::letter: return take_letter(point, at);
    case Sense::unit: return take_unit(point, at);
    case Sense::last: return take_last(point, at);
    case Sense::ordinal: return take_counted(point, at);
    case Sense::amount: return take_counted(point, at);
    default: return item.roman != 0 && take_counted(point, at);
  }
}

bool PointParser::take_number(DatePoint& point, std::size_t& at) const {
  if (!point.year && !point.has_part() && take_numeric(point, at)) return true;
  if (items_.is_year(at)) {
    if (point.year) return false;
    if (point.is_fiscal || !point.parts.empty() || point.season != 0) {
      std::size_t i = at;
      if (take_year_pair(point, i)) {
        at = i;
        return true;
      }
    }
    point.year = items_[at].value;
    ++at;
    // "2020-2021 tədris ili": the word behind tells that the two make one year.
    const bool is_pair = (items_.is_mark(at, '-') || items_.is_mark(at, '/')) &&
                         items_.is_year(at + 1) && items_[at + 1].value == *point.year + 1;
    std::size_t behind = at + 2;
    while (items_[behind].is_suffix || items_.sense(behind) == Sense::filler) ++behind;
    if (is_pair && items_.sense(behind) == Sense::fiscal && !point.has_part()) {
      point.last_year = items_[at + 1].value;
      at += 2;
    }
    return true;
  }
  if (!items_.is_short(at)) return false;
  const bool after_part =
      point.has_part() && !point.year &&
      (items_.is_mark(at - 1, '-') || items_.is_mark(at - 1, '/') || items_[at].is_elided);
  if (after_part && items_[at].digits == 2) {  // "Dec-21", which tools write; "Q4 '21"
    point.year = 2000 + items_[at].value;
    point.is_short_year = !items_[at].is_elided;
    ++at;
    return true;
  }
  constexpr int century = 2000;
  if (point.is_fiscal && !point.year && items_[at].digits == 2) {
    std::size_t i = at;
    if (take_year_pair(point, i)) {
      at = i;
      return true;
    }
    point.year = century + items_[at].value;
    ++at;
    return true;
  }
  if (point.month != 0 && point.day == 0 && point.sub.number == 0 && point.edge == Edge::none) {
    std::size_t i = at;
    if (take_counted(point, i)) {
      at = i;
      return true;
    }
    return take_month_day(point, at) && point.day != 0;
  }
  return take_counted(point, at);
}

// "December 31", "dekabrın 30", "March 1-15"; nothing taken where no day follows.
bool PointParser::take_month_day(DatePoint& point, std::size_t& at) const {
  std::size_t i = at;
  if (items_.is_mark(i, '.') && items_[i].is_joined) ++i;
  if (!items_.is_short(i) || point.day != 0 || items_[i].is_elided) return true;
  if (items_.is_mark(i + 1, '.') && items_[i + 1].is_joined && items_.is_number(i + 2)) return true;
  std::size_t after = i + 1;
  if (items_.sense(after) == Sense::ordinal_end) ++after;
  const Sense unit = items_.sense(skip_fillers(after));
  if (unit == Sense::unit || unit == Sense::month || unit == Sense::weekday) return true;
  point.day = items_[i].value;
  point.last_day = point.day;
  if (items_.is_mark(after, '-') && items_.is_short(after + 1) && items_[after].is_joined) {
    point.last_day = items_[after + 1].value;
    after += 2;
  }
  at = after;
  return true;
}

// One or more numbers that share the unit behind them: "I-II", "1, 2 and 3".
std::vector<int> PointParser::number_list(std::size_t& at, bool& is_ordinal) const {
  std::vector<int> numbers{counted(at)};
  std::size_t before = at;
  while (before > 0 && items_.sense(before - 1) == Sense::filler) --before;
  const bool is_from = before > 0 && items_.sense(before - 1) == Sense::from;
  const auto joins_range = [&](std::size_t i) {
    const Sense sense = items_.sense(i);  // "с 5 по 25 марта", "vom 5. bis 25. März"
    return sense == Sense::to || (is_from && (sense == Sense::until || sense == Sense::by_vague));
  };
  const auto step = [&](std::size_t i) {
    const DeadlineItem& item = items_[i];
    is_ordinal = is_ordinal || item.roman != 0 || item.meaning.sense == Sense::ordinal;
    ++i;
    const auto skip_stop = [&] {
      const bool is_end = !items_[i + 1].is_joined || items_.is_mark(i + 1, '-') ||
                          items_.sense(i + 1) == Sense::ordinal_end;
      if (items_.is_mark(i, '.') && items_[i].is_joined && is_end) {
        is_ordinal = true;
        ++i;
      }
    };
    skip_stop();  // "1.", "1.º"
    if (items_.sense(i) == Sense::ordinal_end) {
      is_ordinal = true;
      ++i;
      skip_stop();  // "1er."
    }
    return i;
  };
  std::size_t end = step(at);
  for (;;) {
    const bool is_dash = items_.is_mark(end, '-') || joins_range(end);
    const bool joins = is_dash || items_.sense(end) == Sense::conjunction ||
                       items_.is_mark(end, ',') || items_.is_mark(end, '/') ||
                       items_.is_mark(end, '&');
    std::size_t next = end + 1;
    if (!is_dash && items_.sense(next) == Sense::conjunction) ++next;
    if (is_dash && is_from) next = skip_fillers(next);
    const int number = joins ? counted(next) : 0;
    if (number == 0) break;
    constexpr int most = 31;
    if (is_dash) {
      for (int n = numbers.back() + 1; n < number && n < most; ++n) numbers.push_back(n);
    }
    numbers.push_back(number);
    end = step(next);
    if (numbers.size() > static_cast<std::size_t>(most)) break;
  }
  at = end;
  return numbers;
}

bool PointParser::take_counted(DatePoint& point, std::size_t& at) const {
  if (counted(at) == 0) return false;
  bool is_ordinal = false;
  std::size_t i = at;
  std::vector<int> numbers = number_list(i, is_ordinal);
  if (take_counted_unit(point, i, numbers, is_ordinal)) {
    at = i;
    return true;
  }
  // "12月31日"
  const bool is_day = numbers.size() == 1 && items_.is_number(at) && point.month != 0 &&
                      point.day == 0 && items_.sense(i) == Sense::unit && items_[i].is_joined &&
                      unit_of(items_[i]) == Unit::day;
  if (is_day) {
    point.day = point.last_day = numbers.front();
    at = i + 1;
    return true;
  }
  // "1H 2020", "3Q19"
  if (items_.sense(i) == Sense::letter && items_[i].is_joined && items_.is_number(at) &&
      !point.has_part()) {
    point.parts = numbers;
    point.part_unit = unit_of(items_[i]);
    at = i + 1;
    return true;
  }
  std::size_t month = skip_fillers(i);
  const bool has_mark = items_.is_mark(month, '-') || items_.is_mark(month, '/');
  if (has_mark && items_[month].is_joined) ++month;  // "31-Dec-2017"
  // "Stage 2, 3 March": the first number is the label's.
  const Sense label = at == 0 ? Sense::unknown : items_.sense(at - 1);
  const bool is_labelled = (label == Sense::label || label == Sense::number_mark) &&
                           items_.is_mark(at + 1, ',') && numbers.size() > 1;
  const bool names_day = items_.sense(month) == Sense::month && !point.has_part() &&
                         point.day == 0 && items_.sense(at) != Sense::amount && !is_labelled;
  if (!names_day) return false;
  const bool is_run = numbers.back() - numbers.front() + 1 == static_cast<int>(numbers.size());
  if (!is_run) return false;
  point.day = numbers.front();
  point.last_day = numbers.back();
  point.month = items_.value(month);
  at = month + 1;
  return true;
}

// The unit behind a number: a part of the year, or of the month that the date names.
bool PointParser::take_counted_unit(DatePoint& point, std::size_t& at,
                                    const std::vector<int>& numbers, bool is_ordinal) const {
  std::size_t i = skip_fillers(at);
  CountedPart sub;
  sub.number = numbers.front();
  const bool can_count = is_ordinal && numbers.size() == 1;
  const bool is_glued = items_.is_mark(i, '-') && items_[i].is_joined && items_[i + 1].is_joined;
  if (is_glued && items_.sense(i + 1) == Sense::unit &&
      parts_of_year(unit_of(items_[i + 1])) != 0) {
    ++i;  // "1-тоқсан"
  }
  const Sense rank = items_.sense(i);
  const bool is_turned = numbers.size() == 1 && !is_ordinal && items_.sense(i + 1) == Sense::unit &&
                         (rank == Sense::last || (rank == Sense::ordinal && items_.value(i) == 1));
  if (is_turned && counts_in_month(unit_of(items_[i + 1])) && point.sub.number == 0) {
    point.sub = {rank == Sense::last ? -1 : 1, numbers.front(), unit_of(items_[i + 1]), false, 0};
    at = i + 2;  // "les six premiers mois"
    return true;
  }
  if (can_count && counted(i) != 0 && items_.sense(i) != Sense::ordinal) {  // "first 6 months"
    const bool has_unit =
        items_.sense(i + 1) == Sense::unit || items_.sense(i + 1) == Sense::working;
    if (!has_unit) return false;
    sub.count = counted(i);
    ++i;
  }
  if (items_.sense(i) == Sense::working) {
    sub.is_working = true;
    ++i;
  }
  if (can_count && items_.sense(i) == Sense::weekday && point.sub.number == 0) {
    sub.weekday = items_.value(i);
    point.sub = sub;
    at = i + 1;
    return true;
  }
  // "połowa", "metà": the middle, and behind an ordinal a half.
  constexpr int halves = 2;
  const bool is_half = can_count && numbers.front() <= halves && items_.sense(i) == Sense::edge &&
                       edge_of(items_[i]) == Edge::middle;
  if (items_.sense(i) != Sense::unit && !is_half) return false;
  sub.unit = is_half ? Unit::half : unit_of(items_[i]);
  const int most = parts_of_year(sub.unit);
  const bool is_part = most != 0 && sub.count == 1 && !sub.is_working;
  const bool of_month = point.month != 0 || items_.sense(skip_fillers(i + 1)) == Sense::month;
  if (is_part && sub.unit != Unit::half && of_month) return false;
  const bool is_half_of_part = is_part && sub.unit == Unit::half &&
                               (point.has_part() || of_month || counted(skip_fillers(i + 1)) != 0);
  if (is_part && !point.has_part() && !is_half_of_part) {
    // "3 quarters" is how long; "3 quarter 2020" is which.
    const std::size_t behind = skip_fillers(i + 1);
    const bool has_year = point.year || items_.is_year(behind) || items_.is_mark(behind, ',') ||
                          items_.is_mark(behind, '-') || items_.is_mark(behind, '(') ||
                          items_.sense(behind) == Sense::year_word ||
                          items_.sense(behind) == Sense::fiscal;
    if (!is_ordinal && !has_year && items_[at].digits != 0) return false;
    point.parts = numbers;
    point.part_unit = sub.unit;
    at = i + 1;
    return true;
  }
  const bool is_sub = counts_in_month(sub.unit) || is_half_of_part;
  const bool names_decade = sub.unit == Unit::decade && of_month && numbers.size() == 1;
  if ((!can_count && !names_decade) || !is_sub || point.sub.number != 0) return false;
  point.sub = sub;
  at = i + 1;
  return true;
}

// "quarter 3", "Trimestrul IV", "week 12"
bool PointParser::take_unit(DatePoint& point, std::size_t& at) const {
  const Unit unit = unit_of(items_[at]);
  // "luna iunie", "mart ayı", "в марте месяце"
  const bool names_month = items_.sense(skip_fillers(at + 1)) == Sense::month ||
                           (point.month != 0 && point.day == 0 && point.sub.number == 0);
  if (unit == Unit::month && names_month) {
    ++at;
    return true;
  }
  // "java e parë e qershorit"
  const std::size_t rank = at + 1;
  const bool is_ranked = items_.sense(rank) == Sense::ordinal && counts_in_month(unit) &&
                         point.sub.number == 0 &&
                         items_.sense(skip_fillers(rank + 1)) == Sense::month;
  if (is_ranked) {
    point.sub = {items_.value(rank), 1, unit, false, 0};
    at = rank + 1;
    return true;
  }
  std::size_t number = at + 1;
  if (items_.is_mark(number, '.') && items_[number].is_joined) ++number;  // "sem. I"
  if (items_.sense(number) == Sense::number_mark) ++number;
  if (unit == Unit::week && items_.is_short(number) && point.sub.number == 0) {
    point.sub.number = items_[number].value;
    point.sub.unit = Unit::week;
    point.sub.count = 0;  // a week by its number in the year
    at = number + 1;
    return true;
  }
  if (parts_of_year(unit) != 0 && !point.has_part() && items_.sense(number) == Sense::last) {
    point.parts = {parts_of_year(unit)};  // "الربع الأخير"
    point.part_unit = unit;
    at = number + 1;
    return true;
  }
  if (parts_of_year(unit) == 0 || point.has_part() || counted(number) == 0) return false;
  const bool is_ordinal_of_next = items_.sense(number) == Sense::ordinal &&
                                  items_.sense(skip_fillers(number + 1)) == Sense::unit;
  if (is_ordinal_of_next) return false;
  std::size_t i = number;
  bool is_ordinal = false;
  point.parts = number_list(i, is_ordinal);
  point.part_unit = unit;
  at = i;
  return true;
}

// "last quarter", "last week of June", "last 10 days", "last working day"
bool PointParser::take_last(DatePoint& point, std::size_t& at) const {
  std::size_t i = at + 1;
  CountedPart sub;
  sub.number = -1;
  if (counted(i) != 0) sub.count = counted(i++);
  if (items_.sense(i) == Sense::working) {
    sub.is_working = true;
    ++i;
  }
  if (items_.sense(i) == Sense::weekday) {
    sub.weekday = items_.value(i);
  } else if (items_.sense(i) == Sense::unit) {
    sub.unit = unit_of(items_[i]);
    const int most = parts_of_year(sub.unit);
    if (most != 0 && !point.has_part() && sub.count == 1) {
      point.parts = {most};
      point.part_unit = sub.unit;
      at = i + 1;
      return true;
    }
    if (!counts_in_month(sub.unit)) return false;
  } else if (sub.is_working) {  // "letzter Arbeitstag": one word
    --i;
  } else {
    return false;
  }
  if (point.sub.number != 0) return false;
  point.sub = sub;
  at = i + 1;
  return true;
}

// "Q3", "H1", "T4", "Q1-2"
bool PointParser::take_letter(DatePoint& point, std::size_t& at) const {
  if (point.has_part() || !items_[at + 1].is_joined) return false;
  const DeadlineItem& number = items_[at + 1];
  const bool has_number = (items_.is_number(at + 1) && number.digits == 1) || number.roman != 0;
  if (!has_number) return false;
  point.parts = {counted(at + 1)};
  point.part_unit = unit_of(items_[at]);
  at += 2;
  const bool goes_on = items_.is_mark(at, '-') && items_[at].is_joined &&
                       items_.is_number(at + 1) && items_[at + 1].digits == 1 &&
                       items_[at + 1].is_joined;
  if (goes_on) {
    for (int n = point.parts.back() + 1; n <= items_[at + 1].value; ++n) point.parts.push_back(n);
    at += 2;
  }
  return true;
}

// "FY2017/18", "fiscal year 2023-24", "школьный год"
bool PointParser::take_fiscal(DatePoint& point, std::size_t& at) const {
  if (point.is_fiscal) return false;
  const std::size_t next = skip_fillers(at + 1);
  const std::size_t year = items_.sense(next) == Sense::year_word ? skip_fillers(next + 1) : next;
  const bool leads = items_.is_year(year) || items_.is_short(year);
  const bool follows = point.year && at > point.from;
  if (!leads && !follows && items_.sense(next) != Sense::year_word) return false;
  constexpr int named_by_first = 100;
  point.is_fiscal = true;
  point.fiscal_month = items_.value(at) % named_by_first;
  // "年度" is one of the calendar in Chinese.
  bool is_of_era = false;
  for (std::size_t i = point.from; i < at; ++i) is_of_era = is_of_era || items_[i].is_of_era;
  point.begins_in_year = items_.value(at) > named_by_first &&
                         (is_of_era || notes_.context.language == notes_.language);
  at = leads ? year : items_.sense(next) == Sense::year_word ? next + 1 : at + 1;
  return true;
}

}  // namespace actionplan::detail

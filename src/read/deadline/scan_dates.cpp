// SPDX-License-Identifier: Apache-2.0
// Dates of a text with what stands around them: ranges, lists, years that neighbours lend.
#include <actionplan/core/error.hpp>

#include "scan.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

Lead lead_behind(Sense sense) {
  switch (sense) {
    case Sense::by_after: return Lead::by;
    case Sense::by_vague_after: return Lead::by_vague;
    case Sense::before_after: return Lead::before;
    case Sense::from_after: return Lead::from;
    case Sense::after_after: return Lead::after;
    default: return Lead::none;
  }
}

bool joins_range(Sense sense) {
  return sense == Sense::to || sense == Sense::until || sense == Sense::by_vague;
}

}  // namespace

std::optional<NamedDays> DeadlineScan::resolve_point(const DatePoint& point, int year) {
  constexpr int first_plan_year = 1900;
  constexpr int last_plan_year = 2199;
  if (year < first_plan_year || year > last_plan_year) return {};
  if (lexicon != nullptr && lexicon->has_other_calendar() && !context.is_gregorian) {
    notes.refuse(assumed::other_calendar, {quoted(point.from, point.to)});
    return {};
  }
  return resolve(point, year, quoted(point.from, point.to), notes);
}

// The year that a date without one takes: of the next date that goes on, else of the one before.
std::optional<int> DeadlineScan::lend_year(const DatePoint& point) {
  // "annually by 31 March until 2023": a year that bounds the duty is not the day's.
  const bool recurs = cadence && (point.month != 0 || !point.parts.empty());
  std::size_t at = point.to;
  constexpr int reach = 8;
  for (int steps = 0; steps < reach && at < items.size(); ++steps) {
    const Sense between = sense(at);
    const bool is_mark = items.is_mark(at, '-') || items.is_mark(at, ',') ||
                         items.is_mark(at, '/') || items.is_mark(at, '&');
    const bool is_stop = items.is_mark(at, '.') && items[at].is_joined;  // "Oct.–Dec. 2021"
    const bool goes_on = is_mark || is_stop || joins_range(between) ||
                         lead_behind(between) != Lead::none || between == Sense::conjunction ||
                         between == Sense::filler || between == Sense::within ||
                         between == Sense::ordinal_end;
    if (goes_on) {
      ++at;
      continue;
    }
    const auto next = parser.parse(at);
    if (!next) break;
    if (next->year && recurs && next->is_bare_year()) return {};
    if (next->year) return next->year;
    at = next->to;
  }
  if (!dates.empty() && !dates.back().is_subject) {
    const bool bounds =
        dates.back().days.first.plus_months(months_of_year) <= dates.back().days.last.plus_days(1);
    if (recurs && bounds) return {};
    for (std::size_t i = dates.back().to; i < point.from; ++i) {
      if (items.is_mark(i, ';') || items.is_mark(i, '|')) return context.year;
    }
    return dates.back().days.last.year();
  }
  if (context.year && recurs_yearly(point)) return {};
  return context.year;
}

// "annually by 31 March", "by 1 March each year" of a plan of one year: the day is that of a report, and
// bounds nothing.
bool DeadlineScan::recurs_yearly(const DatePoint& point) const {
  if (lead_ == Lead::from || lead_ == Lead::after) return false;
  const auto is_yearly = [](const std::optional<CadenceFound>& found) {
    return found && (found->cadence == Cadence::annual || found->cadence == Cadence::semiannual);
  };
  if (cadence) return is_yearly(cadence);
  for (std::size_t at = point.to; at < items.size(); ++at) {
    if (is_yearly(find_cadence(items, parser, at))) return true;
  }
  return false;
}

// Where the second date of a range would begin; `left.to` itself where nothing joins.
std::size_t DeadlineScan::connector(const DatePoint& left) const {
  if (postponed) return left.to;  // "from 2018 to 2020" is no range then
  std::size_t at = left.to;
  if (items.is_mark(at, '.') && items[at].is_joined) ++at;
  const bool is_tight = items[at].is_joined && items[at + 1].is_joined;
  const bool is_slash =
      items.is_mark(at, '/') && (left.is_bare_year() || (left.day != 0 && is_tight));
  const bool is_word = joins_range(sense(at)) && !(is_between_ && sense(at) != Sense::to);
  const bool is_between = is_between_ && sense(at) == Sense::conjunction;
  if (items.is_mark(at, '/') && is_tight && !left.year && left.day == 0) {  // "Jan/Feb 2018"
    const auto next = parser.parse(at + 1);
    const bool follows =
        next && next->day == 0 &&
        ((left.month != 0 && next->month == left.month + 1) ||
         (left.season != 0 && next->season == left.season + 1) ||
         (left.parts.size() == 1 && next->parts.size() == 1 && left.part_unit == next->part_unit &&
          next->parts.front() == left.parts.front() + 1));
    if (follows) return at + 1;
  }
  if (items.is_mark(at, '-') || is_slash || is_word || is_between) {
    return parser.skip_fillers(at + 1);
  }
  return left.to;
}

// "II and IV quarters of 2019": each run of parts that follow each other is a date.
bool DeadlineScan::scan_parts(DatePoint point, std::size_t& at) {
  std::vector<std::vector<int>> runs;
  for (const int part : point.parts) {
    if (runs.empty() || part != runs.back().back() + 1) runs.emplace_back();
    runs.back().push_back(part);
  }
  if (runs.size() < 2 || !point.year || point.edge != Edge::none || point.sub.number != 0) {
    return false;
  }
  const Lead lead = lead_;
  std::vector<DateFact> facts;
  for (std::vector<int>& run : runs) {
    point.parts = std::move(run);
    const auto days = resolve_point(point, *point.year);
    if (!days) return false;
    DateFact fact;
    fact.days = *days;
    fact.from = point.from;
    fact.to = point.to;
    if (!facts.empty() && days->first <= facts.back().days.last) return false;
    facts.push_back(std::move(fact));
  }
  for (DateFact& fact : facts) {
    fact.lead = lead;
    add_date(std::move(fact));
  }
  at = point.to;
  return true;
}

bool DeadlineScan::scan_dates(std::size_t& at) {
  auto left = parser.parse(at);
  if (!left) return false;
  if (scan_parts(*left, at)) return true;
  std::optional<int> year = left->year;
  const bool borrows = !year;
  const bool says_part = left->has_part() || left->sub.number != 0 || left->edge != Edge::none;
  if (!year) {
    if (!left->has_part()) return false;  // "end", "first half" of nothing
    year = lend_year(*left);
    if (!year) {
      keep_yearless(*left);
      at = left->to;
      return true;
    }
    if (year == context.year && says_part) {
      notes.assume(assumed::year_from_heading, {std::to_string(*year)});
    }
  }
  auto days = resolve_point(*left, *year);
  if (!days) {
    if (notes.problem.empty()) return false;
    use(left->from, left->to);
    at = left->to;
    return true;
  }
  DateFact fact;
  fact.days = *days;
  fact.from = left->from;
  fact.to = left->to;
  const bool spans = left->last_day > left->day || left->parts.size() > 1;
  fact.is_range = (left->last_year && !left->is_fiscal && !left->has_part()) ||
                  (spans && lead_ == Lead::from);  // "from 5 to 25 March 2020"
  if (borrows) drop_heading_year(*left, *year);
  DatePoint last = *left;
  constexpr int longest_chain = 8;
  for (int links = 0; links < longest_chain; ++links) {
    const std::size_t next = connector(last);
    if (next == last.to) break;
    const auto right = parser.parse(next);
    if (!right) break;
    // A year that is lent goes with the date it stands with: "Q1 2018 - Q2".
    const int right_year = right->year.value_or(lend_year(*right).value_or(*year));
    const auto until = resolve_point(*right, right_year);
    if (!until) break;
    // "2020 - Q2": a part of the year itself ends no range that begins with the year.
    const bool is_inside = left->is_bare_year() && !right->year;
    if (is_inside) {
      notes.refuse(assumed::side_by_side, {});
      use(left->from, right->to);
      at = right->to;
      return true;
    }
    if (until->last < fact.days.first && borrows && links == 0) {
      if (const auto before = resolve_point(*left, *year - 1)) fact.days = *before;
    }
    if (until->last < fact.days.first) {
      const bool is_years = left->is_bare_year() && right->is_bare_year();
      notes.refuse(is_years ? assumed::last_year_first : assumed::last_date_first,
                   {quoted(left->from, right->to)});
      use(left->from, right->to);
      at = right->to;
      return true;
    }
    fact.days.last = until->last;
    fact.days.latest = std::max(until->latest, until->last);
    fact.days.edtf = plain_edtf(fact.days.first, fact.days.last);
    fact.days.is_edge = false;
    fact.is_range = true;
    fact.to = right->to;
    last = *right;
  }
  is_between_ = false;
  at = fact.to;
  scan_behind(fact);
  at = std::max(at, fact.to);
  const bool is_year = left->is_bare_year() && !fact.is_range && fact.lead == Lead::none;
  const bool repeats = is_year && lead_ == Lead::none && repeat_part(*left, fact);
  add_date(std::move(fact));
  if (!repeats) last_point_ = std::move(left);
  return true;
}

// "March 2021, 2022 and 2023": March of each; at the latest the whole of the last.
bool DeadlineScan::repeat_part(const DatePoint& year, DateFact& fact) {
  if (dates.empty() || !last_point_ || last_point_->is_bare_year()) return false;
  const DateFact& before = dates.back();
  bool joins = false;
  for (std::size_t i = before.to; i < year.from; ++i) {
    const bool is_join =
        items.is_mark(i, ',') || items.is_mark(i, '&') || sense(i) == Sense::conjunction;
    joins = joins || is_join;
    if (!is_join && sense(i) != Sense::filler && !items[i].is_suffix) return false;
  }
  if (!joins || before.days.last.year() >= *year.year) return false;
  DatePoint part = *last_point_;
  part.year = year.year;
  const auto days =
      before.is_range || part.last_year ? std::nullopt : resolve_point(part, *year.year);
  if (!days) {
    notes.refuse(assumed::side_by_side, {});
    return false;
  }
  const Date end = fact.days.last;
  fact.days = *days;
  fact.days.latest = end;
  return true;
}

// "2020: March, June", "2020 (Q1, Q3)": a year that stands before its parts is no date of its own.
void DeadlineScan::drop_heading_year(const DatePoint& part, int year) {
  if (dates.empty()) return;
  const DateFact& before = dates.back();
  const bool is_year = before.days.first == Date::from_ymd(year, 1, 1) &&
                       before.days.last == Date::from_ymd(year, 12, 31) &&
                       before.days.latest == before.days.last;
  if (!is_year || before.is_range || before.is_led || before.is_subject || before.is_start ||
      !before.target.empty()) {
    return;
  }
  for (std::size_t i = before.to; i < part.from; ++i) {
    const bool leads_on = items.is_mark(i, ',') || items.is_mark(i, ':') || items.is_mark(i, '(') ||
                          sense(i) == Sense::filler || sense(i) == Sense::year_word ||
                          items[i].is_suffix;
    if (!leads_on) return;
  }
  dates.pop_back();
  last_date_.reset();
}

// Relations that stand behind their date: "2017-ci ilə qədər", "2017 at the latest".
void DeadlineScan::scan_behind(DateFact& fact) {
  std::size_t at = fact.to;
  if (items.is_mark(at, '.') && items[at].is_joined) ++at;
  for (;;) {
    std::size_t next = at;
    while (sense(next) == Sense::filler ||
           (items[next].is_suffix && sense(next) == Sense::suffix_only) ||
           (sense(next) == Sense::ordinal_end && items[next].is_joined) ||
           (sense(next) == Sense::year_word && !fact.is_range)) {
      ++next;
    }
    const Sense said = sense(next);
    // "Juni 2023 spätestens": a relation that goes before dates, and no date follows.
    const bool ends =
        next + 1 >= items.size() ||
        (items[next + 1].kind == DeadlineItem::Kind::mark && !items[next + 1].is_joined) ||
        items.is_mark(next + 1, ',') || items.is_mark(next + 1, ';') ||
        items.is_mark(next + 1, ')') || items.is_mark(next + 1, '.');
    const bool is_open = items.is_mark(next, '+') && items[next].is_joined;
    const bool is_bracketed = items.is_mark(next, '(') && sense(next + 1) == Sense::inclusive &&
                              items.is_mark(next + 2, ')');
    if (said == Sense::inclusive || is_bracketed) {
      fact.is_inclusive = true;
      if (is_bracketed) next += 2;
    } else if (lead_behind(said) != Lead::none &&
               !(said == Sense::after_after && !durations.empty())) {
      fact.lead = lead_behind(said);
    } else if ((said == Sense::by || said == Sense::until) && ends && fact.lead == Lead::none) {
      fact.lead = Lead::by;
    } else if (said == Sense::from && fact.lead == Lead::from && ends) {
      // says once more what the ending has said
    } else if (is_open) {
      fact.lead = Lead::from;
    } else {
      break;
    }
    at = next + 1;
    use(fact.to, at);
    fact.to = at;
  }
}

// "2018 ve 2020 yılları arasında": the word that makes two dates one range stands behind them.
bool DeadlineScan::join_between() {
  if (dates.size() < 2) return false;
  DateFact& first = dates[dates.size() - 2];
  const DateFact& last = dates.back();
  bool joins = false;
  for (std::size_t i = first.to; i < last.from; ++i) {
    joins = joins || sense(i) == Sense::conjunction;
    if (sense(i) != Sense::conjunction && sense(i) != Sense::filler) return false;
  }
  const bool is_plain = first.lead == Lead::none && last.lead == Lead::none && !first.is_range &&
                        !last.is_range && first.days.first <= last.days.last;
  if (!joins || !is_plain) return false;
  first.days.last = last.days.last;
  first.days.latest = std::max(last.days.latest, last.days.last);
  first.days.edtf = plain_edtf(first.days.first, first.days.last);
  first.days.is_edge = false;
  first.is_range = true;
  first.to = last.to;
  dates.pop_back();
  last_date_ = dates.size() - 1;
  return true;
}

void DeadlineScan::add_date(DateFact fact) {
  use(fact.from, fact.to);
  fact.is_led = fact.lead != Lead::none || lead_ != Lead::none;
  if (fact.lead == Lead::none) fact.lead = lead_ == Lead::none ? last_lead_ : lead_;
  for (const std::size_t lead : lead_items_) use(lead, lead + 1);
  lead_items_.clear();
  fact.is_subject = is_subject_next_;
  fact.is_start = is_start_next_;
  // "postponed from A to B": what was planned first is no deadline any more.
  fact.is_original = postponed && fact.lead == Lead::from && !fact.is_range;
  if (fact.is_start && fact.lead == Lead::none) fact.lead = Lead::from;
  if (!pending_target_.empty()) fact.target = std::exchange(pending_target_, {});
  if (!fact.is_subject) last_lead_ = fact.is_start || fact.is_original ? Lead::none : fact.lead;
  lead_ = Lead::none;
  is_subject_next_ = false;
  is_start_next_ = false;
  last_date_ = dates.size();
  dates.push_back(std::move(fact));
}

void DeadlineScan::keep_yearless(const DatePoint& point) {
  lacks_year = true;
  const Lead lead = lead_ == Lead::none ? last_lead_ : lead_;
  std::size_t to = point.to;
  while (lead_behind(sense(to)) != Lead::none || sense(to) == Sense::inclusive ||
         (items[to].is_suffix && to < items.size())) {
    ++to;
  }
  yearless.push_back({point, to > point.to ? lead_behind(sense(point.to)) : lead, point.from, to});
  last_lead_ = lead;
  use(point.from, to);
  for (const std::size_t at : lead_items_) use(at, at + 1);
  lead_items_.clear();
  lead_ = Lead::none;
}

void DeadlineScan::set_subjects_aside() {
  const bool has_other = std::any_of(dates.begin(), dates.end(),
                                     [](const DateFact& fact) { return !fact.is_subject; });
  if (!has_other) return;
  dates.erase(std::remove_if(dates.begin(), dates.end(),
                             [](const DateFact& fact) { return fact.is_subject; }),
              dates.end());
}

}  // namespace actionplan::detail

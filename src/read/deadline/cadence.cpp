// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include "report_cadence.hpp"
#include "scan.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

std::optional<Cadence> cadence_of(int months) {
  switch (months) {
    case 1: return Cadence::monthly;
    case 3: return Cadence::quarterly;
    case 6: return Cadence::semiannual;
    case 12: return Cadence::annual;
    case 24: return Cadence::biennial;
    default: return std::nullopt;
  }
}

// Months in the unit that item `at` names; 0 for none, -1 for one shorter than a month.
int months_in_unit(const DeadlineItems& items, std::size_t at) {
  constexpr int year = 12;
  if (items.sense(at) == Sense::year_word || items.sense(at) == Sense::fiscal) return year;
  if (items.sense(at) != Sense::unit) return 0;
  switch (static_cast<Unit>(items.value(at))) {
    case Unit::month: return 1;
    case Unit::bimester: return 2;
    case Unit::quarter: return 3;
    case Unit::third: return 4;
    case Unit::half: return 6;
    case Unit::year: return year;
    default: return -1;
  }
}

CadenceFound found(int months, std::size_t from, std::size_t to) {
  CadenceFound result;
  result.cadence = cadence_of(months);
  result.from = from;
  result.to = to;
  result.is_odd = months > 0 && !result.cadence;
  return result;
}

// "every year", "each quarter", "every 6 months", "every other year"
std::optional<CadenceFound> every(const DeadlineItems& items, const PointParser& parser,
                                  std::size_t at) {
  std::size_t next = parser.skip_fillers(at + 1);
  if (const auto day = parser.parse(next); day && day->month != 0) {
    const bool is_run = items.is_mark(day->to, '-') && items.is_year(day->to + 1);
    // "every March", "every 31 December", "each June, 2021-2023"
    if (!day->year || is_run) return found(months_of_year, at, next);
  }
  int count = 1;
  if (items.sense(next) == Sense::other) {
    count = 2;
    ++next;
  } else if (parser.counted(next) != 0) {
    count = parser.counted(next);
    ++next;
    if (items.sense(next) == Sense::ordinal_end) ++next;
  }
  while (items.sense(next) == Sense::label || items.sense(next) == Sense::filler ||
         (items.sense(next) == Sense::fiscal && months_in_unit(items, next + 1) != 0)) {
    ++next;
  }
  if (items.sense(next) == Sense::weekday) return found(-1, at, next + 1);
  const int months = months_in_unit(items, next);
  if (months == 0) return {};
  return found(months * count, at, next + 1);
}

// "twice a year", "4 times per year", "once every quarter"
std::optional<CadenceFound> times(const DeadlineItems& items, std::size_t at, int count,
                                  std::size_t after_count) {
  if (count < 1) return {};
  std::size_t next = after_count;
  const Sense link = items.sense(next);
  if (link != Sense::per && link != Sense::every && link != Sense::within) return {};
  ++next;
  while (items.sense(next) == Sense::per || items.sense(next) == Sense::filler) ++next;
  const int months = months_in_unit(items, next);
  if (months <= 0) return {};
  if (months % count != 0) return {};
  return found(months / count, at, next + 1);
}

bool speaks_of_source(const DeadlineItems& items, std::size_t at) {
  constexpr std::size_t reach = 4;
  for (std::size_t back = 1; back <= reach && back <= at; ++back) {
    if (items.sense(at - back) == Sense::from || items.sense(at - back) == Sense::elsewhere)
      return true;
    const std::string_view word = items.tokens()[items[at - back].first].text;
    if (word == "using" || word == "based") return true;
  }
  return false;
}

// "quarterly budget reports": the noun follows within three words, without a mark between.
bool report_follows(const DeadlineItems& items, std::size_t at) {
  int left = 3;
  for (std::size_t i = at; left > 0 && i < items.size(); ++i) {
    if (items.is_mark(i, '-')) continue;
    if (items[i].kind != DeadlineItem::Kind::word) return false;
    if (items.sense(i) == Sense::report) return true;
    --left;
  }
  return false;
}

// "reports to Parliament every year", "Legal Aid Reports (annually)", "rapports trimestriels"
bool report_precedes(const DeadlineItems& items, const CadenceFound& cadence) {
  constexpr std::size_t reach = 6;
  for (std::size_t back = 1; back <= reach && back <= cadence.from; ++back) {
    const std::size_t i = cadence.from - back;
    if (items.is_mark(i, '.') || items.is_mark(i, ';') || items.is_mark(i, ',')) return false;
    if (items.sense(i) == Sense::report) {
      // An adjective belongs to the noun beside it; an adverb reaches further.
      const bool is_beside = back == 1 || (back == 2 && items.is_mark(i + 1, '('));
      const bool is_adverb = items.sense(cadence.from) == Sense::every ||
                             items.value(cadence.from) == 0 || cadence.to >= items.size();
      return is_beside || is_adverb;
    }
  }
  return false;
}

std::optional<Cadence> report_cadence_in(std::string_view text, const Tokens& words,
                                         const Lexicon& lexicon) {
  if (!lexicon.may_name_report(words)) return {};
  const DeadlineItems items{text, words, &lexicon, false};
  const DeadlineContext none;
  DateNotes notes{none, lexicon.language()};
  const PointParser parser{items, notes};
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto cadence = find_cadence(items, parser, i);
    if (!cadence || !cadence->cadence || speaks_of_source(items, cadence->from)) continue;
    if (report_follows(items, cadence->to) || report_precedes(items, *cadence)) {
      return cadence->cadence;
    }
  }
  return {};
}

}  // namespace

std::optional<CadenceFound> find_cadence(const DeadlineItems& items, const PointParser& parser,
                                         std::size_t at) {
  switch (items.sense(at)) {
    case Sense::cadence: {
      constexpr int ambiguous = 100;  // "biannual": 106
      const int value = items.value(at);
      CadenceFound result = found(value % ambiguous, at, at + 1);
      result.is_ambiguous = value > ambiguous;
      return result;
    }
    case Sense::often: return found(-1, at, at + 1);
    case Sense::every: return every(items, parser, at);
    case Sense::times:
      return items.value(at) == 0 ? std::nullopt : times(items, at, items.value(at), at + 1);
    default: break;
  }
  const int count = parser.counted(at);
  const bool has_times =
      count != 0 && items.sense(at + 1) == Sense::times && items.value(at + 1) == 0;
  return has_times ? times(items, at, count, at + 2) : std::nullopt;
}

std::optional<Cadence> report_cadence(std::string_view text, std::string_view language) {
  if (text.empty()) return {};
  const Lexicon* const lexicon = find_lexicon(language);
  if (lexicon != nullptr && !lexicon->may_name_report(text)) return {};
  if (text::find_invalid_utf8(text) != std::string_view::npos) return {};
  const Tokens words{text, true};
  if (lexicon != nullptr) return report_cadence_in(text, words, *lexicon);
  for (const Lexicon* const one : plan_lexicons()) {
    if (const auto cadence = report_cadence_in(text, words, *one)) return cadence;
  }
  return {};
}

}  // namespace actionplan::detail

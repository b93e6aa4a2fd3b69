// SPDX-License-Identifier: Apache-2.0
// Which clauses are dates, conditions and remarks, and which one keeps the text from being read.
#include "scan.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

// Digits of scripts whose numbers the grammar does not read: "२०७८" may be a year of another calendar.
bool has_other_digit(std::string_view word) {
  constexpr std::array<char32_t, 13> zeros = {0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6,
                                              0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
                                              0x0F20, 0x1040, 0x17E0};
  for (; !word.empty(); word.remove_prefix(letter_length(word))) {
    if (letter_length(word) != 3) continue;
    const auto bits = [&](std::size_t at, unsigned mask) {
      return static_cast<char32_t>(static_cast<unsigned char>(word[at]) & mask);
    };
    const char32_t point = bits(0, 0x0FU) << 12U | bits(1, 0x3FU) << 6U | bits(2, 0x3FU);
    const auto is_in = [&](char32_t zero) { return zero <= point && point < zero + 10; };
    if (std::any_of(zeros.begin(), zeros.end(), is_in)) return true;
  }
  return false;
}

bool is_letter_word(const DeadlineItem& item) { return item.kind == DeadlineItem::Kind::word; }

}  // namespace

bool ClauseReader::is_separator(std::size_t at) const {
  const DeadlineItems& items = scan_.items;
  if (items[at].kind != DeadlineItem::Kind::mark) return false;
  const auto in_fact = [&](const auto& fact) { return fact.from <= at && at < fact.to; };
  if (std::any_of(scan_.dates.begin(), scan_.dates.end(), in_fact)) return false;
  constexpr std::string_view marks = ",;()[]|";
  const char mark = items[at].mark;
  if (mark != 0 && marks.find(mark) != std::string_view::npos) return true;
  const bool is_spaced = !items[at].is_joined && !items[at + 1].is_joined;
  if ((mark == '-' || mark == '/') && is_spaced) return true;
  if (mark == 0 && !items[at + 1].is_joined) return true;  // a bullet
  const bool ends_sentence = mark == '.' && items[at].is_joined && !items[at + 1].is_joined &&
                             items[at + 1].is_capital && at > 0 &&
                             items[at - 1].end - items[at - 1].begin > 3;
  return ends_sentence;
}

std::vector<ClauseReader::Clause> ClauseReader::clauses() const {
  std::vector<Clause> found;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= scan_.items.size(); ++at) {
    if (at < scan_.items.size() && !is_separator(at)) continue;
    if (at > from) found.push_back({from, at});
    from = at + 1;
  }
  return found;
}

bool ClauseReader::has_fact(std::size_t from, std::size_t to) const {
  const auto is_in = [&](const auto& fact) { return from <= fact.from && fact.from < to; };
  return std::any_of(scan_.dates.begin(), scan_.dates.end(), is_in) ||
         std::any_of(scan_.yearless.begin(), scan_.yearless.end(), is_in) ||
         std::any_of(scan_.durations.begin(), scan_.durations.end(), is_in) ||
         (scan_.cadence && from <= scan_.cadence->from && scan_.cadence->from < to);
}

bool ClauseReader::has_number(std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i) {
    if (scan_.items.is_number(i)) return true;
  }
  return false;
}

std::size_t ClauseReader::first_unused(std::size_t from, std::size_t to) const {
  while (from < to && scan_.used_[from]) ++from;
  return from;
}

void ClauseReader::drop_facts(std::size_t from, std::size_t to) {
  const auto is_in = [&](const auto& fact) { return from <= fact.from && fact.from < to; };
  const auto drop = [&](auto& facts) {
    facts.erase(std::remove_if(facts.begin(), facts.end(), is_in), facts.end());
  };
  drop(scan_.dates);
  drop(scan_.durations);
  drop(scan_.yearless);
}

void ClauseReader::leave_unread(std::size_t item) {
  if (scan_.unread) return;
  const DeadlineItem& found = scan_.items[item];
  UnreadToken token;
  token.token = found.first;
  token.begin = found.begin;
  token.end = found.end;
  token.text = scan_.stretch(item, item + 1);
  scan_.unread = std::move(token);
}

// Does no word of it tell when something is due, nor any word one slip away?
bool ClauseReader::is_free(std::size_t from, std::size_t to) const {
  const DeadlineItems& items = scan_.items;
  for (std::size_t i = from; i < to; ++i) {
    if (!is_letter_word(items[i])) continue;
    const bool is_known = items.sense(i) != Sense::unknown && !items[i].is_slip;
    if (is_known && scan_.used_[i] &&
        (items.sense(i) == Sense::filler || items.sense(i) == Sense::label ||
         items.sense(i) == Sense::report || items.sense(i) == Sense::conjunction ||
         items.sense(i) == Sense::within || items.sense(i) == Sense::number_mark ||
         items.sense(i) == Sense::about || items.sense(i) == Sense::plan ||
         items.sense(i) == Sense::event || items.sense(i) == Sense::adoption ||
         items.sense(i) == Sense::reference || items.sense(i) == Sense::condition)) {
      continue;
    }
    if (is_known) {
      // "by", "to" and their like stand in any sentence: "by the Ministry". A relation bounds nothing
      // where no number or calendar word stands with it.
      const Sense sense = items.sense(i);
      const bool is_small = (sense == Sense::by || sense == Sense::until || sense == Sense::to ||
                             sense == Sense::from || sense == Sense::per ||
                             sense == Sense::by_vague || sense == Sense::suffix_only) &&
                            items[i].end - items[i].begin <= 3;
      if (is_small) continue;
      return false;
    }
    if (items[i].is_capital && is_near_roman(items.tokens()[items[i].first].text)) return false;
    if (has_other_digit(items.tokens()[items[i].first].text)) return false;
    constexpr std::uint32_t short_word = 4;  // letters
    const bool is_short = items[i].end - items[i].begin <= short_word && !items[i].is_capital;
    if (is_short && scan_.lexicon != nullptr &&
        scan_.lexicon->is_near_short(items.tokens()[items[i].first].text, false)) {
      return false;
    }
    if (scan_.lexicon != nullptr &&
        scan_.lexicon->is_telling(items.tokens()[items[i].first].text, true)) {
      return false;
    }
    for (const Lexicon* const other : plan_lexicons()) {
      constexpr std::uint32_t shortest = 4;
      if (items[i].end - items[i].begin < shortest) break;
      if (other != scan_.lexicon && other->is_telling(items.tokens()[items[i].first].text, false)) {
        return false;
      }
    }
  }
  return true;
}

// "2020 subject to funding"; "maliyyə vəsaiti olduqda"
bool ClauseReader::read_condition(const Clause& clause, std::size_t unused) {
  std::size_t at = clause.from;
  while (at < clause.to && scan_.sense(at) != Sense::condition) ++at;
  if (at == clause.to) return false;
  const bool has_date_before = has_fact(clause.from, at);
  if (has_fact(at, clause.to) || has_number(at, clause.to)) return false;
  if (has_date_before && unused < at) return false;
  if (!has_date_before && has_number(clause.from, at)) return false;
  const std::size_t from = has_date_before ? at : clause.from;
  scan_.conditions.push_back(scan_.stretch(from, clause.to));
  scan_.use(clause.from, clause.to);
  return true;
}

// "in accordance with the Law of 2015", "Decree No. 1993 of 27 April 2016": the numbers are a name's.
bool ClauseReader::read_pointer(const Clause& clause) {
  std::size_t at = clause.from;
  while (at < clause.to && scan_.sense(at) != Sense::elsewhere &&
         scan_.sense(at) != Sense::reference) {
    ++at;
  }
  if (at == clause.to) return false;
  const bool is_name = scan_.sense(at) == Sense::reference;
  const auto is_in = [&](const auto& fact) {
    return clause.from <= fact.from && fact.from < clause.to;
  };
  const bool has_date = std::any_of(scan_.dates.begin(), scan_.dates.end(), is_in);
  const bool has_duration = std::any_of(scan_.durations.begin(), scan_.durations.end(), is_in);
  if (is_name && has_duration && !has_date)
    return false;  // "3 months after the adoption of the law"
  if (!has_fact(clause.from, clause.to) && !has_number(clause.from, clause.to) && is_name) {
    return false;
  }
  if (!is_name && first_unused(clause.from, at) < at) return false;
  if (is_name) {
    const bool has_date_before = has_fact(clause.from, at);
    const auto bounds = [&](const DateFact& fact) {
      return clause.from <= fact.from && fact.from < clause.to && fact.lead != Lead::none &&
             fact.lead != Lead::from;
    };
    const bool is_bound = std::any_of(scan_.dates.begin(), scan_.dates.end(), bounds);
    if (has_date_before || is_bound || scan_.cadence) {
      leave_unread(at);
      return true;
    }
  }
  drop_facts(at, clause.to);
  scan_.remarks.push_back(scan_.stretch(at, clause.to));
  scan_.use(clause.from, clause.to);
  if (!scan_.elsewhere) scan_.elsewhere = at;
  return true;
}

// "6 months after the launch of the portal": an event is named in free words.
bool ClauseReader::read_event(const Clause& clause, std::size_t unused) {
  const auto is_in = [&](const auto& fact) {
    return clause.from <= fact.from && fact.from < clause.to;
  };
  const bool has_duration = std::any_of(scan_.durations.begin(), scan_.durations.end(), is_in);
  const bool has_after = scan_.after && clause.from <= *scan_.after && *scan_.after < clause.to;
  if (!has_duration && !has_after) return false;
  if (std::any_of(scan_.dates.begin(), scan_.dates.end(), is_in)) return false;
  if (scan_.cadence) return false;
  bool has_link = has_after;
  for (std::size_t i = clause.from; i < clause.to && has_duration; ++i) {
    const Sense sense = scan_.sense(i);
    has_link = has_link || sense == Sense::within || sense == Sense::from ||
               sense == Sense::from_after || sense == Sense::before || sense == Sense::by ||
               sense == Sense::until || sense == Sense::by_vague;
  }
  if (!has_link) return false;
  for (std::size_t i = unused; i < clause.to; ++i) {
    if (scan_.used_[i]) continue;
    const bool is_link = scan_.sense(i) == Sense::after || scan_.sense(i) == Sense::after_after ||
                         scan_.sense(i) == Sense::from || scan_.sense(i) == Sense::from_after ||
                         scan_.sense(i) == Sense::before || scan_.sense(i) == Sense::by;
    // "after the end of the quarter"
    std::size_t link = i;  // "from the start of the project"
    while (link > clause.from && scan_.sense(link - 1) == Sense::filler) --link;
    const bool is_behind = (has_after && i > *scan_.after) ||
                           (link > clause.from && scan_.sense(link - 1) == Sense::from);
    const bool is_period =
        is_behind && (scan_.sense(i) == Sense::edge || scan_.sense(i) == Sense::unit);
    if (is_link || is_period) continue;
    if (!is_letter_word(scan_.items[i]) || !is_free(i, i + 1)) return false;
  }
  // "nach oaz": a word so short, in small letters, names nothing; more likely it is a slip.
  constexpr std::uint32_t shortest_name = 4;
  bool has_word = false;
  bool has_name = false;
  for (std::size_t i = unused; i < clause.to; ++i) {
    const DeadlineItem& item = scan_.items[i];
    if (!scan_.items.is_unknown_word(i)) continue;
    has_word = true;
    // Nor does one that may be a slip of a short word: "altı aydan biir".
    const std::string_view word = scan_.items.tokens()[item.first].text;
    if (scan_.lexicon != nullptr && scan_.lexicon->is_near_short(word, true)) return false;
    has_name = has_name || item.is_capital || item.end - item.begin >= shortest_name;
  }
  if (has_word && !has_name) return false;
  scan_.is_event_clause = true;
  scan_.use(clause.from, clause.to);
  return true;
}

// Does the clause before the item name a document, or is it one word that may be such a name?
bool ClauseReader::is_document(std::size_t bracket) const {
  std::size_t from = bracket;
  bool has_reference = false;
  while (from > 0 && !is_separator(from - 1)) {
    --from;
    has_reference = has_reference || scan_.sense(from) == Sense::reference;
  }
  const bool is_lone = bracket == from + 1 && scan_.items.is_unknown_word(from);
  return has_reference || (is_lone && scan_.dates.size() == 1);
}

// "the 2018 report", "2019 elections": a year beside such a noun is the noun's.
bool ClauseReader::read_name(const Clause& clause) {
  const auto names = [&](std::size_t at) {
    return at < clause.to && at >= clause.from &&
           (scan_.sense(at) == Sense::report || scan_.sense(at) == Sense::event);
  };
  for (const DateFact& fact : scan_.dates) {
    const bool is_in = clause.from <= fact.from && fact.from < clause.to;
    const bool is_year = fact.days.first.month() == 1 && fact.days.first.day() == 1 &&
                         fact.days.last.month() == 12 && fact.days.last.day() == 31;
    if (!is_in || !is_year) continue;
    const std::size_t behind = scan_.parser.skip_fillers(fact.to);
    if (fact.lead != Lead::none) {  // "after the 2022 elections"
      if (fact.is_range || behind >= clause.to || scan_.sense(behind) != Sense::event) continue;
      leave_unread(behind);
      return true;
    }
    // "Strategy (2018-2022)", "Law (2016)": the years may be the name's.
    const bool is_bracketed = fact.from > 1 && scan_.items.is_mark(fact.from - 1, '(') &&
                              scan_.items.is_mark(fact.to, ')');
    if (is_bracketed && is_document(fact.from - 1)) {
      leave_unread(fact.from - 2);
      return true;
    }
    std::size_t before = fact.from;
    while (before > clause.from &&
           (scan_.sense(before - 1) == Sense::filler || scan_.sense(before - 1) == Sense::within ||
            scan_.sense(before - 1) == Sense::about)) {
      --before;
    }
    for (const std::size_t noun : {behind, before == 0 ? clause.to : before - 1}) {
      // "reports 2016-2018" are due in those years; "programme 2016-2018" is its name.
      const bool is_plan =
          noun < clause.to && noun >= clause.from && scan_.sense(noun) == Sense::plan;
      if (!is_plan && (fact.is_range || !names(noun))) continue;
      leave_unread(noun);
      return true;
    }
  }
  return false;
}

// "JJan. - Juni 2022": one word beside dates that may be a slip of an abbreviation.
bool ClauseReader::may_be_month(const Clause& clause) const {
  const DeadlineItem& item = scan_.items[clause.from];
  std::size_t to = clause.from + 1;
  if (to < clause.to && scan_.items.is_mark(to, '.')) ++to;
  if (to != clause.to || scan_.dates.empty() || scan_.lexicon == nullptr) return false;
  return scan_.items.is_unknown_word(clause.from) &&
         scan_.lexicon->is_near_short(scan_.items.tokens()[item.first].text, false);
}

bool ClauseReader::read_remark(const Clause& clause) {
  if (has_fact(clause.from, clause.to) || has_number(clause.from, clause.to)) return false;
  for (std::size_t i = clause.from; i < clause.to; ++i) {
    const DeadlineItem& item = scan_.items[i];
    if (item.kind == DeadlineItem::Kind::mark && !scan_.used_[i]) return false;
    // "III" is a number too, of a quarter that stands elsewhere.
    if (item.roman != 0 && item.meaning.sense == Sense::unknown && !scan_.used_[i]) return false;
    // A word that was taken for a fact ("ongoing", "completed") is no remark's.
    const bool is_fact = scan_.used_[i] && is_letter_word(item) && !is_free(i, i + 1);
    if (is_fact) return false;
  }
  if (!is_free(clause.from, clause.to) || may_be_month(clause)) return false;
  scan_.remarks.push_back(scan_.stretch(clause.from, clause.to));
  scan_.use(clause.from, clause.to);
  return true;
}

void ClauseReader::read(const Clause& clause) {
  if (read_pointer(clause) || read_name(clause)) return;
  const std::size_t unused = first_unused(clause.from, clause.to);
  if (read_condition(clause, unused)) return;
  if (unused == clause.to) {
    // Known words alone, but none that tells: "draft".
    return;
  }
  if (read_event(clause, unused) || read_remark(clause)) return;
  // What is not known at all, or a number, says more than a known word that found no place.
  std::size_t token = unused;
  for (std::size_t i = clause.to; i-- > unused;) {
    const bool is_plain = scan_.items.is_unknown_word(i) || scan_.items.is_number(i);
    if (!scan_.used_[i] && is_plain) token = i;
  }
  leave_unread(token);
}

void ClauseReader::read() {
  for (const Clause& clause : clauses()) read(clause);
}

}  // namespace actionplan::detail

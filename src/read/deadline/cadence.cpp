// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include "scan.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

Meaning meaning_at(const Tokens& words, std::size_t at) {
  return words.is_word(at) ? meaning_of(words[at].text) : Meaning{};
}

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

// Months in the unit that word `at` names; 0 for none, -1 for one shorter than a month.
int months_in_unit(const Tokens& words, std::size_t at) {
  const Meaning meaning = meaning_at(words, at);
  switch (meaning.sense) {
    case Sense::year:
    case Sense::year_ending: return 12;
    case Sense::half: return 6;
    case Sense::quarter: return 3;
    case Sense::unit: break;
    default: return 0;
  }
  if (meaning.value == static_cast<int>(Unit::month)) return 1;
  return meaning.value == static_cast<int>(Unit::year) ? 12 : -1;
}

std::optional<CadenceFound> found(int months, std::size_t from, std::size_t to) {
  CadenceFound result;
  result.cadence = cadence_of(months);
  result.from = from;
  result.to = to;
  result.is_adverb = true;
  return result;
}

// "every year", "each quarter", "every 6 months", "every other year"
std::optional<CadenceFound> every(const Tokens& words, std::size_t at) {
  std::size_t next = at + 1;
  int count = 1;
  const Meaning meaning = meaning_at(words, next);
  if (words.is_number(next) && words[next].digits <= 2) {
    count = static_cast<int>(words[next++].value);
  } else if (meaning.sense == Sense::amount || meaning.sense == Sense::ordinal) {
    count = meaning.value;
    ++next;
  } else if (words.is(next, "other")) {
    count = 2;
    ++next;
  }
  if (meaning_at(words, next).sense == Sense::fiscal || words.is(next, "calendar")) ++next;
  const int months = months_in_unit(words, next);
  if (months == 0) return {};
  return found(months * count, at, next + 1);
}

// "twice a year", "4 times per year", "once every quarter"
std::optional<CadenceFound> times(const Tokens& words, std::size_t at, int count,
                                  std::size_t after_count) {
  if (count < 1) return {};
  std::size_t next = after_count;
  const Meaning link = meaning_at(words, next);
  const bool links = words.is(next, "a") || words.is(next, "per") || words.is(next, "par") ||
                     words.is(next, "in") || link.sense == Sense::every;
  if (!links) return {};
  ++next;
  if (words.is(next, "a")) ++next;
  const int months = months_in_unit(words, next);
  if (months <= 0) return {};
  return found(months % count == 0 ? months / count : 0, at, next + 1);
}

// "quarterly", "semi-annual", "bi-annual"
std::optional<CadenceFound> adjective(const Tokens& words, std::size_t at, int months) {
  CadenceFound result = *found(months, at, at + 1);
  const std::string_view text = words[at].text;
  result.is_adverb = text.ends_with("ally") || text.ends_with("ment") || text.ends_with("mente");
  const bool is_compound = at >= 2 && words.is_mark(at - 1, '-') && words.is_joined(at);
  if (is_compound && months == 12) {
    const std::string_view prefix = words[at - 2].text;
    if (prefix == "semi" || prefix == "half" || prefix == "bi") {
      result.cadence = Cadence::semiannual;
      result.from = at - 2;
      result.is_ambiguous = prefix == "bi";
    }
  }
  if (text.starts_with("biannual")) result.is_ambiguous = true;
  return result;
}

bool is_report_noun(std::string_view word) {
  constexpr std::array<std::string_view, 13> nouns{
      "report",    "reports", "bulletin",   "bulletins", "rapport", "rapports", "relazione",
      "relazioni", "hesabat", "hesabatlar", "hesabati",  "отчет",   "отчеты"};
  return std::find(nouns.begin(), nouns.end(), word) != nouns.end();
}

// "quarterly budget reports": the noun follows within three words, without a mark between.
bool report_follows(const Tokens& words, std::size_t at) {
  int left = 3;
  for (std::size_t i = at; left > 0 && i < words.size(); ++i) {
    if (words.is_mark(i, '-')) continue;
    if (!words.is_word(i)) return false;
    if (is_report_noun(words[i].text)) return true;
    --left;
  }
  return false;
}

// "reports to Parliament every year", "Legal Aid Reports (annually)", "rapports trimestriels"
bool report_precedes(const Tokens& words, const CadenceFound& cadence) {
  const std::size_t reach = cadence.is_adverb ? 6 : 1;
  for (std::size_t back = 1; back <= reach && back <= cadence.from; ++back) {
    const std::size_t i = cadence.from - back;
    if (words.is_mark(i, '.') || words.is_mark(i, ';') || words.is_mark(i, ',')) return false;
    if (is_report_noun(words[i].text)) return true;
  }
  return false;
}

// Reports that something is taken from are a source, not a duty.
bool is_source(const Tokens& words, std::size_t at) {
  constexpr std::size_t reach = 4;
  for (std::size_t back = 1; back <= reach && back <= at; ++back) {
    const Token& word = words[at - back];
    if (word.text == "from" || word.text == "using" || word.text == "based") return true;
  }
  return false;
}

}  // namespace

std::optional<CadenceFound> find_cadence(const Tokens& words, std::size_t at) {
  const Meaning meaning = meaning_at(words, at);
  switch (meaning.sense) {
    case Sense::cadence: return adjective(words, at, meaning.value);
    case Sense::often: return found(-1, at, at + 1);
    case Sense::every: return every(words, at);
    case Sense::twice: return times(words, at, meaning.value, at + 1);
    default: break;
  }
  const bool is_count = words[at].digits == 1 || meaning.sense == Sense::amount;
  if (is_count && (words.is(at + 1, "times") || words.is(at + 1, "fois"))) {
    const int count = words.is_number(at) ? static_cast<int>(words[at].value) : meaning.value;
    return times(words, at, count, at + 2);
  }
  return {};
}

std::optional<Cadence> report_cadence(std::string_view text) {
  if (text::find_invalid_utf8(text) != std::string_view::npos) return {};
  const Tokens words{text};
  const bool has_report = [&] {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (is_report_noun(words[i].text)) return true;
    }
    return false;
  }();
  if (!has_report) return {};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto cadence = find_cadence(words, i);
    if (!cadence || !cadence->cadence || is_source(words, cadence->from)) continue;
    if (report_follows(words, cadence->to) || report_precedes(words, *cadence)) {
      return cadence->cadence;
    }
  }
  return {};
}

}  // namespace actionplan::detail

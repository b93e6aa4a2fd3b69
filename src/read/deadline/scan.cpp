// SPDX-License-Identifier: Apache-2.0
#include "scan.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

bool is_separator(const Tokens& words, std::size_t at) {
  return words.is_mark(at, ',') || words.is_mark(at, ';');
}

// Tokens that bound the date before them: "2017 at the latest", "2017-ci ilə qədər".
bool is_by_behind(std::string_view word) {
  return word == "latest" || word == "tard" || word == "qədər" || word == "kimi" || word == "dək" ||
         word == "ilədək" || word == "sonunadək" || word == "sonuna" || word == "sonu";
}

}  // namespace

DeadlineScan::DeadlineScan(std::string_view said, const DeadlineContext& given)
    : text{said}, context{given}, words{said}, finder{words} {
  read_words();
  set_subjects_aside();
  if (problem.empty()) problem = finder.problem();
}

Meaning DeadlineScan::meaning(std::size_t at) const {
  return words.is_word(at) ? meaning_of(words[at].text) : Meaning{};
}

std::string_view DeadlineScan::stretch(std::size_t from, std::size_t to) const {
  if (from >= to) return {};
  return text.substr(words[from].begin_byte, words[to - 1].end_byte - words[from].begin_byte);
}

void DeadlineScan::read_words() {
  for (std::size_t at = 0; at < words.size();) {
    if (is_separator(words, at)) {
      lead_ = Lead::none;
      is_subject_next_ = false;
      if (words.is_mark(at, ';')) last_lead_ = Lead::none;
      ++at;
      continue;
    }
    at = read_item(at);
  }
}

std::size_t DeadlineScan::read_item(std::size_t at) {
  if (const auto rhythm = find_cadence(words, at)) {
    const bool is_noun_of_other = !rhythm->is_adverb && sense(rhythm->to) == Sense::other &&
                                  words.is_word(rhythm->to) && !words.is(rhythm->to, "basis") &&
                                  !report_cadence(text);
    if (!is_noun_of_other) {
      if (rhythm->cadence && !cadence) cadence = rhythm;
      if (!rhythm->cadence) is_often = true;
      return rhythm->to;
    }
  }
  if (read_duration(at) || read_date(at)) return at;
  if (words.is_number(at)) check_loose_number(at);
  note_sense(at);
  return at + 1;
}

// "3 months", "sixty working days", "a year"
bool DeadlineScan::read_duration(std::size_t& at) {
  const Meaning number = meaning(at);
  Duration duration;
  duration.from = at;
  if (words.is_number(at) && words[at].digits <= 3) {
    duration.count = static_cast<int>(words[at].value);
  } else if (number.sense == Sense::amount) {
    duration.count = number.value;
  } else if (words.is(at, "a") || words.is(at, "an") || words.is(at, "un") || words.is(at, "une")) {
    duration.count = 1;
  } else {
    return false;
  }
  std::size_t next = at + 1;
  if (words.is_mark(next, '-') || words.is(next, "calendar")) ++next;
  if (sense(next) == Sense::working) {
    duration.is_working = true;
    ++next;
  }
  const Meaning unit = meaning(next);
  const bool is_year = unit.sense == Sense::year || words.is(next, "il") || words.is(next, "год");
  const bool is_quarter = unit.sense == Sense::quarter;
  if (unit.sense != Sense::unit && !is_year && !is_quarter) return false;
  duration.unit = is_year ? Unit::year : is_quarter ? Unit::quarter : static_cast<Unit>(unit.value);
  duration.to = next + 1;
  const bool names_a_date = words[duration.to].digits == 4 || sense(duration.to) == Sense::filler;
  if (is_quarter && names_a_date && finder.find(at)) return false;  // "3 quarter 2017"
  durations.push_back(duration);
  at = duration.to;
  return true;
}

bool DeadlineScan::read_date(std::size_t& at) {
  auto days = finder.find(at);
  if (!days) return false;
  if (is_between_ && !days->is_range && sense(days->next) == Sense::conjunction) {
    const auto last = finder.find(finder.skip_fillers(days->next + 1));
    if (last && days->first <= last->last) {
      days->last = last->last;
      days->next = last->next;
      days->is_range = true;
      days->edtf.clear();
    }
  }
  DatedItem item;
  item.days = *days;
  item.from = at;
  item.lead = lead_ == Lead::none ? last_lead_ : lead_;
  item.is_subject = is_subject_next_;
  const std::size_t behind = finder.skip_fillers(days->next);
  if (words.is_word(behind) && is_by_behind(words[behind].text)) item.lead = Lead::by;
  if (words.is_mark(days->next, '+')) item.lead = Lead::from;
  if (!item.is_subject) last_lead_ = item.lead;
  lead_ = Lead::none;
  is_subject_next_ = false;
  is_between_ = false;
  dates.push_back(std::move(item));
  at = days->next;
  return true;
}

// A number that belongs to no date must count or label something, else the text is not understood.
void DeadlineScan::check_loose_number(std::size_t at) {
  if (!problem.empty() || !finder.problem().empty()) return;
  const Token& number = words[at];
  const bool counts = words.is_mark(at + 1, '%') || sense(at + 1) == Sense::ordinal_ending ||
                      (words.is_word(at + 1) && !words.is_joined(at + 1) &&
                       sense(at + 1) != Sense::year_ending && sense(at + 1) != Sense::month);
  const bool labels = number.digits <= 3 && (words.is_word(at - 1) || words.is_mark(at + 1, ')') ||
                                             words.is_mark(at + 1, ':'));
  const bool follows_year = at > 0 && sense(at - 1) == Sense::year;
  if ((counts || (labels && at > 0)) && !follows_year) return;
  constexpr std::size_t longest = 24;
  const std::string shown{number.text.substr(0, longest)};
  problem = number.digits >= 4 || follows_year
                ? assumption_text(assumed::number_is_no_year, {shown})
                : assumption_text(assumed::number_is_loose, {shown});
}

void DeadlineScan::set_lead(Lead lead) {
  lead_ = lead;
  is_subject_next_ = false;
}

void DeadlineScan::note_sense(std::size_t at) {
  const bool is_running = words.is(at, "cours") || words.is(at, "corso");
  if (is_running && sense(at + 1) != Sense::filler) ongoing = at;  // not "au cours de 2017"
  if (words.is_mark(at, ':')) return;                              // "Start: January 2017"
  switch (sense(at)) {
    case Sense::filler:
    case Sense::year: return;
    case Sense::by: set_lead(lead_ == Lead::none ? Lead::by : lead_); return;
    case Sense::to:  // "à" and "au" say little alone
      if (words.is(at, "to") || words.is(at, "through") || words.is(at, "по")) {
        set_lead(lead_ == Lead::none ? Lead::by : lead_);
      }
      return;
    case Sense::before: set_lead(Lead::before); return;
    case Sense::from:
    case Sense::start: set_lead(Lead::from); return;  // "beginning in March 2023"
    case Sense::after:
      set_lead(Lead::after);
      if (!after) after = at;
      return;
    case Sense::between: is_between_ = true; return;
    case Sense::about: is_subject_next_ = true; return;
    case Sense::ongoing: ongoing = at; break;
    case Sense::end:
      if (sense(finder.skip_fillers(at + 1)) == Sense::every) is_at_end_of_each = true;
      break;
    case Sense::conjunction: return;
    case Sense::plan: plan = at; break;
    default: break;
  }
  lead_ = Lead::none;
}

void DeadlineScan::set_subjects_aside() {
  const bool has_other = std::any_of(dates.begin(), dates.end(),
                                     [](const DatedItem& item) { return !item.is_subject; });
  if (!has_other) return;
  dates.erase(std::remove_if(dates.begin(), dates.end(),
                             [](const DatedItem& item) { return item.is_subject; }),
              dates.end());
}

}  // namespace actionplan::detail

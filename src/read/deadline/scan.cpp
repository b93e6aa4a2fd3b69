// SPDX-License-Identifier: Apache-2.0
#include "scan.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "cell_text.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

// Words that may stand in a date clause without saying when.
bool is_neutral(const DeadlineItem& item) {
  switch (item.meaning.sense) {
    case Sense::filler:
    case Sense::label:
    case Sense::report:
    case Sense::conjunction:
    case Sense::within:
    case Sense::throughout:
    case Sense::inclusive:
    case Sense::number_mark:
    case Sense::suffix_only:
    case Sense::about: return true;
    case Sense::ordinal_end: return item.is_suffix || item.is_joined;
    default: return false;
  }
}

bool is_plain_mark(char mark) {
  constexpr std::string_view plain = ",;()[]|.:-/\"&";
  return mark == 0 || plain.find(mark) != std::string_view::npos;
}

Lead lead_of(Sense sense) {
  switch (sense) {
    case Sense::by:
    case Sense::until:
    case Sense::by_after: return Lead::by;
    case Sense::by_vague:
    case Sense::by_vague_after: return Lead::by_vague;
    case Sense::before:
    case Sense::before_after: return Lead::before;
    case Sense::from:
    case Sense::from_after: return Lead::from;
    case Sense::after:
    case Sense::after_after: return Lead::after;
    default: return Lead::none;
  }
}

// "ii" of "(ii)", which no lexicon takes for a word.
bool is_numeral_alone(const DeadlineItem& item) {
  constexpr std::uint32_t longest = 4;  // letters: "viii"
  return item.meaning.sense == Sense::unknown && item.end - item.begin <= longest;
}

}  // namespace

DeadlineScan::DeadlineScan(std::string_view said, const Lexicon* language,
                           const DeadlineContext& given, bool allows_slips, std::size_t ignored)
    : read{said},
      lexicon{language},
      context{given},
      notes{given, language == nullptr ? std::string_view{} : language->language()},
      items{said, language, allows_slips, ignored},
      parser{items, notes},
      used_(items.size(), false) {
  scan();
  set_subjects_aside();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is_slip && used_[i]) slips.push_back(i);
    if (items.is_unknown_word(i) && !used_[i]) ++unknown_words;
  }
  ClauseReader{*this}.read();
}

std::string DeadlineScan::stretch(std::size_t from, std::size_t to) const {
  if (from >= to || from >= items.size()) return {};
  return code_point_range(read, items[from].begin, items[std::min(to, items.size()) - 1].end);
}

std::string DeadlineScan::quoted(std::size_t from, std::size_t to) const {
  return '"' + stretch(from, to) + '"';
}

void DeadlineScan::use(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < used_.size(); ++i) used_[i] = true;
}

// "1." before a space.
bool DeadlineScan::is_list_number(std::size_t at) const {
  return items.is_short(at) && items.is_mark(at + 1, '.') && items[at + 1].is_joined &&
         !items[at + 2].is_joined && at + 2 < items.size();
}

void DeadlineScan::scan() {
  if (is_list_number(0) && items[0].value == 1) {
    for (std::size_t i = 2; i < items.size(); ++i) {
      const bool begins = items.is_mark(i - 1, ';') || items.is_mark(i - 1, '|');
      is_numbered_ = is_numbered_ || (begins && is_list_number(i) && items[i].value == 2);
    }
  }
  for (std::size_t at = 0; at < items.size();) at = scan_item(at);
}

std::size_t DeadlineScan::scan_item(std::size_t at) {
  if (scan_enumerator(at) || scan_stage(at) || scan_reported(at) || scan_plan_time(at) ||
      scan_event(at) || scan_cadence(at) || scan_month_day(at) || scan_dates(at) ||
      scan_duration(at) || scan_serial(at) || scan_number(at)) {
    return at;
  }
  if (items[at].kind == DeadlineItem::Kind::mark) {
    scan_mark(at);
  } else if (items[at].kind == DeadlineItem::Kind::word) {
    scan_word(at);
  }
  return at + 1;
}

void DeadlineScan::scan_mark(std::size_t at) {
  const char mark = items[at].mark;
  if (is_plain_mark(mark)) use(at, at + 1);
  if (mark == ',' || mark == ';' || mark == '|') {
    lead_ = Lead::none;
    is_subject_next_ = false;
    is_start_next_ = false;
  }
  if (mark == ',' || mark == ';' || mark == '|' || mark == '/') {
    last_date_.reset();
    pending_target_.clear();
  }
  if (mark == ';' || mark == '|') last_lead_ = Lead::none;
}

// "1.1)", "2)", "a)", "(1)" at the beginning of a clause.
bool DeadlineScan::scan_enumerator(std::size_t& at) {
  const bool begins = at == 0 || items.is_mark(at - 1, '|') || items.is_mark(at - 1, ';') ||
                      items.is_mark(at - 1, ',') || items.is_mark(at - 1, '/') ||
                      (is_enumerated_ && !dates.empty() && dates.back().to == at);
  if (!begins) return false;
  if (is_numbered_ && is_list_number(at)) {
    // "1. May 2018; 2. June 2018": items of a list, or days? Languages differ.
    if (sense(at + 2) == Sense::month) notes.refuse(assumed::side_by_side, {});
    use(at, at + 2);
    at += 2;
    return true;
  }
  std::size_t i = at;
  const bool is_bracketed = items.is_mark(i, '(');
  if (is_bracketed) ++i;
  const DeadlineItem& first = items[i];
  if (items.is_short(i)) {
    ++i;
    while (items.is_mark(i, '.') && items[i].is_joined && items.is_short(i + 1) &&
           items[i + 1].is_joined) {
      i += 2;
    }
    if (items.is_mark(i, '.') && items.is_mark(i + 1, ')')) ++i;
  } else if (first.kind == DeadlineItem::Kind::word &&
             (first.end - first.begin == 1 || (first.roman != 0 && is_numeral_alone(first)))) {
    ++i;
  } else {
    return false;
  }
  if (!items.is_mark(i, ')') || !items[i].is_joined || i + 1 >= items.size()) return false;
  is_enumerated_ = is_enumerated_ || at == 0;
  use(at, i + 1);
  at = i + 1;
  return true;
}

bool DeadlineScan::scan_cadence(std::size_t& at) {
  const auto found = find_cadence(items, parser, at);
  if (!found) return false;
  use(found->from, found->to);
  if (found->is_odd) {
    notes.refuse(assumed::odd_cadence, {quoted(found->from, found->to)});
  } else if (!found->cadence) {
    is_often = true;
  } else if (!cadence) {
    cadence = found;
  } else if (cadence->cadence != found->cadence) {
    notes.refuse(assumed::two_cadences, {quoted(found->from, found->to)});
  }
  at = found->to;
  return true;
}

// "до 15 числа месяца, следующего за отчетным кварталом"
bool DeadlineScan::scan_reported(std::size_t& at) {
  std::size_t i = at;
  std::optional<int> day;
  if (items.is_short(i)) {
    day = items[i].value;
    ++i;
    if (items.is_mark(i, '.') && items[i].is_joined) ++i;  // "zum 15. des Folgemonats"
    if (sense(i) == Sense::ordinal_end) ++i;
    i = parser.skip_fillers(i);
    if (items.is_mark(i, ',')) i = parser.skip_fillers(i + 1);
  }
  if (sense(i) != Sense::reported) return false;
  constexpr int last_common_day = 28;
  if (day && (*day < 1 || *day > last_common_day)) return false;
  CadenceFound found;
  found.from = at;
  found.to = i + 1;
  switch (items.value(i)) {
    case 1:  // "quarterly, by the 10th of the month after the reported one"
      found.cadence = cadence && (cadence->cadence == Cadence::quarterly ||
                                  cadence->cadence == Cadence::semiannual)
                          ? cadence->cadence
                          : Cadence::monthly;
      break;
    case 3: found.cadence = Cadence::quarterly; break;
    case 6: found.cadence = Cadence::semiannual; break;
    case 12: found.cadence = Cadence::annual; break;
    default:  // "of the month that follows the reported period": the period is said before
      if (!cadence || cadence->cadence == Cadence::annual ||
          cadence->cadence == Cadence::biennial) {
        return false;
      }
      found.cadence = cadence->cadence;
      break;
  }
  if (cadence && cadence->cadence != found.cadence) return false;
  cadence = found;
  report_month_day = day;
  // "by 1 March of the year that follows the reported one"
  is_next_year = found.cadence == Cadence::annual && !yearless.empty();
  use(at, i + 1);
  for (const std::size_t lead : lead_items_) use(lead, lead + 1);
  lead_items_.clear();
  lead_ = Lead::none;
  at = i + 1;
  return true;
}

// "by the 15th of each month", "quarterly, by the 10th": a day of the month after the period.
bool DeadlineScan::scan_month_day(std::size_t& at) {
  constexpr int last_common_day = 28;
  if (!items.is_short(at) || items[at].value < 1 || items[at].value > last_common_day) return false;
  if (report_month_day || lead_ == Lead::from || lead_ == Lead::after) return false;
  std::size_t i = at + 1;
  if (items.is_mark(i, '.') && items[i].is_joined) ++i;
  if (sense(i) == Sense::ordinal_end) ++i;
  const auto is_day_word = [&](std::size_t k) {
    return sense(k) == Sense::unit && static_cast<Unit>(items.value(k)) == Unit::day;
  };
  while (sense(i) == Sense::filler || sense(i) == Sense::within || is_day_word(i) ||
         lead_of(sense(i)) != Lead::none || items[i].is_suffix ||
         (items.is_mark(i, '-') && items[i].is_joined && is_day_word(i + 1))) {
    ++i;
  }
  const bool is_led = !lead_items_.empty() || i > at + 1;
  if (!is_led) return false;
  const auto behind = find_cadence(items, parser, i);
  const auto is_of_months = [](const std::optional<CadenceFound>& found) {
    return found && found->cadence && *found->cadence != Cadence::annual &&
           *found->cadence != Cadence::biennial;
  };
  std::size_t to = i;
  if (is_of_months(behind) && !cadence) {
    cadence = behind;
    to = behind->to;
  } else {
    const bool ends = i >= items.size() || items.is_mark(i, ';') || items.is_mark(i, ')') ||
                      items.is_mark(i, '|') || items.is_mark(i, ',') || items.is_mark(i, '.');
    if (!ends || !is_of_months(cadence)) return false;
  }
  report_month_day = items[at].value;
  use(at, to);
  for (const std::size_t lead : lead_items_) use(lead, lead + 1);
  lead_items_.clear();
  lead_ = Lead::none;
  at = to;
  return true;
}

// "I этап: ", "2nd stage - ": a label with its number before it.
bool DeadlineScan::scan_stage(std::size_t& at) {
  const bool begins = at == 0 || items.is_mark(at - 1, '|') || items.is_mark(at - 1, ';') ||
                      items.is_mark(at - 1, ',') || items.is_mark(at - 1, '/') ||
                      items.is_mark(at - 1, '.');
  if (!begins || parser.counted(at) == 0) return false;
  std::size_t i = at + 1;
  if (items.is_mark(i, '-') && items[i].is_joined && items[i + 1].is_joined) ++i;
  if (items.is_mark(i, '.') && items[i].is_joined) ++i;
  if (sense(i) == Sense::ordinal_end) ++i;
  if (sense(i) != Sense::label) return false;
  const std::size_t behind = i + 1;
  const bool parts = items.is_mark(behind, ':') || items.is_mark(behind, '(') ||
                     (items.is_mark(behind, '-') && !items[behind].is_joined);
  if (!parts) return false;
  use(at, behind);
  at = behind;
  return true;
}

// An event whose day the caller gave: "by COP26".
bool DeadlineScan::scan_event(std::size_t& at) {
  const Tokens& tokens = items.tokens();
  for (const DateEvent& listed : notes.settings.events) {
    const Tokens name{text::replace_invalid_utf8(listed.name)};
    const std::size_t first = items[at].first;
    std::size_t matched = 0;
    while (matched < name.size() && tokens[first + matched].text == name[matched].text &&
           first + matched < tokens.size()) {
      ++matched;
    }
    if (name.is_empty() || matched < name.size()) continue;
    std::size_t i = at;
    while (i < items.size() && items[i].first < first + matched) ++i;
    if (known_event == nullptr) known_event = &listed;
    use(at, i);
    for (const std::size_t lead : lead_items_) use(lead, lead + 1);
    lead_items_.clear();
    event = at;
    at = i;
    return true;
  }
  return false;
}

// "3 months", "sixty working days"
bool DeadlineScan::scan_duration(std::size_t& at) {
  Duration duration;
  duration.from = at;
  const DeadlineItem& number = items[at];
  if (items.is_number(at) && number.digits <= 3) {
    duration.count = number.value;
  } else if (number.meaning.sense == Sense::amount) {
    duration.count = number.meaning.value;
  } else if (is_one_unit(at) || is_article_of_unit(at)) {
    duration.count = 1;
  } else {
    return false;
  }
  std::size_t i = duration.count == 1 && number.meaning.sense == Sense::unit ? at : at + 1;
  if (items.is_mark(i, '-') || items.is_mark(i, '(')) {
    // "3-month", "10 (ten) days"
    if (items.is_mark(i, '(')) {
      const bool says_again = number.meaning.sense == Sense::amount
                                  ? items.is_number(i + 1) && items[i + 1].value == duration.count
                                  : sense(i + 1) == Sense::amount;
      if (!says_again || !items.is_mark(i + 2, ')')) return false;
      i += 2;
    }
    ++i;
  }
  if (sense(i) == Sense::ordinal_end && items[i].is_suffix) ++i;
  i = parser.skip_fillers(i);
  if (sense(i) == Sense::working) {
    duration.is_working = true;
    ++i;
  }
  if (sense(i) == Sense::unit) {
    duration.unit = static_cast<Unit>(items.value(i));
  } else if (sense(i) == Sense::year_word) {
    duration.unit = Unit::year;
  } else if (duration.is_working) {  // "10 Werktage": one word
    --i;
  } else {
    return false;
  }
  duration.to = i + 1;
  use(at, duration.to);
  std::size_t before = at;  // "at the end of two years"
  while (before > 0 && sense(before - 1) == Sense::filler) --before;
  if (before > 0 && sense(before - 1) == Sense::edge &&
      static_cast<Edge>(items.value(before - 1)) == Edge::end) {
    use(before - 1, before);
  }
  if (sense(duration.to) == Sense::working) {  // "10 zile lucrătoare", "10 jours ouvrables"
    duration.is_working = true;
    use(duration.to, duration.to + 1);
    ++duration.to;
  }
  durations.push_back(duration);
  if (lead_ == Lead::by || lead_ == Lead::by_vague) {  // "entro 30 giorni"
    for (const std::size_t lead : lead_items_) use(lead, lead + 1);
    lead_items_.clear();
    lead_ = Lead::none;
  }
  at = duration.to;
  return true;
}

// A day as a spreadsheet stores it: 43465.
bool DeadlineScan::scan_serial(std::size_t& at) {
  if (context.serial_epoch == SerialEpoch::none || !items.is_number(at)) return false;
  const DeadlineItem& number = items[at];
  constexpr int digits = 5;
  constexpr int from_1900 = 25569;  // serial of 1970-01-01
  constexpr int from_1904 = 24107;
  // Alone in its cell: in a sentence 43465 may be a sum of money.
  const bool is_alone = items.size() == 1 || (items.size() == 3 && items.is_mark(1, '.'));
  if (number.digits != digits || !is_alone || at != 0) return false;
  const int epoch = context.serial_epoch == SerialEpoch::year_1900 ? from_1900 : from_1904;
  DateFact fact;
  fact.days.first = fact.days.last = fact.days.latest = Date::from_days(number.value - epoch);
  fact.from = at;
  fact.to = at + 1;
  // 20188 is a slip for a year rather than a day of 1955.
  constexpr int first_likely_year = 1990;
  constexpr int last_likely_year = 2079;
  const int year = fact.days.first.year();
  if (year < first_likely_year || year > last_likely_year) return false;
  notes.assume(assumed::spreadsheet_serial,
               {std::to_string(number.value), fact.days.first.iso(),
                context.serial_epoch == SerialEpoch::year_1900 ? "1900" : "1904"});
  add_date(std::move(fact));
  if (items.is_mark(at + 1, '.') && items[at + 1].is_joined && items.is_number(at + 2)) {
    use(at + 1, at + 3);  // the hour, as a fraction of a day
    at += 2;
  }
  ++at;
  return true;
}

// Numbers that are no date: targets, and those that a label takes ("stage 2", "No. 5").
bool DeadlineScan::scan_number(std::size_t& at) {
  if (!items.is_number(at) && items[at].roman == 0) return false;
  std::size_t i = at + 1;
  if ((items.is_mark(i, '.') || items.is_mark(i, ',')) && items[i].is_joined &&
      items.is_number(i + 1) && items[i + 1].is_joined && items.is_mark(i + 2, '%')) {
    i += 2;
  }
  const bool has_sign = at > 0 && items.is_mark(at - 1, '%') && items[at].is_joined;  // "%50"
  if (items.is_number(at) && (has_sign || items.is_mark(i, '%'))) {
    if (has_sign) use(at - 1, at);
    if (has_sign) --i;
    const std::string target = stretch(at, i + 1);
    if (last_date_ && dates[*last_date_].target.empty()) {
      dates[*last_date_].target = target;
    } else {
      pending_target_ = target;
    }
    use(at, i + 1);
    at = i + 1;
    return true;
  }
  const Sense before = at == 0 ? Sense::unknown : sense(at - 1);
  const bool is_labelled =
      (before == Sense::label || before == Sense::number_mark) && items[at].digits <= 2;
  if (!is_labelled) return false;
  while (items.is_mark(i, '.') && items[i].is_joined && items.is_short(i + 1) &&
         items[i + 1].is_joined) {
    i += 2;
  }
  use(at, i);
  at = i;
  return true;
}

void DeadlineScan::set_lead(Lead lead, std::size_t at) {
  lead_ = lead;
  is_subject_next_ = false;
  lead_items_.push_back(at);
}

void DeadlineScan::scan_word(std::size_t at) {
  const DeadlineItem& item = items[at];
  const auto note = [&](std::optional<std::size_t>& where) {
    if (!where) where = at;
    use(at, at + 1);
  };
  if (is_neutral(item)) use(at, at + 1);
  switch (item.meaning.sense) {
    case Sense::by:
    case Sense::until:
    case Sense::by_after:
    case Sense::by_vague:
      if (lead_ == Lead::none) {
        set_lead(lead_of(item.meaning.sense), at);
      } else {
        lead_items_.push_back(at);
      }
      return;
    case Sense::to:
      if (sense(parser.skip_fillers(at + 1)) == Sense::season) {  // "à l'automne" is in it
        use(at, at + 1);
      } else if (lead_ == Lead::none) {
        set_lead(Lead::by, at);
      }
      return;
    case Sense::before:
    case Sense::from: set_lead(lead_of(item.meaning.sense), at); return;
    case Sense::after:
    case Sense::after_after:
      set_lead(Lead::after, at);
      if (!after) after = at;
      return;
    case Sense::between:
      if (!join_between()) is_between_ = true;
      use(at, at + 1);
      return;
    case Sense::about: is_subject_next_ = true; return;
    case Sense::started:
      is_start_next_ = true;
      use(at, at + 1);
      return;
    case Sense::approximate: note(approximate); return;
    case Sense::ongoing: note(ongoing); break;
    case Sense::whole_period: note(whole_period); break;
    case Sense::plan_end:
    case Sense::plan_middle:
    case Sense::plan_start:
      for (const std::size_t lead : lead_items_) use(lead, lead + 1);
      note(plan_edge);
      break;
    case Sense::plan: note(plan); break;
    case Sense::adoption:
    case Sense::event:
      if (lead_ != Lead::none) {  // "by the elections"
        is_event_clause = true;
        for (const std::size_t lead : lead_items_) use(lead, lead + 1);
        lead_items_.clear();
      }
      note(event);
      break;
    case Sense::horizon: note(horizon); break;
    case Sense::undetermined: note(undetermined); break;
    case Sense::as_needed: note(as_needed); break;
    case Sense::elsewhere: note(elsewhere); break;
    case Sense::reference: note(reference); break;
    case Sense::completed: note(completed); return;
    case Sense::cancelled: note(cancelled); break;
    case Sense::postponed: note(postponed); return;
    case Sense::condition: use(at, at + 1); break;
    case Sense::ditto: note(ditto); break;
    case Sense::edge:
      if (items.is_mark(at + 1, ':')) {  // "Start: January 2017; End: December 2018"
        const auto edge = static_cast<Edge>(item.meaning.value);
        if (edge == Edge::start || edge == Edge::end) {
          set_lead(edge == Edge::start ? Lead::from : Lead::by, at);
          return;
        }
      }
      if (static_cast<Edge>(item.meaning.value) == Edge::end && cadence) {
        std::size_t before = at;  // "hər rübün sonunda"
        while (before > 0 && (sense(before - 1) == Sense::filler || items[before - 1].is_suffix)) {
          --before;
        }
        if (before == cadence->to) {
          is_at_end_of_each = true;
          use(cadence->to, at + 1);
          return;
        }
      }
      if (static_cast<Edge>(item.meaning.value) == Edge::end) {
        const std::size_t next = parser.skip_fillers(at + 1);
        if (sense(next) == Sense::every || find_cadence(items, parser, next)) {
          is_at_end_of_each = true;
          use(at, at + 1);
          for (const std::size_t lead : lead_items_) use(lead, lead + 1);
        }
      }
      break;
    case Sense::ordinal:
      if (sense(at + 1) == Sense::label || sense(at + 1) == Sense::report ||
          (at > 0 && sense(at - 1) == Sense::label && items.is_mark(at + 1, ':'))) {
        use(at, at + 1);
      }
      return;
    case Sense::letter:  // "a" of a list that is no list
    default: break;
  }
  if (is_neutral(item)) return;
  lead_ = Lead::none;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "language.hpp"

#include <actionplan/core/text.hpp>

#include "decide.hpp"
#include "scan.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace actionplan::detail {
namespace {

struct LanguageReading {
  Deadline deadline;
  const Lexicon* lexicon = nullptr;
  std::size_t unknown_words = 0;
  std::size_t label_words = 0;  // known, and explaining nothing
  std::size_t filler_words = 0;
  std::optional<UnreadToken> unread;
  bool has_month = false;
  bool has_negation = false;

  [[nodiscard]] bool is_read() const { return deadline.reason != NoDateReason::unread; }
};

// The words of the calendars, each with the languages that have it, by their place in the list of all.
// Made once; safe from any thread.
class CalendarWords {
 public:
  static const CalendarWords& all() {
    static const CalendarWords words;
    return words;
  }

  // Languages with a calendar alone that have every word of the text.
  [[nodiscard]] std::vector<const Lexicon*> of(const Tokens& tokens) const {
    std::optional<std::vector<std::uint16_t>> common;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!tokens.is_word(i) || roman_value(tokens[i].text) != 0) continue;
      const auto found = languages_.find(std::string{tokens[i].text});
      if (found == languages_.end()) return {};
      if (!common) {
        common = found->second;
        continue;
      }
      std::vector<std::uint16_t> both;
      std::set_intersection(common->begin(), common->end(), found->second.begin(),
                            found->second.end(), std::back_inserter(both));
      common = std::move(both);
    }
    std::vector<const Lexicon*> lexicons;
    if (!common) return lexicons;
    for (const std::uint16_t at : *common) {
      lexicons.push_back(find_lexicon(calendar_languages()[at]));
    }
    return lexicons;
  }

 private:
  CalendarWords() {
    const auto& codes = calendar_languages();
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const Lexicon* const lexicon = find_lexicon(codes[i]);
      if (lexicon->has_plan_words()) continue;
      for (std::string& word : lexicon->words()) {
        auto& languages = languages_[std::move(word)];
        const auto at = static_cast<std::uint16_t>(i);
        if (languages.empty() || languages.back() != at) languages.push_back(at);
      }
    }
  }

  std::unordered_map<std::string, std::vector<std::uint16_t>> languages_;
};

bool says_the_same(const Deadline& a, const Deadline& b) {
  return a.kind == b.kind && a.start == b.start && a.due == b.due && a.due_latest == b.due_latest &&
         a.cadence == b.cadence && a.edtf == b.edtf && a.due_original == b.due_original;
}

bool holds_words(std::string_view read) {
  if (std::any_of(read.begin(), read.end(), is_ascii_letter)) return true;
  if (std::all_of(read.begin(), read.end(), is_ascii)) return false;
  const Tokens tokens{read, true};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.is_word(i)) return true;
  }
  return false;
}

std::string without_line_ends(std::string read) {
  std::replace(read.begin(), read.end(), '|', ' ');
  return read;
}

class LanguageReader {
 public:
  LanguageReader(const CellText& cell, const DeadlineContext& context, const Deadline& blank)
      : cell_{cell}, context_{context}, blank_{blank} {
    if (cell.has_line_ends) joined_ = without_line_ends(cell.read);
    has_words_ = holds_words(cell.read);
  }

  [[nodiscard]] bool has_words() const { return has_words_; }

  LanguageReading read() {
    LanguageReading reading = chosen();
    if (!reading.is_read()) set_candidate(cell_.read, reading);
    return reading;
  }

 private:
  LanguageReading chosen() {
    const Lexicon* const told = find_lexicon(context_.language);
    if (told != nullptr) return told_in(told);
    if (!has_words_) return in(find_lexicon(context_.likely_language), false);
    if (const Lexicon* const likely = find_lexicon(context_.likely_language)) {
      LanguageReading reading = in(likely, false);
      if (reading.is_read() && reading.unknown_words == 0) return reading;
    }
    LanguageReading exact = agreed(false);
    const bool differ = exact.lexicon == nullptr;
    if (exact.is_read() || differ) return exact;
    LanguageReading slipped = agreed(true);
    return slipped.is_read() ? slipped : exact;
  }

  LanguageReading told_in(const Lexicon* lexicon) const {
    LanguageReading exact = in(lexicon, false);
    if (exact.is_read()) return exact;
    LanguageReading slipped = in(lexicon, true);
    return slipped.is_read() ? slipped : exact;
  }

  // A line end parts clauses, unless a date runs over it.
  LanguageReading in(const Lexicon* lexicon, bool allows_slips) const {
    LanguageReading reading = scan(cell_.read, lexicon, allows_slips);
    if (!reading.is_read() && !joined_.empty()) {
      LanguageReading joined = scan(joined_, lexicon, allows_slips);
      if (joined.is_read()) reading = std::move(joined);
    }
    return reading;
  }

  LanguageReading scan(const std::string& read, const Lexicon* lexicon, bool allows_slips) const {
    DeadlineScan scan{read, lexicon, context_, allows_slips};
    LanguageReading reading;
    reading.deadline = blank_;
    reading.lexicon = lexicon;
    decide(scan, reading.deadline);
    reading.unknown_words = scan.unknown_words;
    reading.unread = scan.unread;
    for (std::size_t i = 0; i < scan.items.size(); ++i) {
      reading.has_month = reading.has_month || scan.sense(i) == Sense::month;
      reading.has_negation = reading.has_negation || scan.sense(i) == Sense::negation;
      if (scan.sense(i) == Sense::label) ++reading.label_words;
      const bool is_filler = scan.sense(i) == Sense::filler && !scan.items[i].is_suffix;
      if (is_filler) ++reading.filler_words;
    }
    return reading;
  }

  // The reading without the token that was not understood.
  void set_candidate(const std::string& read, LanguageReading& reading) const {
    if (!reading.unread) return;
    const UnreadToken& token = *reading.unread;
    DeadlineCandidate candidate;
    candidate.span = {token.begin, token.end};
    candidate.token = code_point_range(reading.deadline.text, token.begin, token.end);
    DeadlineScan scan{read, reading.lexicon, context_, false, token.token};
    Deadline without = blank_;
    decide(scan, without);
    const bool is_read = without.reason != NoDateReason::unread;
    candidate.kind = is_read ? without.kind : DeadlineKind::no_date;
    if (is_read && (without.start || without.due || without.cadence)) {
      candidate.start = without.start;
      candidate.due = without.due;
      candidate.due_latest = without.due_latest;
      candidate.edtf = without.edtf;
      candidate.cadence = without.cadence;
    }
    reading.deadline.candidate = std::move(candidate);
  }

  // The languages that leave the fewest words unknown, before any is read.
  std::vector<const Lexicon*> best_known(bool allows_slips) const {
    std::vector<const Lexicon*> best;
    std::size_t fewest = 0;
    const Tokens tokens{cell_.read, true};
    for (const Lexicon* const lexicon : plan_lexicons()) {
      const std::size_t most = best.empty() ? std::string_view::npos : fewest;
      const DeadlineItems items{cell_.read, tokens, lexicon, allows_slips, most};
      std::size_t unknown = 0;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items.is_unknown_word(i) && items[i].roman == 0) ++unknown;
      }
      if (best.empty() || unknown < fewest) {
        best.clear();
        fewest = unknown;
      }
      if (unknown == fewest) best.push_back(lexicon);
    }
    return best;
  }

  // The languages that leave the fewest words unexplained; those of them that read must agree.
  LanguageReading agreed(bool allows_slips) const {
    std::vector<LanguageReading> readings;
    for (const Lexicon* const lexicon : best_known(allows_slips)) {
      readings.push_back(in(lexicon, allows_slips));
    }
    const auto fewest = [](const LanguageReading& a, const LanguageReading& b) {
      return std::pair{a.unknown_words, a.label_words} < std::pair{b.unknown_words, b.label_words};
    };
    const auto best = std::min_element(readings.begin(), readings.end(), fewest);
    const bool needs_calendars = best->unknown_words != 0 || best->has_month;
    if (needs_calendars && !allows_slips) add_calendars(readings);
    const LanguageReading known = *std::min_element(readings.begin(), readings.end(), fewest);
    std::vector<const LanguageReading*> taken;
    const LanguageReading* refused = nullptr;
    for (const LanguageReading& reading : readings) {
      if (fewest(known, reading)) continue;
      if (reading.is_read()) {
        taken.push_back(&reading);
      } else if (refused == nullptr) {
        refused = &reading;
      }
    }
    if (taken.empty()) return *refused;
    // "ne 2021": not in it, or in it? A language that spells the words so may deny it.
    for (const LanguageReading& reading : readings) {
      if (fewest(known, reading) || reading.is_read() || !reading.has_negation) continue;
      const bool is_likelier = std::all_of(taken.begin(), taken.end(), [&](const auto* other) {
        return respelled_words(reading) < respelled_words(*other);
      });
      if (is_likelier) return reading;
    }
    return settled(std::move(taken));
  }

  // Words that the lexicon writes otherwise: with an accent more or less.
  std::size_t respelled_words(const LanguageReading& reading) const {
    const Tokens tokens{cell_.read, true};
    std::size_t respelled = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool is_other =
          tokens.is_word(i) && reading.lexicon->is_respelled(cell_.read, tokens, i);
      if (is_other) ++respelled;
    }
    return respelled;
  }

  // Readings that differ are told apart by how the words are spelled, by phrases that one language has
  // and another makes of single words, and by names in full; of readings that differ in how late a vague
  // word may be, the vaguest holds them all. Else nothing is read.
  LanguageReading settled(std::vector<const LanguageReading*> taken) const {
    const auto keep = [&](const auto& rank) {
      if (agree(taken)) return;
      std::size_t fewest = rank(*taken.front());
      for (const LanguageReading* reading : taken) fewest = std::min(fewest, rank(*reading));
      taken.erase(std::remove_if(taken.begin(), taken.end(),
                                 [&](const auto* reading) { return rank(*reading) > fewest; }),
                  taken.end());
    };
    const Tokens tokens{cell_.read, true};
    keep([&](const LanguageReading& reading) { return respelled_words(reading); });
    keep([](const LanguageReading& reading) { return reading.filler_words; });
    keep([&](const LanguageReading& reading) {
      return reading.lexicon->has_plan_words()
                 ? DeadlineItems{cell_.read, tokens, reading.lexicon, false}.size()
                 : tokens.size();
    });
    keep([&](const LanguageReading& reading) {
      return is_abbreviated(tokens, reading) ? std::size_t{1} : std::size_t{0};
    });
    if (agree(taken)) return *in_english_or_first(taken);
    if (const LanguageReading* const vaguest = vaguest_of(taken)) return *vaguest;
    LanguageReading unread;
    unread.deadline = blank_;
    leave_unread(unread.deadline, assumed::languages_differ);
    return unread;
  }

  // Of languages that say the same.
  static const LanguageReading* in_english_or_first(
      const std::vector<const LanguageReading*>& taken) {
    const auto english = std::find_if(taken.begin(), taken.end(), [](const auto* reading) {
      return reading->lexicon->language() == "en";
    });
    return english != taken.end() ? *english : taken.front();
  }

  static bool agree(const std::vector<const LanguageReading*>& taken) {
    return std::all_of(taken.begin(), taken.end(), [&](const LanguageReading* reading) {
      return says_the_same(taken.front()->deadline, reading->deadline);
    });
  }

  // Is the month an abbreviation of a language that the text shows no other word of?
  static bool is_abbreviated(const Tokens& tokens, const LanguageReading& reading) {
    if (reading.lexicon->has_plan_words()) return false;
    constexpr std::uint32_t longest = 3;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens.is_word(i) && tokens[i].end - tokens[i].begin > longest) return false;
    }
    return true;
  }

  static const LanguageReading* vaguest_of(const std::vector<const LanguageReading*>& taken) {
    const auto holds = [](const Deadline& vague, const Deadline& other) {
      Deadline same = other;
      same.due = vague.due;
      same.due_latest = vague.due_latest;
      same.edtf = vague.edtf;
      return vague.due && other.due && says_the_same(vague, same) && *vague.due <= *other.due &&
             *latest_due(vague) >= *latest_due(other) && vague.parts.empty() && other.parts.empty();
    };
    for (const LanguageReading* vague : taken) {
      const bool holds_all = std::all_of(
          taken.begin(), taken.end(),
          [&](const LanguageReading* other) { return holds(vague->deadline, other->deadline); });
      if (holds_all) return vague;
    }
    return nullptr;
  }

  // Languages with a calendar alone that know every word of the text.
  void add_calendars(std::vector<LanguageReading>& readings) const {
    for (const Lexicon* const lexicon : CalendarWords::all().of(Tokens{cell_.read, true})) {
      const DeadlineItems items{cell_.read, lexicon, false};
      bool knows_all = true;
      bool has_word = false;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].kind != DeadlineItem::Kind::word) continue;
        has_word = true;
        knows_all = knows_all && (items.sense(i) != Sense::unknown || items[i].roman != 0);
      }
      if (!knows_all || !has_word) continue;
      LanguageReading reading = in(lexicon, false);
      reading.unknown_words = 0;
      readings.push_back(std::move(reading));
    }
  }

  const CellText& cell_;
  const DeadlineContext& context_;
  const Deadline& blank_;
  std::string joined_;
  bool has_words_ = false;
};

// What a date such as 31/12/2017 says of the order: +1 day first, -1 month first, 0 nothing.
int order_in(std::string_view text) {
  const Tokens tokens{text, true};
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    const bool has_form = tokens.is_number(i) && tokens.is_number(i + 2) &&
                          tokens.is_number(i + 4) && tokens[i + 1].text == tokens[i + 3].text &&
                          (tokens.is_mark(i + 1, '/') || tokens.is_mark(i + 1, '-')) &&
                          tokens[i].digits <= 2 && tokens[i + 2].digits <= 2 &&
                          tokens[i + 4].digits % 2 == 0;
    constexpr std::uint32_t months = 12;
    if (!has_form) continue;
    if (tokens[i].value > months && tokens[i + 2].value <= months) return 1;
    if (tokens[i + 2].value > months && tokens[i].value <= months) return -1;
  }
  return 0;
}

}  // namespace

std::string_view read_in_language(const CellText& cell, const DeadlineContext& context,
                                  Deadline& deadline) {
  LanguageReader reader{cell, context, deadline};
  LanguageReading reading = reader.read();
  deadline = std::move(reading.deadline);
  if (!reader.has_words() || reading.lexicon == nullptr) return {};
  return reading.lexicon->language();
}

DeadlineColumn tell_column(const std::vector<std::string_view>& texts) {
  DeadlineColumn column;
  bool has_day_first = false;
  bool has_month_first = false;
  std::size_t told = 0;
  std::map<std::string_view, std::size_t> counts;
  for (const std::string_view text : texts) {
    if (text::find_invalid_utf8(text) != std::string_view::npos) continue;
    const int order = order_in(text);
    has_day_first = has_day_first || order > 0;
    has_month_first = has_month_first || order < 0;
    constexpr std::size_t longest = 256;
    constexpr std::size_t enough = 200;  // cells with words
    if (text.size() > longest || told >= enough) continue;
    const CellText cell = make_cell_text(text);
    if (!holds_words(cell.read)) continue;
    ++told;
    const Tokens tokens{cell.read, true};
    for (const Lexicon* const lexicon : plan_lexicons()) {
      const DeadlineItems items{cell.read, tokens, lexicon, false, 0};
      std::size_t known = 0;
      std::size_t words = 0;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].kind != DeadlineItem::Kind::word) continue;
        ++words;
        if (items.sense(i) != Sense::unknown) ++known;
      }
      if (words != 0 && known == words) ++counts[lexicon->language()];
    }
  }
  column.has_both_orders = has_day_first && has_month_first;
  if (has_day_first != has_month_first) {
    column.order = has_day_first ? DateOrder::day_first : DateOrder::month_first;
  }
  std::size_t most = 0;
  for (const auto& [code, count] : counts) {
    if (count > most) {
      most = count;
      column.language = code;
    } else if (count == most) {
      column.language.clear();
    }
  }
  return column;
}

}  // namespace actionplan::detail

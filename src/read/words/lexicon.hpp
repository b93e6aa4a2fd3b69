// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/tokens.hpp"
#include "read/word_filter.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a word or phrase can say in a deadline text, in any language. The names are those of the
/// first column of src/read/words/LANGUAGE/*.tsv, whose value follows a colon ("month:3").
enum class Sense : std::uint8_t {
  unknown,
  // The calendar.
  month,        // 1..12
  weekday,      // 1 Monday .. 7
  season,       // 1 spring .. 4 winter
  quarter,      // 1..4, named as a whole: "1st quarter"
  unit,         // Unit: "quarter", "decade" (ten days), "half"
  letter,       // Unit: of "Q3", "T4", "H1"
  ordinal,      // 1..31: "first"
  ordinal_end,  // "st", "-cü"
  amount,       // "three"
  last,         // "last" before a unit
  year_word,    // "year", "г", "il"
  year_behind,  // likewise, right behind a year alone: "m.", which is a month elsewhere
  era,          // the year before its first: of "令和6年"
  fiscal,       // first month, 0: not known; 100 more: named by the year in which it begins
  edge,         // Edge
  // How a date bounds the deadline. Those with `_after` stand behind the date.
  by,
  until,  // as `by`, and joins the two ends of a range: "bis"
  by_after,
  by_vague,  // may leave the day named out: "до", "-dək"
  by_vague_after,
  before,  // leaves the day named out
  before_after,
  from,
  from_after,
  after,
  after_after,
  within,  // "in", "during"
  throughout,
  between,
  to,
  conjunction,
  inclusive,
  about,  // "for 2022": what the thing is about
  approximate,
  negation,
  // Again and again, or always.
  cadence,   // months
  reported,  // months: "of the month that follows the reported quarter"
  often,
  every,
  other,  // "every other"
  times,  // "times": value 0; "twice": 2
  per,
  ongoing,
  whole_period,  // "throughout the plan"
  // Without a day of its own.
  plan,
  plan_end,
  plan_middle,
  plan_start,
  adoption,
  event,
  horizon,  // months: "short term" where the text says no more
  undetermined,
  as_needed,
  elsewhere,
  reference,  // a document or event whose name may hold a year
  condition,
  // Status and change.
  completed,
  cancelled,
  postponed,
  started,
  // The rest.
  working,
  ditto,
  report,
  label,  // "stage", "draft": names a part, bounds nothing
  filler,
  suffix_only,  // holds no sense of its own: a case ending
  number_mark,  // "No.", "nº"
};

enum class Unit : std::uint8_t {
  day,
  week,
  decade,  // ten days
  month,
  bimester,
  quarter,
  third,  // four months
  half,
  year,
  fortnight,  // half of a month: "quinzaine"
};

enum class Edge : std::uint8_t { none, start, early, middle, late, end };

struct Meaning {
  Sense sense = Sense::unknown;
  int value = 0;

  friend bool operator==(const Meaning&, const Meaning&) = default;
};

/// The words of one language. Immutable once made; safe from any thread.
class Lexicon {
 public:
  struct Found {
    Meaning meaning;
    std::size_t next = 0;           // token after the phrase
    std::optional<Meaning> suffix;  // what the ending of its last word says
  };
  struct Row {
    Meaning meaning;
    bool is_suffix = false;
    std::vector<std::string> forms;  // as written in the file
    std::string example;             // plan words only
    std::string seen;                // where the wording was seen
  };

  /// @throws InvalidArgument when a line of the data cannot be read; a test reads all of it.
  explicit Lexicon(std::string_view language);

  [[nodiscard]] std::string_view language() const noexcept { return language_; }
  /// Does it have plan words, or a calendar alone?
  [[nodiscard]] bool has_plan_words() const noexcept { return has_plan_words_; }
  /// A calendar of its own, so that a bare year need not be a Gregorian one.
  [[nodiscard]] bool has_other_calendar() const noexcept { return has_other_calendar_; }

  /// The longest phrase that begins at token `at`; else a word with a known ending.
  [[nodiscard]] std::optional<Found> find(const Tokens& words, std::size_t at) const;
  /// A month whose name is another's once folded ("जून" and "जन"): by how it is written.
  [[nodiscard]] std::optional<Meaning> by_spelling(std::string_view written) const;
  /// A case ending that stands alone after a dash or an apostrophe: "2021-ci", "2020'ye".
  [[nodiscard]] std::optional<Meaning> suffix(std::string_view folded) const;
  [[nodiscard]] bool knows(std::string_view folded) const;
  /// The one month of five letters or more that a slip of one letter makes of the word.
  [[nodiscard]] std::optional<Meaning> month_by_slip(std::string_view folded) const;
  /// Is the word, or a word one slip away, one that tells when something is due?
  [[nodiscard]] bool is_telling(std::string_view folded, bool with_slips) const;
  /// Is a word of at most five letters one slip away from one of three or more that tells when, or
  /// `with_weak` from any word, those within phrases too?
  [[nodiscard]] bool is_near_short(std::string_view folded, bool with_weak) const;
  /// May one of the words be of a report? Quick to say no: `find` tells whether it is.
  [[nodiscard]] bool may_name_report(const Tokens& words) const;
  /// The same of a text that is not cut into words yet; true of all that is not ASCII.
  [[nodiscard]] bool may_name_report(std::string_view text) const;
  /// Every folded word of its phrases, some of them more than once.
  [[nodiscard]] std::vector<std::string> words() const;
  /// How many words of the phrase at `at` are written otherwise than the lexicon writes them: an accent
  /// that is missing, or one too many. @param text what `words` were cut from
  [[nodiscard]] bool is_respelled(std::string_view text, const Tokens& words, std::size_t at) const;

 private:
  struct Entry {
    std::string first;  // folded first token
    std::string rest;   // the other tokens, each after a space
    Meaning meaning;
    std::string written;
  };
  struct Suffix {
    std::string text;
    Meaning meaning;
  };

  struct Spelling {
    std::string written;
    Meaning meaning;
  };

  struct Spelled {  // a word that a slip may have changed
    std::u32string letters;
    Meaning meaning;
    std::uint64_t set = 0;  // of its letters
  };

  struct ShortWord {  // of three to six letters
    std::u32string letters;
    bool is_weak = false;
    std::uint64_t set = 0;  // of its letters
  };

  void add(const Row& row);
  void drop_composed_quarters();
  [[nodiscard]] bool is_composed(const Entry& entry) const;
  void set_homographs_aside();
  void spell_telling_words();
  void spell_short_words();
  [[nodiscard]] bool is_two_months(std::u32string_view word) const;
  [[nodiscard]] bool loses_ending(std::u32string_view word) const;
  [[nodiscard]] bool may_have_suffix(std::string_view word) const {
    return !word.empty() && last_bytes_[static_cast<unsigned char>(word.back())];
  }
  [[nodiscard]] const Entry* single(std::string_view word) const;
  [[nodiscard]] std::vector<Spelled>::const_iterator first_telling(std::size_t letters) const;

  std::string language_;
  bool has_plan_words_ = false;
  bool has_other_calendar_ = false;
  std::vector<Entry> entries_;        // by first token, longest phrase first
  WordFilter first_words_;            // the first tokens
  std::vector<Spelling> spellings_;   // of months that fold alike
  std::vector<std::string> reports_;  // first words of phrases for a report, without endings
  std::bitset<26> report_letters_;    // that such words begin with, if of ASCII
  std::vector<Spelled> telling_;      // by how many letters
  std::vector<ShortWord> short_words_;
  std::vector<std::u32string> months_;
  std::vector<Suffix> suffixes_;  // longest first
  std::bitset<256> last_bytes_;   // of suffixes
};

/// The rows of a language's file, for tests and the guide's table. `name`: "calendar" or "deadline".
[[nodiscard]] std::vector<Lexicon::Row> lexicon_rows(std::string_view language,
                                                     std::string_view name);

/// The lexicon of a language ("ru", "pt-BR" is "pt"); null where none is known. Made once, kept.
[[nodiscard]] const Lexicon* find_lexicon(std::string_view language);

/// The languages with plan words; and all, in order of their codes.
[[nodiscard]] const std::vector<std::string_view>& plan_languages();
[[nodiscard]] const std::vector<std::string_view>& calendar_languages();
/// The lexicons of the languages with plan words, all of them made.
[[nodiscard]] const std::vector<const Lexicon*>& plan_lexicons();

}  // namespace actionplan::detail

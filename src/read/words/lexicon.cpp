// SPDX-License-Identifier: Apache-2.0
#include "lexicon.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/code_points.hpp"
#include "meaning.hpp"
#include "one_slip.hpp"
#include "split.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

namespace actionplan::detail {
namespace {

std::string_view word_text(std::string_view language, std::string_view name) {
  for (const WordText& known : word_texts) {
    if (known.language == language && known.name == name) return known.text;
  }
  return {};
}

// Words that tell nothing about time beyond the clause they stand in.
bool is_weak(Sense sense) {
  switch (sense) {
    case Sense::unknown:
    case Sense::filler:
    case Sense::label:
    case Sense::report:
    case Sense::conjunction:
    case Sense::plan:
    case Sense::suffix_only:
    case Sense::ordinal_end:
    case Sense::number_mark:
    case Sense::letter:
    case Sense::event:
    case Sense::about:
    case Sense::adoption:
    case Sense::per: return true;
    default: return false;
  }
}

// How far a word is from its folded form, which has neither accents nor upper case.
std::size_t count_marks(std::string_view word) {
  const std::string folded = text::fold(word);
  std::size_t marks = 0;
  for (const char c : word) marks += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
  for (const char c : folded) marks -= static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
  return marks;
}

bool can_take_suffix(Sense sense) {
  switch (sense) {
    case Sense::month:
    case Sense::unit:
    case Sense::year_word:
    case Sense::edge:
    case Sense::season:
    case Sense::weekday:
    case Sense::adoption:
    case Sense::plan: return true;
    default: return false;
  }
}

constexpr std::size_t longest_short = 6;

}  // namespace

std::vector<Lexicon::Row> lexicon_rows(std::string_view language, std::string_view name) {
  std::vector<Lexicon::Row> rows;
  const bool is_calendar = name == "calendar";
  for (const std::string_view line : split(word_text(language, name), "\n")) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> columns = split(line, "\t");
    Lexicon::Row row;
    std::string_view meaning = columns[0];
    constexpr std::string_view suffix = "suffix:";
    row.is_suffix = meaning.starts_with(suffix);
    if (row.is_suffix) meaning.remove_prefix(suffix.size());
    row.meaning = parse_meaning(meaning);
    if (columns.size() < 2) fail_meaning(line);
    if (is_calendar) {
      row.forms.assign(columns.begin() + 1, columns.end());
    } else {
      for (const std::string_view form : split(columns[1], " | ")) row.forms.emplace_back(form);
      if (columns.size() > 2) row.example = columns[2];
      if (columns.size() > 3) row.seen = columns[3];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Lexicon::Lexicon(std::string_view language) : language_{language} {
  const std::string_view plan_words = word_text(language, "deadline");
  has_plan_words_ = !plan_words.empty();
  has_other_calendar_ = !word_text(language, "other_calendar").empty();
  // Where a phrase stands in both files, a person's word goes before the generated one.
  for (const std::string_view name : {"deadline", "calendar"}) {
    for (const Row& row : lexicon_rows(language, name)) add(row);
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.rest.size() != b.rest.size()) return a.rest.size() > b.rest.size();
    // A month goes before any other sense of its abbreviation ("dez" in Portuguese).
    return a.rest == b.rest && a.meaning.sense == Sense::month && b.meaning.sense != Sense::month;
  });
  drop_composed_quarters();
  set_homographs_aside();
  spell_telling_words();
  spell_short_words();
  std::stable_sort(suffixes_.begin(), suffixes_.end(),
                   [](const Suffix& a, const Suffix& b) { return a.text.size() > b.text.size(); });
}

bool Lexicon::is_composed(const Entry& entry) const {
  const auto is_plain = [](char c) {
    constexpr std::string_view plain = "0123456789ivx.-/";
    return plain.find(c) != std::string_view::npos;
  };
  bool has_unit = false;
  const std::string phrase = entry.first + entry.rest;
  for (const std::string_view word : split(phrase, " ")) {
    const Entry* const known = single(word);
    const Sense sense = known == nullptr ? Sense::unknown : known->meaning.sense;
    if (sense == Sense::unit && known->meaning.value == static_cast<int>(Unit::quarter)) {
      has_unit = true;
    } else if (sense != Sense::ordinal && sense != Sense::filler && !suffix(word) &&
               !std::all_of(word.begin(), word.end(), is_plain)) {
      return false;
    }
  }
  return has_unit;
}

// "3rd quarter" is left to the grammar, which reads lists too ("2nd and 3rd quarter"), where a number
// and the word for a quarter are all that the name holds.
void Lexicon::drop_composed_quarters() {
  std::vector<Entry> kept;
  kept.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    const bool is_phrase = entry.meaning.sense == Sense::quarter && !entry.rest.empty();
    if (!is_phrase || !is_composed(entry)) kept.push_back(entry);
  }
  entries_ = std::move(kept);
}

// Names of different months that fold alike are told by their spelling, or not at all.
void Lexicon::set_homographs_aside() {
  const auto is_month = [](const Entry& entry) { return entry.meaning.sense == Sense::month; };
  for (std::size_t i = 0; i < entries_.size();) {
    std::size_t end = i + 1;
    bool differ = false;
    while (end < entries_.size() && entries_[end].first == entries_[i].first &&
           entries_[end].rest == entries_[i].rest) {
      const bool both = is_month(entries_[i]) && is_month(entries_[end]);
      differ = differ || (both && entries_[end].meaning != entries_[i].meaning);
      ++end;
    }
    if (!differ) {
      i = end;
      continue;
    }
    for (std::size_t k = i; k < end; ++k) {
      if (is_month(entries_[k])) spellings_.push_back({entries_[k].written, entries_[k].meaning});
    }
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(i),
                   entries_.begin() + static_cast<std::ptrdiff_t>(end));
  }
}

bool Lexicon::may_name_report(std::string_view text) const {
  const auto begins = [](std::string_view rest, std::string_view report) {
    return rest.size() >= report.size() &&
           std::equal(report.begin(), report.end(), rest.begin(),
                      [](char of_report, char c) { return of_report == ascii_lower(c); });
  };
  bool is_amid = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      const std::string_view mark = text.substr(at, 3);  // dashes and quotation marks part words
      if (mark < "\u2010" || mark > "\u201F") return true;
      is_amid = false;
      at += 2;
      continue;
    }
    const bool is_first = is_ascii_letter(text[at]) && !is_amid;
    is_amid = is_ascii_letter(text[at]);
    if (!is_first || !report_letters_[static_cast<std::size_t>(ascii_lower(text[at]) - 'a')])
      continue;
    const auto is_report = [&](const auto& report) { return begins(text.substr(at), report); };
    if (std::any_of(reports_.begin(), reports_.end(), is_report)) return true;
  }
  return false;
}

bool Lexicon::may_name_report(const Tokens& words) const {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view word = words[at].text;
    const bool may_be = std::any_of(reports_.begin(), reports_.end(), [word](const auto& report) {
      return word.starts_with(report);
    });
    if (may_be) return true;
  }
  return false;
}

std::optional<Meaning> Lexicon::by_spelling(std::string_view written) const {
  std::optional<Meaning> found;
  for (const Spelling& spelling : spellings_) {
    if (spelling.written != written) continue;
    if (found && *found != spelling.meaning) return {};
    found = spelling.meaning;
  }
  return found;
}

void Lexicon::add(const Row& row) {
  for (const std::string& form : row.forms) {
    const Tokens tokens{form, true};
    if (tokens.is_empty()) continue;
    if (row.is_suffix) {
      suffixes_.push_back({std::string{tokens[0].text}, row.meaning});
      last_bytes_.set(static_cast<unsigned char>(tokens[0].text.back()));
      continue;
    }
    Entry entry;
    entry.first = tokens[0].text;
    std::size_t count = tokens.size();
    // The full stop of an abbreviation may be left out; that of "No." tells it from "no".
    const bool needs_stop = row.meaning.sense == Sense::number_mark;
    if (count > 1 && tokens.is_mark(count - 1, '.') && !needs_stop) --count;
    for (std::size_t i = 1; i < count; ++i) entry.rest += " " + std::string{tokens[i].text};
    entry.meaning = row.meaning;
    entry.written = form;
    if (row.meaning.sense == Sense::report) {
      const char first = entry.first.empty() ? '\0' : entry.first.front();
      if (is_ascii_letter(first)) report_letters_.set(static_cast<std::size_t>(first - 'a'));
      reports_.push_back(entry.first);
    }
    first_words_.add(entry.first);
    entries_.push_back(std::move(entry));
  }
}

const Lexicon::Entry* Lexicon::single(std::string_view word) const {
  if (!first_words_.may_hold(word)) return nullptr;
  auto found = std::lower_bound(
      entries_.begin(), entries_.end(), word,
      [](const Entry& entry, std::string_view wanted) { return entry.first < wanted; });
  for (; found != entries_.end() && found->first == word; ++found) {
    if (found->rest.empty()) return &*found;
  }
  return nullptr;
}

std::optional<Lexicon::Found> Lexicon::find(const Tokens& words, std::size_t at) const {
  const std::string_view first = words[at].text;
  auto entry = entries_.end();
  if (first_words_.may_hold(first)) {
    entry = std::lower_bound(
        entries_.begin(), entries_.end(), first,
        [](const Entry& known, std::string_view wanted) { return known.first < wanted; });
  }
  for (; entry != entries_.end() && entry->first == first; ++entry) {
    std::size_t next = at + 1;
    std::string_view rest = entry->rest;
    bool fits = true;
    while (fits && !rest.empty()) {
      rest.remove_prefix(1);
      const std::string_view word = words[next].text;
      const std::size_t end = std::min(rest.find(' '), rest.size());
      // A full stop inside an abbreviation may be left out too: "н.э.", "r. b."
      if (rest.substr(0, end) == "." && word != "." && end < rest.size()) {
        rest.remove_prefix(end);
        continue;
      }
      fits = next < words.size() && rest.substr(0, end) == word;
      rest.remove_prefix(end);
      ++next;
    }
    if (fits) return Found{entry->meaning, next, {}};
  }
  if (words[at].kind != TokenKind::word) return {};
  // "Q3" is written in all languages; those with plan words say so themselves.
  if (!has_plan_words_ && first == "q" && words[at].is_capital) {
    return Found{{Sense::letter, static_cast<int>(Unit::quarter)}, at + 1, {}};
  }
  if (!may_have_suffix(first)) return {};
  for (const Suffix& suffix : suffixes_) {
    if (first.size() <= suffix.text.size() || !first.ends_with(suffix.text)) continue;
    if (suffix.meaning.sense == Sense::ordinal_end) continue;  // of figures alone
    const Entry* const stem = single(first.substr(0, first.size() - suffix.text.size()));
    if (stem != nullptr && can_take_suffix(stem->meaning.sense)) {
      return Found{stem->meaning, at + 1, suffix.meaning};
    }
  }
  return {};
}

std::optional<Meaning> Lexicon::suffix(std::string_view folded) const {
  if (!may_have_suffix(folded)) return {};
  for (const Suffix& known : suffixes_) {
    if (known.text == folded) return known.meaning;
  }
  return {};
}

bool Lexicon::knows(std::string_view folded) const {
  if (suffix(folded)) return true;
  for (const Entry& entry : entries_) {
    if (entry.first == folded) return true;
    const std::string padded = entry.rest + ' ';
    if (padded.find(" " + std::string{folded} + " ") != std::string::npos) return true;
  }
  const Tokens words{folded, true};
  return find(words, 0).has_value();
}

// Of a phrase the words tell together alone, so each of them is weak.
void Lexicon::spell_short_words() {
  constexpr std::size_t shortest = 3;
  const auto note = [&](std::string_view word, bool weak) {
    std::u32string letters = code_points(word);
    if (letters.size() < shortest || letters.size() > longest_short) return;
    const std::uint64_t set = letter_set(letters);
    short_words_.push_back({std::move(letters), weak, set});
  };
  for (const Entry& entry : entries_) {
    note(entry.first, is_weak(entry.meaning.sense));
    for (const std::string_view word : split(entry.rest, " ")) note(word, true);
  }
}

void Lexicon::spell_telling_words() {
  constexpr std::size_t shortest = 4;
  for (const Entry& entry : entries_) {
    if (is_weak(entry.meaning.sense)) continue;
    // Of a phrase its first word tells; a month is read by a slip only where it stands alone.
    const bool is_month = entry.meaning.sense == Sense::month && entry.rest.empty();
    if (is_month) months_.push_back(code_points(entry.first));
    Spelled spelled{code_points(entry.first), is_month ? entry.meaning : Meaning{}};
    if (spelled.letters.size() >= shortest) telling_.push_back(std::move(spelled));
    // The other words of a phrase tell nothing alone, but misspelt they break it: "nach Bedraf".
    for (const std::string_view word : split(entry.rest, " ")) {
      Spelled inner{code_points(word), {}};
      if (inner.letters.size() > shortest) telling_.push_back(std::move(inner));
    }
  }
  std::stable_sort(telling_.begin(), telling_.end(), [](const Spelled& a, const Spelled& b) {
    return a.letters.size() < b.letters.size();
  });
  for (Spelled& spelled : telling_) spelled.set = letter_set(spelled.letters);
}

// The first of the telling words that have as many letters but one.
std::vector<Lexicon::Spelled>::const_iterator Lexicon::first_telling(std::size_t letters) const {
  return std::lower_bound(
      telling_.begin(), telling_.end(), letters,
      [](const Spelled& known, std::size_t wanted) { return known.letters.size() + 1 < wanted; });
}

std::optional<Meaning> Lexicon::month_by_slip(std::string_view folded) const {
  constexpr std::size_t shortest = 5;
  const std::u32string word = code_points(folded);
  std::optional<Meaning> found;
  if (word.size() + 1 < shortest) return {};
  const std::uint64_t set = letter_set(word);
  for (auto at = first_telling(word.size()); at != telling_.end(); ++at) {
    const Spelled& known = *at;
    if (known.letters.size() > word.size() + 1) break;
    if (!may_be_one_slip(set, known.set) || !is_one_slip(word, known.letters)) continue;
    // "шінде" may be "шілде" (July) or "ішінде" (within).
    const bool is_month = known.meaning.sense == Sense::month && known.letters.size() >= shortest;
    if (!is_month || (found && *found != known.meaning)) return {};
    found = known.meaning;
  }
  if (found && loses_ending(word)) return {};
  return found;
}

// "հունվարց" may be "հունվար", or "հունվարից" ("from January").
bool Lexicon::loses_ending(std::u32string_view word) const {
  for (const Suffix& suffix : suffixes_) {
    const Sense sense = suffix.meaning.sense;
    if (sense == Sense::suffix_only || sense == Sense::ordinal_end) continue;
    const std::u32string ending = code_points(suffix.text);
    for (const Spelled& known : telling_) {
      const bool is_near = known.letters.size() + ending.size() <= word.size() + 1 &&
                           known.letters.size() + ending.size() + 1 >= word.size();
      if (known.meaning.sense == Sense::month && is_near &&
          is_one_slip(word, known.letters + ending)) {
        return true;
      }
    }
  }
  return false;
}

bool Lexicon::is_near_short(std::string_view folded, bool with_weak) const {
  const std::u32string word = code_points(folded);
  if (word.size() + 1 > longest_short) return false;
  const std::uint64_t set = letter_set(word);
  return std::any_of(short_words_.begin(), short_words_.end(), [&](const ShortWord& known) {
    return (with_weak || !known.is_weak) && may_be_one_slip(set, known.set) &&
           is_one_slip(word, known.letters);
  });
}

// "JanMar", "JanoMar": two names of months with a letter between them, or none.
bool Lexicon::is_two_months(std::u32string_view word) const {
  const auto is_month = [&](std::u32string_view letters) {
    return std::find(months_.begin(), months_.end(), letters) != months_.end();
  };
  constexpr std::size_t longest = 32;
  if (word.size() > longest) return false;
  constexpr std::size_t shortest = 3;
  for (std::size_t cut = shortest; cut + shortest <= word.size(); ++cut) {
    if (!is_month(word.substr(0, cut))) continue;
    const std::u32string_view rest = word.substr(cut);
    if (is_month(rest) || (rest.size() > shortest && is_month(rest.substr(1)))) return true;
  }
  return false;
}

bool Lexicon::is_telling(std::string_view folded, bool with_slips) const {
  const Entry* const known = single(folded);
  if (known != nullptr && !is_weak(known->meaning.sense)) return true;
  for (const Suffix& suffix : suffixes_) {
    if (!may_have_suffix(folded)) break;
    if (suffix.meaning.sense == Sense::ordinal_end || !folded.ends_with(suffix.text)) continue;
    const Entry* const stem = single(folded.substr(0, folded.size() - suffix.text.size()));
    if (stem != nullptr && can_take_suffix(stem->meaning.sense) && !is_weak(stem->meaning.sense)) {
      return true;
    }
  }
  if (!with_slips) return false;
  const std::u32string word = code_points(folded);
  if (is_two_months(word)) return true;
  const std::uint64_t set = letter_set(word);
  for (auto at = first_telling(word.size()); at != telling_.end(); ++at) {
    if (at->letters.size() > word.size() + 1) break;
    if (may_be_one_slip(set, at->set) && is_one_slip(word, at->letters)) return true;
  }
  return false;
}

std::vector<std::string> Lexicon::words() const {
  std::vector<std::string> found;
  for (const Entry& entry : entries_) {
    const std::string phrase = entry.first + entry.rest;
    for (const std::string_view word : split(phrase, " ")) {
      found.emplace_back(word);
    }
  }
  for (const Spelling& spelling : spellings_) found.push_back(text::fold(spelling.written));
  return found;
}

bool Lexicon::is_respelled(std::string_view text, const Tokens& words, std::size_t at) const {
  const Token& token = words[at];
  const auto marks = count_marks(text.substr(token.begin_byte, token.end_byte - token.begin_byte));
  bool is_known = false;
  for (const Entry& entry : entries_) {
    if (entry.first != token.text) continue;
    is_known = true;
    const std::string_view form = entry.written;
    if (count_marks(form.substr(0, form.find_first_of(" .-"))) == marks) return false;
  }
  return is_known;
}

const std::vector<std::string_view>& calendar_languages() {
  static const std::vector<std::string_view> languages = [] {
    std::vector<std::string_view> found;
    for (const WordText& known : word_texts) {
      if (known.name == "calendar") found.push_back(known.language);
    }
    return found;
  }();
  return languages;
}

const std::vector<std::string_view>& plan_languages() {
  static const std::vector<std::string_view> languages = [] {
    std::vector<std::string_view> found;
    for (const WordText& known : word_texts) {
      if (known.name == "deadline") found.push_back(known.language);
    }
    return found;
  }();
  return languages;
}

const std::vector<const Lexicon*>& plan_lexicons() {
  static const std::vector<const Lexicon*> lexicons = [] {
    std::vector<const Lexicon*> found;
    for (const std::string_view code : plan_languages()) found.push_back(find_lexicon(code));
    return found;
  }();
  return lexicons;
}

const Lexicon* find_lexicon(std::string_view language) {
  struct Slot {
    std::once_flag once;
    std::unique_ptr<const Lexicon> lexicon;
  };
  const std::vector<std::string_view>& languages = calendar_languages();
  static const std::unique_ptr<Slot[]> slots = std::make_unique<Slot[]>(languages.size());
  std::string_view code = language.substr(0, language.find_first_of("-_"));
  std::string folded;
  if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
    code = folded = text::fold(code);
  }
  const auto found = std::lower_bound(languages.begin(), languages.end(), code);
  if (found == languages.end() || *found != code) return nullptr;
  Slot& slot = slots[static_cast<std::size_t>(found - languages.begin())];
  std::call_once(slot.once, [&] { slot.lexicon = std::make_unique<const Lexicon>(*found); });
  return slot.lexicon.get();
}

}  // namespace actionplan::detail

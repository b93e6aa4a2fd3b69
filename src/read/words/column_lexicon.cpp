// SPDX-License-Identifier: Apache-2.0
#include "column_lexicon.hpp"

#include <actionplan/core/error.hpp>

#include "read/tokens.hpp"
#include "split.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>

namespace actionplan::detail {
namespace {

bool is_stem(std::string_view pattern) { return pattern.ends_with('*'); }

// A pattern without its star.
std::string_view letters_of(std::string_view pattern) {
  return is_stem(pattern) ? pattern.substr(0, pattern.size() - 1) : pattern;
}

bool fits(std::string_view word, std::string_view pattern) {
  return is_stem(pattern) ? word.starts_with(letters_of(pattern)) : word == pattern;
}

bool stands_at(const ColumnPhrase& phrase, const std::vector<std::string_view>& words,
               std::size_t at) {
  if (phrase.words.size() > words.size() - at) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (!fits(words[at + i], phrase.words[i])) return false;
  }
  return true;
}

void add_words(std::string_view piece, std::vector<std::string>& words) {
  const Tokens tokens{piece};
  for (const std::string_view word : plain_words(tokens, tokens.size())) words.emplace_back(word);
  if (!words.empty() && piece.ends_with('*')) words.back() += '*';
}

ColumnPhrase meaning_of(std::string_view meaning) {
  constexpr std::array<std::pair<std::string_view, PhraseKind>, 20> kinds = {
      {{"weak", PhraseKind::weak},
       {"filler", PhraseKind::filler},
       {"preposition", PhraseKind::preposition},
       {"lead", PhraseKind::lead_word},
       {"supporting", PhraseKind::supporting_word},
       {"recommended", PhraseKind::recommended_word},
       {"total", PhraseKind::total},
       {"plan_title", PhraseKind::plan_title},
       {"position", PhraseKind::position},
       {"approved", PhraseKind::approved},
       {"act", PhraseKind::act},
       {"act_noun", PhraseKind::act_noun},
       {"document", PhraseKind::document},
       {"original", PhraseKind::original_word},
       {"planned", PhraseKind::planned_word},
       {"revised", PhraseKind::revised_word},
       {"current", PhraseKind::current_word},
       {"actual", PhraseKind::actual_word},
       {"unchanged", PhraseKind::unchanged},
       {"sheet", PhraseKind::sheet}}};
  ColumnPhrase phrase;
  for (const auto& [name, kind] : kinds) {
    if (name != meaning) continue;
    phrase.kind = kind;
    return phrase;
  }
  const std::size_t colon = std::min(meaning.find(':'), meaning.size());
  const auto column = find_enum<Column>(meaning.substr(0, colon));
  const std::string_view value = meaning.substr(std::min(colon + 1, meaning.size()));
  if (value == "lead") phrase.role = Role::lead;
  if (value == "supporting") phrase.role = Role::supporting;
  if (value == "recommended") phrase.force = Force::recommended;
  if (value == "original") phrase.revision = Revision::original;
  if (value == "actual") phrase.revision = Revision::actual;
  if (value == "current") phrase.revision = Revision::current;
  if (value == "revised") phrase.revision = Revision::revised;
  phrase.is_heading = column == Column::section && value == "heading";
  const bool is_known = value.empty() || phrase.role || phrase.force || phrase.is_heading ||
                        phrase.revision != Revision::none;
  if (!column || !is_known) {
    throw InvalidArgument("The meaning \"" + std::string{meaning} +
                          "\" of a row of columns' words is not known; see "
                          "src/read/words/column_words.hpp.");
  }
  phrase.column = *column;
  return phrase;
}

}  // namespace

std::vector<std::string_view> plain_words(const Tokens& tokens, std::size_t end) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < end; ++i) {
    if (tokens[i].kind != TokenKind::mark) words.push_back(tokens[i].text);
  }
  return words;
}

ColumnLexicon::ColumnLexicon() {
  for (const WordText& known : word_texts) {
    if (known.name != "columns") continue;
    languages_.push_back(known.language);
    is_head_last_.push_back(false);
    has_compounds_.push_back(false);
    for (const ColumnRow& row : column_rows(known.language)) add(row);
  }
  make_index();
}

// Every phrase that stands in the words.
std::vector<ColumnLexicon::Hit> ColumnLexicon::find(
    const std::vector<std::string_view>& words) const {
  std::vector<Hit> hits;
  for (std::size_t at = 0; at < words.size(); ++at) find_at(words, at, hits);
  return hits;
}

// The phrases that begin at one of the words, added to `hits`.
void ColumnLexicon::find_at(const std::vector<std::string_view>& words, std::size_t at,
                            std::vector<Hit>& hits) const {
  const std::size_t before = hits.size();
  for (std::size_t i = last_start(words[at]); i != none; i = starts_[i].shorter) {
    for (const ColumnPhrase* phrase : starts_[i].phrases) {
      if (stands_at(*phrase, words, at)) hits.push_back({phrase, at});
    }
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
            [](const Hit& a, const Hit& b) { return a.phrase < b.phrase; });
}

void ColumnLexicon::make_index() {
  std::map<std::string_view, std::vector<const ColumnPhrase*>> by_letters;
  for (const ColumnPhrase& phrase : phrases_)
    by_letters[letters_of(phrase.words.front())].push_back(&phrase);
  for (auto& [letters, phrases] : by_letters) {
    const std::size_t shorter = beginning_of(letters, starts_.size());
    starts_.push_back({letters, shorter, std::move(phrases)});
  }
  by_letters_.assign(std::size_t{0x10000} + 1, 0);
  for (const Start& start : starts_) ++by_letters_[first_letters(start.letters) + 1];
  std::partial_sum(by_letters_.begin(), by_letters_.end(), by_letters_.begin());
}

// The first two bytes as a number, in the order of texts.
std::size_t ColumnLexicon::first_letters(std::string_view word) noexcept {
  if (word.empty()) return 0;
  const std::size_t first = static_cast<unsigned char>(word.front());
  return first << 8U | (word.size() == 1 ? 0U : static_cast<unsigned char>(word[1]));
}

// The longest start with which the word begins. Starts are in order of their letters, so that
// all with which the word begins lie on the way from the last one before it to ever shorter ones.
std::size_t ColumnLexicon::last_start(std::string_view word) const {
  const std::size_t letters_of_word = first_letters(word);
  const auto start_at = [&](std::size_t letters) {
    return starts_.begin() + static_cast<std::ptrdiff_t>(by_letters_[letters]);
  };
  const auto after = std::upper_bound(
      start_at(letters_of_word), start_at(letters_of_word + 1), word,
      [](std::string_view letters, const Start& start) { return letters < start.letters; });
  return beginning_of(word, static_cast<std::size_t>(after - starts_.begin()));
}

std::size_t ColumnLexicon::beginning_of(std::string_view word, std::size_t after) const {
  std::size_t i = after == 0 ? none : after - 1;
  while (i != none && !word.starts_with(starts_[i].letters)) i = starts_[i].shorter;
  return i;
}

void ColumnLexicon::add(const ColumnRow& row) {
  if (row.meaning == "head") {
    is_head_last_.back() = true;
    return;
  }
  if (row.meaning == "compounds") {
    has_compounds_.back() = true;
    return;
  }
  // Of `names_sum` and the like, and no phrases.
  constexpr std::array<std::string_view, 4> sets{"sum", "country", "listed", "attendees"};
  if (std::find(sets.begin(), sets.end(), row.meaning) != sets.end()) return;
  if (row.meaning == "plain") return mark(row, &ColumnPhrase::is_plain);
  if (row.meaning == "result") return mark(row, &ColumnPhrase::is_result);
  ColumnPhrase phrase = meaning_of(row.meaning);
  phrase.language = static_cast<std::uint8_t>(languages_.size() - 1);
  for (const std::string_view form : row.forms) {
    phrase.words.clear();
    for (const std::string_view piece : split(form, " ")) add_words(piece, phrase.words);
    if (!phrase.words.empty()) phrases_.push_back(phrase);
  }
}

// Of the language's phrases, which stand before this row.
void ColumnLexicon::mark(const ColumnRow& row, bool ColumnPhrase::*flag) {
  for (const std::string_view form : row.forms) {
    std::vector<std::string> words;
    for (const std::string_view piece : split(form, " ")) add_words(piece, words);
    for (ColumnPhrase& phrase : phrases_) {
      const bool is_same = phrase.language + 1U == languages_.size() && phrase.words == words;
      phrase.*flag = phrase.*flag || is_same;
    }
  }
}

const ColumnLexicon& column_lexicon() {
  static const ColumnLexicon lexicon;
  return lexicon;
}

const std::vector<std::string_view>& column_languages() { return column_lexicon().languages(); }

std::vector<ColumnRow> column_rows(std::string_view language) {
  std::vector<ColumnRow> rows;
  for (const WordText& known : word_texts) {
    if (known.language != language || known.name != "columns") continue;
    for (const std::string_view line : split(known.text, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      rows.push_back({columns[0], columns.size() > 1 ? split(columns[1], " | ")
                                                     : std::vector<std::string_view>{}});
    }
  }
  return rows;
}

}  // namespace actionplan::detail

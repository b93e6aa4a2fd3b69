// SPDX-License-Identifier: Apache-2.0
#include "items.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

struct RomanLetter {
  std::string_view folded;
  std::string_view latin;
};

// П and Ш are how typewriters without Latin letters wrote II and III.
constexpr std::array<RomanLetter, 8> roman_letters = {{{"i", "i"},
                                                       {"v", "v"},
                                                       {"x", "x"},
                                                       {"\u0456", "i"},
                                                       {"\u0443", "v"},
                                                       {"\u0445", "x"},
                                                       {"\u043F", "ii"},
                                                       {"\u0448", "iii"}}};

constexpr std::array<std::string_view, 10> roman_units = {"",  "i",  "ii",  "iii",  "iv",
                                                          "v", "vi", "vii", "viii", "ix"};

bool can_be_roman(const Token& token) {
  const bool is_latin = std::all_of(token.text.begin(), token.text.end(),
                                    [](char c) { return c == 'i' || c == 'v' || c == 'x'; });
  return token.is_capital || (is_latin && token.text.size() > 1);
}

}  // namespace

int roman_value(std::string_view folded) {
  std::string latin;
  constexpr std::size_t longest = 16;
  if (folded.empty() || folded.size() > longest) return 0;
  while (!folded.empty()) {
    const std::string_view letter = folded.substr(0, letter_length(folded));
    const auto* const found =
        std::find_if(roman_letters.begin(), roman_letters.end(),
                     [&](const RomanLetter& known) { return known.folded == letter; });
    if (found == roman_letters.end()) return 0;
    latin += found->latin;
    folded.remove_prefix(letter.size());
  }
  std::string_view rest = latin;
  int tens = 0;
  while (rest.starts_with("x") && tens < 3) {
    rest.remove_prefix(1);
    ++tens;
  }
  const auto* const units = std::find(roman_units.begin(), roman_units.end(), rest);
  if (units == roman_units.end()) return 0;
  return tens * 10 + static_cast<int>(units - roman_units.begin());
}

bool is_near_roman(std::string_view folded) {
  constexpr std::size_t longest = 5;
  std::size_t letters = 0;
  std::size_t odd = 0;
  while (!folded.empty() && letters <= longest) {
    const std::string_view letter = folded.substr(0, letter_length(folded));
    const bool is_roman =
        std::any_of(roman_letters.begin(), roman_letters.end(),
                    [&](const RomanLetter& known) { return known.folded == letter; });
    if (!is_roman) ++odd;
    ++letters;
    folded.remove_prefix(letter.size());
  }
  return letters >= 2 && letters <= longest && odd == 1;
}

DeadlineItems::DeadlineItems(std::string_view read, const Lexicon* lexicon, bool allows_slips,
                             std::size_t ignored)
    : read_{read}, own_{std::in_place, read, true}, tokens_{*own_} {
  add_all(lexicon, allows_slips, ignored, std::string_view::npos);
}

DeadlineItems::DeadlineItems(std::string_view read, const Tokens& tokens, const Lexicon* lexicon,
                             bool allows_slips, std::size_t most_unknown)
    : read_{read}, tokens_{tokens} {
  add_all(lexicon, allows_slips, std::string_view::npos, most_unknown);
}

void DeadlineItems::add_all(const Lexicon* lexicon, bool allows_slips, std::size_t ignored,
                            std::size_t most_unknown) {
  std::size_t unknown = 0;
  items_.reserve(tokens_.size());
  for (std::size_t at = 0; at < tokens_.size();) {
    if (at == ignored) {
      ++at;
      continue;
    }
    const std::size_t before = items_.size();
    add_token(at, lexicon, allows_slips);
    for (std::size_t i = before; i < items_.size(); ++i) {
      unknown += is_unknown_word(i) && items_[i].roman == 0 ? 1U : 0U;
    }
    if (unknown > most_unknown) return;
  }
}

const DeadlineItem& DeadlineItems::operator[](std::size_t at) const noexcept {
  static const DeadlineItem beyond;
  return at < items_.size() ? items_[at] : beyond;
}

// "1.º", "2ª"
bool DeadlineItems::is_ordinal_sign(const Token& token) const {
  const std::string_view written =
      read_.substr(token.begin_byte, token.end_byte - token.begin_byte);
  return written == "\u00BA" || written == "\u00AA";
}

bool DeadlineItems::follows_apostrophe(const Token& token) const {
  const std::string_view before = read_.substr(0, token.begin_byte);
  return before.ends_with('\'') || before.ends_with("\u2019") || before.ends_with("\u2018");
}

DeadlineItem& DeadlineItems::push(DeadlineItem::Kind kind, std::size_t first, std::size_t last) {
  DeadlineItem item;
  item.kind = kind;
  item.first = static_cast<std::uint32_t>(first);
  item.last = static_cast<std::uint32_t>(last);
  item.begin = tokens_[first].begin;
  item.end = tokens_[last - 1].end;
  item.is_joined = tokens_.is_joined(first) && first > 0;
  item.is_capital = tokens_[first].is_capital;
  items_.push_back(item);
  return items_.back();
}

void DeadlineItems::add_token(std::size_t& at, const Lexicon* lexicon, bool allows_slips) {
  const Token& token = tokens_[at];
  const bool is_behind_number =
      at > 0 && tokens_.is_joined(at) && token.kind == TokenKind::word &&
      (tokens_.is_number(at - 1) || (at > 1 && tokens_.is_mark(at - 1, '.') &&
                                     tokens_.is_joined(at - 1) && tokens_.is_number(at - 2)));
  if (is_behind_number && is_ordinal_sign(token)) {
    DeadlineItem& item = push(DeadlineItem::Kind::word, at, at + 1);
    item.meaning.sense = Sense::ordinal_end;
    item.is_suffix = true;
    ++at;
    return;
  }
  if (lexicon != nullptr) {
    auto found = lexicon->find(tokens_, at);
    if (found && found->meaning.sense == Sense::era) {
      if (add_year_of_era(at, *found)) return;
      found.reset();
    } else if (found && found->meaning.sense == Sense::year_behind) {
      found->meaning.sense = Sense::year_word;
      if (items_.empty() || !is_year(items_.size() - 1)) found.reset();
    }
    // "3l December": a letter glued to a number is no word of the sentence.
    const bool is_glued = is_behind_number && found && found->meaning.sense == Sense::filler &&
                          found->next == at + 1 && token.end - token.begin == 1;
    if (found && !is_glued) {
      const bool is_number = token.kind == TokenKind::number;
      // "1st quarter" is a name, but in "the 1st quarter" of a list the number is wanted alone.
      if (!is_number || found->meaning.sense != Sense::unit || found->next > at + 1) {
        DeadlineItem& item = push(DeadlineItem::Kind::word, at, found->next);
        item.meaning = found->meaning;
        if (found->next == at + 1 && can_be_roman(token)) item.roman = roman_value(token.text);
        const std::size_t last = found->next;
        if (found->suffix && found->suffix->sense != Sense::suffix_only) {
          DeadlineItem& suffix = push(DeadlineItem::Kind::word, last - 1, last);
          suffix.meaning = *found->suffix;
          suffix.is_suffix = true;
        }
        at = last;
        return;
      }
    }
  }
  if (token.kind == TokenKind::number) {
    DeadlineItem& item = push(DeadlineItem::Kind::number, at, at + 1);
    item.value = static_cast<int>(token.value);
    item.is_elided = follows_apostrophe(token);
    item.digits = static_cast<int>(token.digits);
    ++at;
    return;
  }
  if (token.kind == TokenKind::word) {
    add_word(at, lexicon, allows_slips);
    return;
  }
  // A dash before a case ending: "2021-ci", "30-dək".
  const bool is_dash = token.text == "-" && tokens_.is_joined(at) && tokens_.is_joined(at + 1);
  if (is_dash && lexicon != nullptr && tokens_.is_word(at + 1) &&
      (tokens_.is_number(at - 1) || (at > 0 && tokens_.is_word(at - 1)))) {
    const bool is_phrase = lexicon->find(tokens_, at + 1).has_value();
    const auto suffix = lexicon->suffix(tokens_[at + 1].text);
    const bool is_figure = tokens_.is_number(at - 1) || roman_value(tokens_[at - 1].text) != 0;
    if (suffix && (is_figure || !is_phrase)) {
      DeadlineItem& item = push(DeadlineItem::Kind::word, at, at + 2);
      item.meaning = *suffix;
      item.is_suffix = true;
      at += 2;
      return;
    }
  }
  if (token.text == "\u00B0" && at > 0 && tokens_.is_number(at - 1)) {  // "1°" for "1º"
    DeadlineItem& item = push(DeadlineItem::Kind::word, at, at + 1);
    item.meaning.sense = Sense::ordinal_end;
    item.is_suffix = true;
    ++at;
    return;
  }
  DeadlineItem& item = push(DeadlineItem::Kind::mark, at, at + 1);
  item.mark = token.text.size() == 1 ? token.text.front() : '\0';
  ++at;
}

// "令和6", "令和元": a year, counted from the first of the era.
bool DeadlineItems::add_year_of_era(std::size_t& at, const Lexicon::Found& era) {
  constexpr std::uint32_t most_digits = 2;
  const std::size_t next = era.next;
  const bool is_first = tokens_.is_word(next) && tokens_[next].text == "\u5143";
  const bool is_counted =
      tokens_.is_number(next) && tokens_[next].digits <= most_digits && tokens_[next].value != 0;
  if (!is_first && !is_counted) return false;
  DeadlineItem& item = push(DeadlineItem::Kind::number, at, next + 1);
  item.value = era.meaning.value + (is_first ? 1 : static_cast<int>(tokens_[next].value));
  item.digits = 4;
  item.is_of_era = true;
  at = next + 1;
  return true;
}

void DeadlineItems::add_word(std::size_t& at, const Lexicon* lexicon, bool allows_slips) {
  const Token& token = tokens_[at];
  if (lexicon != nullptr && tokens_.is_joined(at) && at > 0) {
    if (const auto suffix = lexicon->suffix(token.text)) {
      DeadlineItem& item = push(DeadlineItem::Kind::word, at, at + 1);
      item.meaning = *suffix;
      item.is_suffix = true;
      ++at;
      return;
    }
  }
  if (add_glued(at, lexicon)) {
    ++at;
    return;
  }
  DeadlineItem& item = push(DeadlineItem::Kind::word, at, at + 1);
  if (can_be_roman(token)) item.roman = roman_value(token.text);
  if (lexicon != nullptr) {
    const std::string_view written =
        read_.substr(token.begin_byte, token.end_byte - token.begin_byte);
    if (const auto month = lexicon->by_spelling(written)) item.meaning = *month;
  }
  if (item.meaning.sense == Sense::unknown && allows_slips && lexicon != nullptr &&
      item.roman == 0) {
    if (const auto month = lexicon->month_by_slip(token.text)) {
      item.meaning = *month;
      item.is_slip = true;
    }
  }
  ++at;
}

// "QIII", "IVкв": a letter and a numeral, or a numeral and a unit, written as one word.
bool DeadlineItems::add_glued(std::size_t at, const Lexicon* lexicon) {
  constexpr std::size_t longest = 32;  // bytes; "XXVIIIдекада" has 19
  const std::string_view word = tokens_[at].text;
  if (lexicon == nullptr || !tokens_[at].is_capital || word.size() > longest) return false;
  const std::size_t first = letter_length(word);
  std::size_t last = word.size() - 1;
  while (last != 0 && (static_cast<unsigned char>(word[last]) & 0xC0U) == 0x80U) --last;
  // A numeral begins or ends with one of its letters.
  if (roman_value(word.substr(0, first)) == 0 && roman_value(word.substr(last)) == 0) return false;
  for (std::size_t cut = first; cut < word.size(); cut += letter_length(word.substr(cut))) {
    // The numeral first: few words have one, and the rest of them is looked up as tokens of its own.
    const int right_value = roman_value(word.substr(cut));
    const auto letter =
        right_value != 0 ? lexicon->find(Tokens{word.substr(0, cut), true}, 0) : std::nullopt;
    if (letter && letter->meaning.sense == Sense::letter) {
      push(DeadlineItem::Kind::word, at, at + 1).meaning = letter->meaning;
      DeadlineItem& number = push(DeadlineItem::Kind::word, at, at + 1);
      number.roman = right_value;
      number.is_joined = true;
      return true;
    }
    const int left_value = roman_value(word.substr(0, cut));
    const auto unit =
        left_value != 0 ? lexicon->find(Tokens{word.substr(cut), true}, 0) : std::nullopt;
    if (unit && unit->meaning.sense == Sense::unit &&
        unit->meaning.value >= static_cast<int>(Unit::month)) {
      push(DeadlineItem::Kind::word, at, at + 1).roman = left_value;
      DeadlineItem& named = push(DeadlineItem::Kind::word, at, at + 1);
      named.meaning = unit->meaning;
      named.is_joined = true;
      return true;
    }
  }
  return false;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "bodies_within.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"
#include "core/internal/capitals.hpp"
#include "name_marks.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

bool is_plainly_body(std::string_view text) {
  const Tokens words{text};
  if (words.is_empty()) return false;
  return abbreviation_end(text, words, 0) == words.size() || names_body(words, 0, words.size());
}

constexpr std::size_t longest_person = 100;  // bytes

// "J. Smith", "Давлетов Р.Р.": capitals with a dot, and one to three words that begin with one.
bool has_initials(std::string_view text) {
  constexpr std::size_t most = 3;
  if (text.size() > longest_person) return false;
  const Tokens words{text};
  std::size_t initials = 0;
  std::size_t names = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_mark(i, '.') || words.is_mark(i, '-')) continue;
    if (!words.is_word(i) || !words[i].is_capital) return false;
    const bool is_letter = text::count_code_points(words[i].text) == 1;
    if (is_letter && !words.is_mark(i + 1, '.')) return false;
    ++(is_letter ? initials : names);
  }
  return initials != 0 && initials <= most && names != 0 && names <= most &&
         !names_body(words, 0, words.size());
}

// "Hon. Jane Doe", but not "Dr. Gray Foundation" and no office: "Hon. Minister of Finance".
bool has_title(std::string_view text) {
  constexpr std::size_t least = 2;
  constexpr std::size_t most = 6;
  if (text.size() > longest_person) return false;
  const Tokens words{text};
  if (!is_honorific(words, 0)) return false;
  // "MS" is a body.
  const std::string_view first = text.substr(words[0].begin_byte, words[0].end_byte);
  if (!words.is_mark(1, '.') && count_capitals(first) > 1) return false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_mark(i, '.') || words.is_mark(i, '-')) continue;
    if (!words.is_word(i) || !words[i].is_capital) return false;
    ++count;
  }
  return count > least && count <= most && !names_body(words, 0, words.size()) &&
         field_noun(words, 0, words.size()) == FieldNoun::none;
}

using Persons = std::vector<PersonWithin>;

bool is_space(char c) noexcept { return c == ' ' || c == '\t'; }

// Those in parentheses: "(J. Smith)", "(J. Smith, A. Brown)", "(lead: J. Smith)" go whole; of "(J. Smith,
// Ministry of X)" the person alone.
void take_in_parentheses(std::string_view text, std::size_t open, std::size_t close,
                         std::size_t from, Persons& persons) {
  const std::size_t first = persons.size();
  bool are_all = true;
  for (std::size_t begin = open + 1; begin <= close;) {
    const std::size_t end = std::min(text.find_first_of(",;/&", begin), close);
    std::string_view piece = text.substr(begin, end - begin);
    piece = text::trim(piece.substr(std::min(piece.find(':') + 1, piece.size())));
    if (has_initials(piece) || has_title(piece)) {
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      std::size_t until = end;
      if (are_all && end < close) {  // no body stands before it
        ++until;
        while (is_space(text[until])) ++until;
      }
      persons.push_back({at, at + piece.size(), are_all ? begin : begin - 1, until});
    } else {
      are_all = false;
    }
    begin = end + 1;
  }
  if (!are_all || persons.size() == first) return;
  persons.resize(first);
  persons.push_back({open + 1, close, from, close + 1});
}

// Parentheses of persons in a line.
void find_in_parentheses(std::string_view text, std::size_t begin, std::size_t end,
                         Persons& persons) {
  constexpr std::size_t longest = 3 * longest_person;
  const std::string_view line = text.substr(0, end);
  for (std::size_t open = line.find('(', begin); open < end; open = line.find('(', open + 1)) {
    const std::size_t close = line.substr(0, open + longest).find_first_of("()", open + 1);
    if (close == std::string_view::npos || text[close] == '(') continue;
    std::size_t from = open;
    while (from > begin && is_space(text[from - 1])) --from;
    take_in_parentheses(text, open, close, from, persons);
  }
}

// Persons behind a title, in a stretch without others. Marks and words for "and" part them from bodies.
void find_titled(std::string_view text, std::size_t begin, std::size_t end, Persons& persons) {
  struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  const std::string_view stretch = text.substr(begin, end - begin);
  if (!may_hold_honorific(stretch)) return;
  const Tokens words{stretch};
  bool has_honorific = false;
  for (std::size_t i = 0; i < words.size() && !has_honorific; ++i) {
    has_honorific = is_honorific(words, i);
  }
  if (!has_honorific) return;
  std::vector<Cut> cuts{{begin, begin}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t at = begin + words[i].begin_byte;
    const bool is_mark = std::string_view{",;:/|+&"}.find(text[at]) != std::string_view::npos;
    if (is_mark || is_joining_word(words, i)) cuts.push_back({at, begin + words[i].end_byte});
  }
  cuts.push_back({end, end});
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const std::string_view piece =
        text::trim(text.substr(cuts[i].end, cuts[i + 1].begin - cuts[i].end));
    if (!has_title(piece)) continue;
    const auto at = static_cast<std::size_t>(piece.data() - text.data());
    const bool is_labelled = cuts[i].begin != cuts[i].end && text[cuts[i].begin] == ':';
    const bool is_first = i == 0 || is_labelled;
    std::size_t from = is_first ? at : cuts[i].begin;
    while (!is_first && from > begin && is_space(text[from - 1])) --from;
    persons.push_back(
        {at, at + piece.size(), from, is_first ? cuts[i + 1].end : at + piece.size()});
  }
}

// A line that names nobody else goes whole, with its label.
void take_whole_line(std::string_view text, std::size_t begin, std::size_t end, Persons& persons,
                     std::size_t first) {
  std::string rest;
  std::size_t at = begin;
  for (std::size_t i = first; i < persons.size(); ++i) {
    rest += text.substr(at, std::max(at, persons[i].from) - at);
    at = std::max(at, persons[i].until);
  }
  rest += text.substr(at, end - at);
  const std::string_view left = text::trim(rest);
  if (has_letters_or_digits(left) && !left.ends_with(':')) return;
  persons[first].from = begin;
  persons.back().until = end;
}

}  // namespace

std::vector<PersonWithin> persons_within(std::string_view text) {
  const std::string plain = with_plain_marks(text);  // as long
  if (!plain.empty()) text = plain;
  Persons persons;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = persons.size();
    find_in_parentheses(text, begin, end, persons);
    const std::size_t bracketed = persons.size();
    std::size_t at = begin;
    for (std::size_t i = first; i <= bracketed; ++i) {
      const std::size_t until = i < bracketed ? persons[i].from : end;
      find_titled(text, at, std::max(at, until), persons);
      if (i < bracketed) at = persons[i].until;
    }
    const auto order = [](const PersonWithin& a, const PersonWithin& b) {
      return a.begin < b.begin;
    };
    std::sort(persons.begin() + static_cast<std::ptrdiff_t>(first), persons.end(), order);
    if (persons.size() != first) take_whole_line(text, begin, end, persons, first);
    begin = end + 1;
  }
  return persons;
}

std::vector<BodyOrPerson> bodies_within(std::string_view text) {
  std::vector<BodyOrPerson> out;
  const std::string plain = with_plain_marks(text);
  if (!plain.empty()) text = plain;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;\n|/()", begin), text.size());
    const std::string_view piece = text::trim(text.substr(begin, end - begin));
    if (has_letters_or_digits(piece)) {
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      const bool is_one = is_plainly_body(piece);
      if (!out.empty() && out.back().is_body == is_one) {
        out.back().end = at + piece.size();
      } else {
        out.push_back({at, at + piece.size(), is_one});
      }
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace actionplan::detail

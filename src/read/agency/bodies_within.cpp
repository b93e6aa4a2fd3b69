// SPDX-License-Identifier: Apache-2.0
#include "bodies_within.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"
#include "core/internal/capitals.hpp"
#include "name_marks.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"

#include <string>

namespace actionplan::detail {
namespace {

bool is_plainly_body(std::string_view text) {
  const Tokens words{text};
  if (words.is_empty()) return false;
  return abbreviation_end(text, words, 0) == words.size() || names_body(words, 0, words.size()) ||
         names_organisation(words, 0);
}

constexpr std::size_t longest_person = 100;  // bytes

// "J. Smith", "Давлетов Р.Р.": capitals with a dot, and one to three words that begin with one.
bool has_initials(const Tokens& words) {
  constexpr std::size_t most = 3;
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
bool has_title(std::string_view text, const Tokens& words) {
  constexpr std::size_t least = 2;
  constexpr std::size_t most = 6;
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

// "J. Smith", "Давлетов Р.Р." alone: one family name before or behind at most three letters.
bool is_name_with_initials(std::string_view text, const Tokens& words) {
  if (text.find('.') == std::string_view::npos || !has_initials(words)) return false;
  std::string letters;
  std::size_t names = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_word(i)) continue;
    const std::string_view name =
        text.substr(words[i].begin_byte, words[i].end_byte - words[i].begin_byte);
    if (text::count_code_points(words[i].text) == 1) {
      letters += words[i].text;
    } else {
      constexpr std::size_t longest_abbreviation = 4;
      const std::size_t length = text::count_code_points(name);
      if (length <= longest_abbreviation && count_capitals(name) == length) return false;
      names += words.is_mark(i - 1, '-') ? 0U : 1U;
    }
  }
  return names == 1 && !are_of_country(letters);
}

// "SMITH", "ИВАНОВ": no small letter.
bool is_of_capitals(std::string_view text, const Tokens& words) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    letters += words.is_word(i) ? text::count_code_points(words[i].text) : 0U;
  }
  return count_capitals(text) == letters;
}

// "Jane Doe", "Minister Jane Doe", "Иванов Иван Иванович", "Sarah": up to four names, of which one is usual as
// a given name or is one after the father.
bool has_given_name(std::string_view text, const Tokens& words, AskedFor asked) {
  constexpr std::size_t most = 4;
  if (words.size() > 2 * most) return false;  // with hyphens
  std::vector<std::size_t> names;
  bool has_patronymic = false;
  const bool is_in_capitals =
      is_of_capitals(text, words) && text.find(' ') != std::string_view::npos;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_mark(i, '-')) continue;
    if (!words.is_word(i) || names.size() == most) return false;
    const bool is_of_father = is_patronymic(words, i);
    if (!names.empty() && is_name_particle(words[i].text)) continue;
    if (!words[i].is_capital && (!is_of_father || names.empty())) return false;
    const std::string_view name =
        text.substr(words[i].begin_byte, words[i].end_byte - words[i].begin_byte);
    constexpr std::size_t longest_abbreviation = 5;
    const bool is_short = text::count_code_points(name) <= longest_abbreviation;
    if (!is_in_capitals && count_capitals(name) > 1 && is_short) return false;
    has_patronymic |= is_of_father && !names.empty();
    if (i == 0 || !words.is_mark(i - 1, '-')) names.push_back(i);
  }
  if (names.empty()) return false;
  std::size_t first = 0;
  while (names.size() > first + 2 && is_office(words, names[first])) ++first;
  const std::size_t count = names.size() - first;
  const bool has_second =
      count == 3 &&
      (is_given_name(words, names[first + 1]) || words[names[first + 1]].text.size() == 1 ||
       is_given_name(words, names[first], GivenName::of_two_names));
  const bool is_alone = count == 1 && is_given_name(words, names[first], GivenName::of_place);
  const bool has_given =
      (is_given_name(words, names[first]) && (count <= 2 || has_second) && !is_alone) ||
      (count == 2 && is_given_name(words, names[first + 1], GivenName::behind_family));
  const bool is_known =
      (has_given && (asked != AskedFor::bodies || first != 0)) || (has_patronymic && count >= 2);
  return is_known && !(count >= 2 && is_behind_name(words, names.back())) &&
         !names_body(words, names[first], words.size()) &&
         !names_organisation(words, names[first]) &&
         field_noun(words, names[first], words.size()) == FieldNoun::none;
}

bool is_person(std::string_view text, AskedFor asked) {
  if (text.size() > longest_person) return false;
  const Tokens words{text};
  return has_title(text, words) || is_name_with_initials(text, words) ||
         has_given_name(text, words, asked);
}

// How much of the text is a person, with what the person is behind the name: "M. Renner (head of IT)", but not
// the body in "J. Smith (MoF)". 0: it begins with none.
std::size_t length_of_person(std::string_view text, AskedFor asked) {
  if (is_person(text, asked)) return text.size();
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || open == 0 || !text.ends_with(')')) return 0;
  const std::string_view name = text::trim(text.substr(0, open));
  if (!is_person(name, asked)) return 0;
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  return is_plainly_body(inside) ? name.size() : text.size();
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
    const bool has_letters = piece.size() <= longest_person && has_initials(Tokens{piece});
    if (has_letters || is_person(piece, AskedFor::any)) {
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

// Persons told by their names or titles, in a stretch without others. Marks and words for "and" part them from bodies.
void find_named(std::string_view text, std::size_t begin, std::size_t end, AskedFor asked,
                Persons& persons) {
  struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  const std::string_view stretch = text.substr(begin, end - begin);
  const Tokens words{stretch};
  bool may_name_person = false;  // a title, a usual name, or the dot of an initial
  for (std::size_t i = 0; i < words.size() && !may_name_person; ++i) {
    may_name_person = words.is_mark(i, '.') || is_honorific(words, i) || is_given_name(words, i) ||
                      is_patronymic(words, i);
  }
  if (!may_name_person) return;
  std::vector<Cut> cuts{{begin, begin}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t at = begin + words[i].begin_byte;
    const bool is_mark = std::string_view{",;:/|+&"}.find(text[at]) != std::string_view::npos;
    const bool is_initial = words.is_mark(i + 1, '.');  // "И. Петров"
    if (is_mark || (is_joining_word(words, i) && !is_initial))
      cuts.push_back({at, begin + words[i].end_byte});
  }
  cuts.push_back({end, end});
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const std::string_view piece =
        text::trim(text.substr(cuts[i].end, cuts[i + 1].begin - cuts[i].end));
    const std::size_t length = length_of_person(piece, asked);
    if (length == 0) continue;
    const auto at = static_cast<std::size_t>(piece.data() - text.data());
    const bool is_labelled = cuts[i].begin != cuts[i].end && text[cuts[i].begin] == ':';
    // The mark before "J. Smith (MoF)" parts the body from the one before it.
    const bool is_first = i == 0 || is_labelled || length != piece.size();
    std::size_t from = is_first ? at : cuts[i].begin;
    while (!is_first && from > begin && is_space(text[from - 1])) --from;
    const bool is_whole = length == piece.size();
    std::size_t until = is_first && is_whole ? cuts[i + 1].end : at + length;
    if (!is_whole) until = at + piece.find('(') + 1;
    persons.push_back({at, at + length, from, until});
    const std::size_t close = at + piece.size() - 1;
    if (!is_whole) persons.push_back({close, close, close, close + 1, true});
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

std::vector<PersonWithin> persons_within(std::string_view text, AskedFor asked) {
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
      find_named(text, at, std::max(at, until), asked, persons);
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

namespace {

// "Zabar Quillon", "Abdul Rahman bin Yusof": names of a person, as far as their form tells.
bool may_be_person(std::string_view text) {
  constexpr std::size_t least = 2;
  constexpr std::size_t most = 3;
  if (text.size() > longest_person) return false;
  const Tokens words{text};
  std::size_t names = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_mark(i, '-') || words.is_mark(i, '.')) continue;
    if (!words.is_word(i)) return false;
    if (i != 0 && is_name_particle(words[i].text)) continue;
    const std::string_view name =
        text.substr(words[i].begin_byte, words[i].end_byte - words[i].begin_byte);
    if (!words[i].is_capital || count_capitals(name) > 1) return false;
    names += i == 0 || !words.is_mark(i - 1, '-') ? 1U : 0U;
  }
  return names >= least && names <= most && !names_body(words, 0, words.size()) &&
         field_noun(words, 0, words.size()) == FieldNoun::none;
}

}  // namespace

NamesIn names_in(std::string_view text) {
  constexpr std::size_t longest = 1000;
  if (text.size() > longest) return NamesIn::other;
  NamesIn found = NamesIn::open;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;\n/&", begin), text.size());
    const std::string_view piece = text::trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (piece.empty()) continue;
    if (is_plainly_body(piece)) return NamesIn::other;
    if (is_person(piece, AskedFor::any)) {
      found = NamesIn::persons;
    } else if (!may_be_person(piece)) {
      return NamesIn::other;
    }
  }
  return found;
}

}  // namespace actionplan::detail

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

}  // namespace

std::vector<BodyOrPerson> persons_within(std::string_view text) {
  std::vector<BodyOrPerson> persons;
  if (text.find_first_of(":\n") != std::string_view::npos) return persons;  // labels, and lists
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    if (has_initials(inside) || has_title(text::trim(inside)))
      persons.push_back({open + 1, close, false});
  }
  if (persons.empty()) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find_first_of(",;", begin), text.size());
      const std::string_view piece = text::trim(text.substr(begin, end - begin));
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      if (has_title(piece)) persons.push_back({at, at + piece.size(), false});
      begin = end + 1;
    }
  }
  std::vector<BodyOrPerson> out;
  std::size_t begin = 0;
  const auto add_body = [&](std::size_t end) {
    const std::size_t first = text.find_first_not_of(" ,;)", begin);
    while (end > begin && std::string_view{" ,;("}.find(text[end - 1]) != std::string_view::npos)
      --end;
    if (first < end && has_letters_or_digits(text.substr(first, end - first))) {
      out.push_back({first, end, true});
    }
  };
  for (const BodyOrPerson& one : persons) {
    add_body(one.begin);
    out.push_back(one);
    begin = one.end;
  }
  if (!persons.empty()) add_body(text.size());
  return out;
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

// SPDX-License-Identifier: Apache-2.0
#include "number.hpp"

#include <actionplan/core/text.hpp>

#include "tokens.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_parts = 8;
constexpr std::size_t most_digits = 3;

bool is_ascii_letter_or_digit(char c) noexcept { return is_ascii_letter(c) || is_ascii_digit(c); }

// Something of a word or a quantity: it would make a number part of it ("3rd", "5%", "2016-2018").
bool continues_word(std::string_view rest) noexcept {
  if (rest.empty() || text::space_length(rest) != 0) return false;
  const char c = rest.front();
  return (static_cast<unsigned char>(c) >= 0x80) || is_ascii_letter_or_digit(c) || c == '-' ||
         c == '%' || c == '/' || c == '$';
}

std::size_t count_digits(std::string_view text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_digit(text[count])) ++count;
  return count;
}

int value_of(std::string_view digits) noexcept {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// How a Roman numeral is written, so that "IIII" and "MIX" are words; up to 89.
bool is_roman(std::string_view letters) {
  constexpr std::array<std::string_view, 9> tens{"",  "X",  "XX",  "XXX", "XL",
                                                 "L", "LX", "LXX", "LXXX"};
  constexpr std::array<std::string_view, 10> ones{"",  "I",  "II",  "III",  "IV",
                                                  "V", "VI", "VII", "VIII", "IX"};
  for (const std::string_view ten : tens) {
    if (!letters.starts_with(ten)) continue;
    const std::string_view rest = letters.substr(ten.size());
    if (!rest.empty() && std::find(ones.begin(), ones.end(), rest) != ones.end()) return true;
    if (rest.empty() && !ten.empty()) return true;
  }
  return false;
}

// Bytes of the mark behind a heading's letters; 0: there is none.
std::size_t mark_length(std::string_view rest) {
  if (rest.empty()) return 0;
  if (rest.front() == '.' || rest.front() == ')' || rest.front() == ':') {
    return text::space_length(rest.substr(1)) != 0 ? 1 : 0;
  }
  const std::size_t space = text::space_length(rest);
  if (space == 0) return 0;
  for (const std::string_view dash : {"-", "\u2013", "\u2014"}) {
    const bool is_apart = rest.substr(space).starts_with(dash) &&
                          text::space_length(rest.substr(space + dash.size())) != 0;
    if (is_apart) return space + dash.size();
  }
  return 0;
}

}  // namespace

bool is_letter_number(std::string_view label) {
  constexpr std::size_t longest = 8;  // "LXXXVIII"
  if (label.empty() || label.size() > longest) return false;
  if (!std::all_of(label.begin(), label.end(), is_ascii_letter)) return false;
  if (label.size() == 1) return true;
  std::string upper{label};
  for (char& c : upper) {
    if (ascii_lower(c) == c) c = static_cast<char>(c - 'a' + 'A');
  }
  std::string lower{label};
  for (char& c : lower) c = ascii_lower(c);
  return (label == upper || label == lower) && is_roman(upper);
}

std::optional<LetterNumber> leading_letters(std::string_view heading) {
  std::size_t length = 0;
  while (length < heading.size() && is_ascii_letter(heading[length])) ++length;
  const std::string_view label = heading.substr(0, length);
  const std::size_t mark = mark_length(heading.substr(length));
  if (mark == 0 || !is_letter_number(label)) return std::nullopt;
  if (!has_letters_or_digits(heading.substr(length + mark))) return std::nullopt;
  return LetterNumber{std::string{label}, length + mark};
}

bool may_be_initial(const LetterNumber& letter, std::string_view heading) {
  const std::string& label = letter.label;
  if (label.size() != 1 || ascii_lower(label.front()) == label.front()) return false;
  if (heading.substr(label.size(), 1) != ".") return false;
  std::string_view name = heading.substr(letter.length);
  while (const std::size_t length = text::space_length(name)) name.remove_prefix(length);
  return !name.empty() && is_ascii_letter(name.front()) &&
         ascii_lower(name.front()) == name.front();
}

std::optional<Number> leading_number(std::string_view text) {
  Number number;
  std::size_t at = 0;
  while (number.parts.size() < most_parts) {
    const std::size_t digits = count_digits(text.substr(at));
    if (digits == 0 || digits > most_digits) break;
    number.parts.push_back(value_of(text.substr(at, digits)));
    if (!number.label.empty()) number.label += '.';
    number.label += text.substr(at, digits);
    at += digits;
    if (at == text.size() || (text[at] != '.' && text[at] != ')')) break;
    number.has_dot = true;
    ++at;
  }
  if (number.parts.empty()) return std::nullopt;
  // "1.Improvement": a letter may follow the dot at the end, but no digit that did not fit.
  const bool ends_in_dot = !is_ascii_digit(text[at - 1]);
  if (at < text.size() && is_ascii_digit(text[at])) return std::nullopt;
  if (!ends_in_dot && continues_word(text.substr(at))) return std::nullopt;
  number.length = at;
  return number;
}

bool is_dash(std::string_view text) { return text == "-" || text == "\u2013" || text == "\u2014"; }

bool has_letters_or_digits(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_ascii_letter_or_digit)) return true;
  const Tokens words{text};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind != TokenKind::mark) return true;
  }
  return false;
}

bool continues_in_letters(std::string_view label, const Number& number) {
  if (label.size() > longest_label) return false;
  const std::string_view rest = label.substr(number.length);
  if (text::space_length(rest) != 0) return false;
  const Tokens words{rest};
  return !words.is_empty() && words[0].kind != TokenKind::mark;
}

bool follows(const Number& next, const Number& current) {
  const auto depth = static_cast<std::ptrdiff_t>(next.parts.size());
  if (next.parts.size() > current.parts.size()) {
    return next.parts.size() == current.parts.size() + 1 && is_below(next, current) &&
           next.parts.back() <= 1;
  }
  return std::equal(next.parts.begin(), next.parts.begin() + depth - 1, current.parts.begin()) &&
         next.parts.back() == current.parts[next.parts.size() - 1] + 1;
}

bool stands_before(const Number& a, const Number& b) { return a.parts < b.parts; }

bool is_below(const Number& inner, const Number& outer) {
  return inner.parts.size() > outer.parts.size() &&
         std::equal(outer.parts.begin(), outer.parts.end(), inner.parts.begin());
}

}  // namespace actionplan::detail

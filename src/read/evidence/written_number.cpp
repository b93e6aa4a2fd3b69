// SPDX-License-Identifier: Apache-2.0
#include "written_number.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/number_shape.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/read_double.hpp"
#include "core/internal/shortest_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace actionplan::detail {
namespace {

// What may divide thousands, beside the one of '.' and ',' that is not the decimal mark.
constexpr std::array<std::string_view, 6> thousands_spaces{" ",      "\u00A0", "\u202F",
                                                           "\u2009", "'",      "\u2019"};

[[noreturn]] void refuse_number(std::string_view text, const std::string& remedy) {
  throw NumberRefusal{"\"" + excerpt(text) + "\" is no number" + remedy};
}

bool is_decimal_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool strip_start(std::string_view& text, std::string_view start) {
  if (text.substr(0, start.size()) != start) return false;
  text.remove_prefix(start.size());
  return true;
}

bool strip_end(std::string_view& text, std::string_view end) {
  if (text.size() < end.size() || text.substr(text.size() - end.size()) != end) return false;
  text.remove_suffix(end.size());
  return true;
}

// The divider of thousands that the text goes on with; empty: none.
std::string_view divider_at(std::string_view text, char decimal) {
  for (const std::string_view space : thousands_spaces) {
    if (text.substr(0, space.size()) == space) return space;
  }
  const bool is_other = !text.empty() && text.front() == (decimal == '.' ? ',' : '.');
  return is_other ? text.substr(0, 1) : std::string_view{};
}

std::optional<double> parsed_number(std::string_view text) {
  const std::optional<double> value = double_in(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

// Is the part before the point another than that of the text, which has no dividers?
bool loses_digits(std::string_view text, double value) {
  constexpr double largest_exact = 9007199254740992;  // above, a double leaves whole numbers out
  if (std::abs(value) < largest_exact) return false;
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  if (end < text.size() && text[end] != '.') return false;  // by a power of ten
  std::string_view digits = text.substr(0, end);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits != whole_number(std::abs(value));
}

constexpr std::string_view stored_mark = "e0";

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_decimal_digit);
}

bool strip_percent(std::string_view& text) {
  if (!strip_end(text, "%")) return false;
  while (strip_end(text, " ") || strip_end(text, "\u00A0") || strip_end(text, "\u202F")) {
  }
  return true;
}

// Without a percent sign and a minus.
std::string_view bare_number(std::string_view text) {
  text = text::trim(text);
  strip_percent(text);
  if (!strip_start(text, "\u2212")) strip_start(text, "-");
  return text;
}

}  // namespace

std::string whole_number(double value) {
  std::array<char, 512> text{};  // of the largest double 309
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 0);
  return std::string{text.data(), end};
}

// Groups of thousands are of three.
std::optional<std::string> plain_digits(std::string_view text, char decimal) {
  std::string out;
  std::string_view divider;
  std::size_t group = 0;
  while (!text.empty() && text.front() != decimal) {
    if (is_decimal_digit(text.front())) {
      out += text.front();
      text.remove_prefix(1);
      ++group;
      continue;
    }
    const std::string_view next = divider_at(text, decimal);
    const bool is_first = divider.empty();
    const bool is_whole = is_first ? group >= 1 && group <= 3 : group == 3;
    if (next.empty() || !is_whole || (!is_first && next != divider)) return std::nullopt;
    divider = next;
    text.remove_prefix(next.size());
    group = 0;
  }
  if (!divider.empty() && group != 3) return std::nullopt;
  if (text.empty()) return out.empty() ? std::nullopt : std::optional{out};
  text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_decimal_digit)) return std::nullopt;
  return out + "." + std::string{text};
}

std::size_t number_length(std::string_view text) {
  constexpr std::array<std::string_view, 9> between{".",      ",",      " ", "'",     "\u2019",
                                                    "\u00A0", "\u202F", "-", "\u2212"};
  std::size_t length = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] >= '0' && text[at] <= '9') {
      length = ++at;
      continue;
    }
    const auto* const found =
        std::find_if(between.begin(), between.end(),
                     [&](std::string_view mark) { return text.substr(at).starts_with(mark); });
    const bool is_sign = found >= between.end() - 2;
    if (found == between.end() || (is_sign && at != 0)) break;
    at += found->size();
  }
  return length;
}

bool is_ambiguous_number(std::string_view text) {
  text = bare_number(text);
  const std::size_t point = text.find('.');
  return point >= 1 && point <= 3 && text.size() == point + 4 && text.front() != '0' &&
         are_digits(text.substr(0, point)) && are_digits(text.substr(point + 1));
}

bool shows_decimal_point(std::string_view text) {
  text = bare_number(text);
  const std::size_t point = text.find('.');
  return point != std::string_view::npos && point + 1 < text.size() &&
         are_digits(text.substr(0, point)) && are_digits(text.substr(point + 1)) &&
         !is_ambiguous_number(text);
}

std::string stored_number(std::string_view text) {
  std::string number{text};
  const bool is_plain =
      number.find('.') != std::string::npos && number.find('e') == std::string::npos;
  return is_plain ? number + std::string{stored_mark} : number;
}

std::string_view shown_stored_number(std::string_view text) {
  strip_end(text, stored_mark);
  return text;
}

WrittenNumber read_written_number(std::string_view whole, const NumberMarks& marks) {
  WrittenNumber number;
  const std::optional<char> decimal = marks.decimal;
  std::string_view text = text::trim(whole);
  number.is_percent = strip_percent(text);
  const bool is_negative = strip_start(text, "\u2212") || strip_start(text, "-");
  if (!decimal && !marks.has_decimal_point && is_ambiguous_number(text)) {
    std::string thousands{text};
    thousands.erase(thousands.find('.'), 1);
    refuse_number(whole, " that is sure: it is " + thousands + " or " +
                             shortest_number(parsed_number(text).value_or(0)).value_or("") +
                             ", and no other number of the table tells which; declare how numbers "
                             "are written: decimal=\",\" for " +
                             thousands + ", decimal=\".\" for the other.");
  }
  if (!text.empty() &&
      (is_decimal_digit(text.front()) || text.front() == '.' || text.front() == ',')) {
    std::optional<double> value;
    const bool is_stored = text.find_first_of("eE") != std::string_view::npos;
    if (!decimal || *decimal == '.' || is_stored) value = parsed_number(text);
    std::string digits{text};
    if (!value && decimal) {
      digits = plain_digits(text, *decimal).value_or("");
      value = parsed_number(digits);
    }
    if (value) {
      number.is_rounded = loses_digits(digits, *value);
      number.value = is_negative ? -*value : *value;
      return number;
    }
  }
  if (const std::string_view other = number_shape(whole); !other.empty()) {
    refuse_number(whole,
                  " but looks like " + std::string{other} +
                      "; give the one number that is meant, and the rest in the column text.");
  }
  if (!decimal && std::any_of(text.begin(), text.end(), is_decimal_digit)) {
    refuse_number(
        whole,
        " as 1234.5 is; write it so, or declare how numbers are written: decimal=\",\" for "
        "1 234,5 and 1.234,5, decimal=\".\" for 1,234.5.");
  }
  if (decimal && *decimal == ',')
    refuse_number(whole, " with a decimal comma; write it as 1234,5.");
  refuse_number(whole, "; write it as 1234.5.");
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "written_number.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"

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

[[noreturn]] void refuse_number(std::string_view text, const char* remedy) {
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
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

}  // namespace

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

WrittenNumber read_written_number(std::string_view whole, std::optional<char> decimal) {
  WrittenNumber number;
  std::string_view text = text::trim(whole);
  if (strip_end(text, "%")) {
    number.is_percent = true;
    while (strip_end(text, " ") || strip_end(text, "\u00A0") || strip_end(text, "\u202F")) {
    }
  }
  const bool is_negative = strip_start(text, "\u2212") || strip_start(text, "-");
  if (!text.empty() &&
      (is_decimal_digit(text.front()) || text.front() == '.' || text.front() == ',')) {
    std::optional<double> value;
    if (!decimal || *decimal == '.') value = parsed_number(text);
    if (!value && decimal) {
      const auto digits = plain_digits(text, *decimal);
      if (digits) value = parsed_number(*digits);
    }
    if (value) {
      number.value = is_negative ? -*value : *value;
      return number;
    }
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

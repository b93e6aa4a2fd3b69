// SPDX-License-Identifier: Apache-2.0
#include "labelled_number.hpp"

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"
#include "read/words/column_words.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 6> number_marks = {":", "-", "–", "—", ".", ")"};

std::size_t spaces_at(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size()) {
    const std::size_t length = text::space_length(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at - begin;
}

// "Action", "Measure No.": a word for measures, without what stands before numbers.
bool names_measures(std::string_view words) {
  const auto is_title = [](std::string_view text) {
    const std::optional<ColumnMatch> match = match_column(text);
    return match && match->column == Column::title && !match->is_plain && match->share == 1.0;
  };
  if (is_title(words)) return true;
  const std::size_t space = words.rfind(' ');
  if (space == std::string_view::npos) return false;
  const std::optional<ColumnMatch> behind = match_column(words.substr(space + 1));
  return behind && behind->column == Column::number && is_title(words.substr(0, space));
}

// "EL/23/1:" behind the words: letters and digits with what parts them, and a mark behind it.
std::optional<LabelledNumber> labelled_code(std::string_view text) {
  constexpr std::size_t most_words = 3;
  std::size_t begin = 0;
  for (std::size_t word = 0; word <= most_words; ++word) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    std::string_view code = text.substr(begin, end - begin);
    const bool has_mark = code.ends_with(':') || code.ends_with('.') || code.ends_with(')');
    if (has_mark) code.remove_suffix(1);
    const bool is_code =
        word != 0 && code.size() <= longest_label / 2 && !code.empty() &&
        is_ascii_letter(code.front()) && ascii_lower(code.front()) != code.front() &&
        code.find_first_of("0123456789") != std::string_view::npos &&
        std::all_of(code.begin(), code.end(), [](char c) {
          return is_ascii_letter(c) || is_ascii_digit(c) || c == '/' || c == '.' || c == '-';
        });
    if (is_code) {
      LabelledNumber found;
      found.number.label = code;
      found.begin = begin;
      found.end = begin + code.size();
      found.rest = end + spaces_at(text, end);
      bool is_apart = has_mark || found.rest == text.size();
      for (const std::string_view mark : number_marks) {
        if (!text.substr(found.rest).starts_with(mark)) continue;
        is_apart = true;
        found.rest += mark.size();
        found.rest += spaces_at(text, found.rest);
        break;
      }
      const bool is_named = is_apart && names_measures(text::trim(text.substr(0, begin)));
      return is_named ? std::optional{std::move(found)} : std::nullopt;
    }
    if (end == text.size()) break;
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<LabelledNumber> labelled_number(std::string_view text) {
  constexpr std::size_t longest = 40;  // of the words
  const std::size_t digit = text.substr(0, longest).find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0) return std::nullopt;
  const std::string_view words = text::trim(text.substr(0, digit));
  if (words.empty() || words.size() == digit) return std::nullopt;  // "A1"
  if (std::count(words.begin(), words.end(), ' ') > 2) return std::nullopt;
  const std::optional<Number> number = leading_number(text.substr(digit));
  if (!number) return std::nullopt;
  LabelledNumber found{*number, digit, digit + number->length, 0};
  bool has_mark = found.end == text.size() || !is_ascii_digit(text[found.end - 1]);
  found.rest = found.end + spaces_at(text, found.end);
  for (const std::string_view mark : number_marks) {
    if (!text.substr(found.rest).starts_with(mark)) continue;
    has_mark = true;
    found.rest += mark.size();
    found.rest += spaces_at(text, found.rest);
    break;
  }
  has_mark = has_mark || found.rest == text.size() || number->parts.size() > 1;
  return has_mark && names_measures(words) ? std::optional{std::move(found)} : std::nullopt;
}

std::optional<LabelledNumber> number_of_title(std::string_view title) {
  const std::optional<Number> number = leading_number(title);
  if (!number) {
    const std::optional<LabelledNumber> labelled = labelled_number(title);
    return labelled ? labelled : labelled_code(title);
  }
  if (!number->has_dot) return std::nullopt;
  return LabelledNumber{*number, 0, number->length, number->length};
}

}  // namespace actionplan::detail

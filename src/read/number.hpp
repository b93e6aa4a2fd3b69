// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The number at the start of a cell: "4.1.3." of a measure, "4." of a heading.
struct Number {
  std::vector<int> parts;  ///< 1 to 8 numbers from 0 to 999
  std::size_t length = 0;  ///< bytes it takes in the cell, dot and what stands between included
  bool has_dot = false;    ///< a dot stands in it or after it
  std::string label;       ///< "4.1.3", with the zeros that are written ("04.1")
};

/// The number that the text begins with: at most three digits each, with dots between them and
/// perhaps one at the end, then no letter or digit. "2016", "2016-2018" and "3.5%" have none.
[[nodiscard]] std::optional<Number> leading_number(std::string_view text);

/// A Roman numeral or single letter by which a heading is numbered: "II. Water", "B) Fish".
struct LetterNumber {
  std::string label;       ///< "II", as it is written
  std::size_t length = 0;  ///< bytes it takes in the cell, with its mark
};

/// The one that a heading begins with: Latin letters in one case, then a dot, bracket or colon, or
/// a dash apart, and behind that words. "A new law", "U.S. aid" and "Mix: one" have none.
[[nodiscard]] std::optional<LetterNumber> leading_letters(std::string_view heading);
/// Is it more likely the initial of a name, unless headings beside it are numbered so? A capital letter
/// with a dot before a small Latin letter: "E. coli", not "A. Governance".
[[nodiscard]] bool may_be_initial(const LetterNumber& letter, std::string_view heading);
/// Is a label such a number?
[[nodiscard]] bool is_letter_number(std::string_view label);

/// A hyphen or dash alone, for what there is not.
[[nodiscard]] bool is_dash(std::string_view text);

/// Is there any letter or digit in the text?
[[nodiscard]] bool has_letters_or_digits(std::string_view text);

/// Longest text that is taken for a label where it is no number ("C01.1").
inline constexpr std::size_t longest_label = 40;

/// Does a label go on after the number it begins with? "4.1.a" is not the number 4.1.
[[nodiscard]] bool continues_in_letters(std::string_view label, const Number& number);

/// Could `next` stand after `current` in a plan: one more at some depth (4.2 or 5 after 4.1.3), or
/// the first below it (4.1.1 after 4.1)?
[[nodiscard]] bool follows(const Number& next, const Number& current);

/// Does a plan that counts upwards have `a` before `b`?
[[nodiscard]] bool stands_before(const Number& a, const Number& b);

/// Is `inner` numbered below `outer`, as 4.1.3 is below 4.1 and 4?
[[nodiscard]] bool is_below(const Number& inner, const Number& outer);

}  // namespace actionplan::detail

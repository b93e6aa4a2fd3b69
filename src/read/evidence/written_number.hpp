// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

// A number as people write it.
struct WrittenNumber {
  double value = 0;
  bool is_percent = false;  // a percent sign follows it: the value is in percent
  bool is_rounded = false;  // a whole number of more digits than a double keeps
};

// All digits of a number that has no decimals.
[[nodiscard]] std::string whole_number(double value);

// A text that is no number as it was declared: the sentence.
struct NumberRefusal {
  std::string message;
};

// The digits of a number with thousands parted or not, with a point before its decimals: "1234.50";
// nothing where it is no number with this decimal mark.
[[nodiscard]] std::optional<std::string> plain_digits(std::string_view text, char decimal);

// Bytes of what may be a number at the beginning of a text: it ends with a digit.
[[nodiscard]] std::size_t number_length(std::string_view text);

// "1.234" is a thousand and more to some, and a little more than one to others.
[[nodiscard]] bool is_ambiguous_number(std::string_view text);

// Does a number tell that a point stands before decimals, wherever it stands in its table? "1.5",
// "0.125", "1234.567".
[[nodiscard]] bool shows_decimal_point(std::string_view text);

// A number as it is stored, and not as a person writes it, whatever mark was declared: "1.234e0".
[[nodiscard]] std::string stored_number(std::string_view text);
// The same as it is shown to people: "1.234".
[[nodiscard]] std::string_view shown_stored_number(std::string_view text);

// What is known of how a table writes its numbers.
struct NumberMarks {
  std::optional<char> decimal = {};  // the mark before decimals, where it was declared; else 1234.5
                                     // is read and no other
  bool has_decimal_point = false;    // others of its numbers tell, so that 1.234 is no thousand
};

// @throws NumberRefusal
[[nodiscard]] WrittenNumber read_written_number(std::string_view text, const NumberMarks& marks);

}  // namespace actionplan::detail

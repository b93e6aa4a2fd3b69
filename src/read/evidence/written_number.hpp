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

// @param decimal  the mark before decimals, where it was declared; else 1234.5 is read and no other
// @throws NumberRefusal
[[nodiscard]] WrittenNumber read_written_number(std::string_view text, std::optional<char> decimal);

}  // namespace actionplan::detail

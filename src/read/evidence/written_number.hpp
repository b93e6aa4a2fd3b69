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
};

// A text that is no number as it was declared: the sentence.
struct NumberRefusal {
  std::string message;
};

// @param decimal  the mark before decimals, where it was declared; else 1234.5 is read and no other
// @throws NumberRefusal
[[nodiscard]] WrittenNumber read_written_number(std::string_view text, std::optional<char> decimal);

}  // namespace actionplan::detail

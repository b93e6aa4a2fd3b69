// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/number.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace actionplan::detail {

/// A number behind a word for measures: "Action 1.1 - ", "Activité 2.1 : ", "Commitment No. 3:".
struct LabelledNumber {
  Number number;
  std::size_t begin = 0;  ///< of its first digit, in bytes
  std::size_t end = 0;    ///< behind its last
  std::size_t rest = 0;   ///< where what follows the number and its mark begins
};

/// The one that the text begins with. A number of one part needs a mark or the text's end behind it:
/// "Project 25 schools" has none.
[[nodiscard]] std::optional<LabelledNumber> labelled_number(std::string_view text);

/// The number that a title begins with: such a one, one with a dot behind it, or a code behind a word for
/// measures, "Action EL/23/1: ", which has no parts.
[[nodiscard]] std::optional<LabelledNumber> number_of_title(std::string_view title);

}  // namespace actionplan::detail

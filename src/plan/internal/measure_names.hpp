// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>

#include "core/internal/excerpt.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// "4.2." as "4.2".
[[nodiscard]] inline std::string_view bare_number(std::string_view number) noexcept {
  if (!number.empty() && number.back() == '.') number.remove_suffix(1);
  return number;
}

/// For a number as typed that stands for several measures.
/// @param id_of  gives the id of the i-th of them
/// @throws InvalidArgument always; the message lists the first ids.
template <class IdOf>
[[noreturn]] void refuse_ambiguous(std::string_view number, std::size_t count, IdOf id_of) {
  constexpr std::size_t most = 20;
  std::string message = "Number \"" + excerpt(number) + "\" stands for " + std::to_string(count) +
                        " measures; give an id, as in id=\"" + excerpt(id_of(0)) + "\": ";
  for (std::size_t i = 0; i < std::min(count, most); ++i) {
    if (i != 0) message += ", ";
    message += excerpt(id_of(i));
  }
  if (count > most) message += " and " + std::to_string(count - most) + " more";
  throw InvalidArgument(message + ".");
}

}  // namespace actionplan::detail

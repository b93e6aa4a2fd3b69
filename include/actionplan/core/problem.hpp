// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/place.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// `info`: how something was understood; `warning`: odd or hard to evaluate, still read;
/// `error`: something could not be read or is contradictory.
enum class Severity : std::uint8_t { info, warning, error };
[[nodiscard]] constexpr auto names_of(Severity) noexcept {
  return names_to<Severity::error>("info", "warning", "error");
}

/// One finding about input, as data: the rest of the input is read all the same.
struct Problem {
  std::string code = {};  ///< stable word in snake_case, e.g. `stray_character`
  Severity severity = Severity::warning;
  Place place = {};          ///< where in the source; `Place{}` when about the whole
  std::string message = {};  ///< a sentence: what, the value, what would mend it
  std::string subject = {};  ///< number or id of the object it is about; empty: the whole input

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// Is any of them of severity `error`?
[[nodiscard]] ACTIONPLAN_EXPORT bool has_errors(const std::vector<Problem>& problems) noexcept;

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan {

/// What texts of one unit have in common, whatever their spaces, dots, percent words ("per cent",
/// "Prozent", "%") and case: "Km" and "km", "% of GDP" and "percent of GDP". Case stays where it
/// tells units apart ("mW" and "MW", src/plan/words/symbols.tsv). Plurals stay: nothing tells that
/// "trees" are no unit of their own.
[[nodiscard]] std::string unit_key(std::string_view unit);

/// Do two texts name one unit?
[[nodiscard]] inline bool is_same_unit(std::string_view a, std::string_view b) {
  return a == b || unit_key(a) == unit_key(b);
}

/// Does a unit say that numbers are in percent? Also "percentage points", which is no "%".
[[nodiscard]] bool is_percent_unit(std::string_view unit);

/// What a unit in percent ends with where it says that its numbers are no shares of one: "% (0-100)"
/// is "%".
inline constexpr std::string_view percent_scale = "(0-100)";

/// Does a unit in percent end so?
[[nodiscard]] bool states_percent_scale(std::string_view unit);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/explain.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace actionplan::detail {

/// With how many digits behind the point the numbers of an indicator are shown
/// (`IndicatorExplanation::decimals`). @param reported the values of the entries used
[[nodiscard]] std::uint8_t decimals_to_show(const IndicatorExplanation& explained,
                                            const std::vector<double>& reported);

/// The number to the nearest with so many digits behind the point, without zeros at their end.
[[nodiscard]] std::string shown_number(double value, int decimals);

/// A number that values are held against, which one that reaches the one shown has to reach: rounded
/// up, or down where it is to be fallen to.
[[nodiscard]] std::string shown_bound(double bound, int decimals, bool is_falling);

/// With so many digits that count, and all before the point.
[[nodiscard]] std::string shown_digits(double value, int digits);

/// A number as it was reported, with at most four digits behind the point (two from 10000 on) but no
/// fewer than four that count; more where it would seem to be whole and is not.
[[nodiscard]] std::string shown_reported(double value);

/// With three digits that count, and more where it would lie on the other side of `bound`.
[[nodiscard]] std::string shown_beside(double value, double bound);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <string>

namespace actionplan {

/// @file
/// Numbers as texts, pages and charts show them: with so few digits that people read them, and never
/// on another side of what they were held against. A point marks decimals in every locale; no zeros
/// stand at the end; beyond 10^15 they have six digits and a power of ten. NaN is "nan".

/// The number to the nearest with so many digits behind the point, for example
/// `IndicatorExplanation::decimals`. @param decimals 0 to 15
/// @throws InvalidArgument  there cannot be so many digits behind the point.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_number(double value, int decimals);

/// A number that values are held against, which one that reaches the one shown has to reach: rounded
/// up, or down where it is to be fallen to. @param decimals 0 to 15
/// @throws InvalidArgument  there cannot be so many digits behind the point.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_bound(double bound, int decimals,
                                                        bool is_falling = false);

/// With so many digits that count, and all before the point. @param digits 1 to 15
/// @throws InvalidArgument  there cannot be so many.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_digits(double value, int digits);

/// A number as it was reported, with at most four digits behind the point (two from 10000 on) but no
/// fewer than four that count; more where it would seem to be whole and is not.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_reported(double value);

/// With three digits that count, and more where it would lie on the other side of `bound`.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_beside(double value, double bound);

}  // namespace actionplan

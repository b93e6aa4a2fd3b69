// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/estimate.hpp>
#include <actionplan/evaluate/indicator_status.hpp>

#include "plan/internal/indicator_terms.hpp"

#include "zero_variance.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

namespace actionplan::detail {

/// As far, in parts of itself, as a number is rounded that sums and shares of decimals come to.
inline constexpr double rounding = 1e-12;

/// Does a value lie at a bound or beyond it, on the side that is asked for? What rounding alone
/// tells apart is the same: twelve months of 1.2 reach 14.4.
[[nodiscard]] inline bool reaches(double value, double bound, bool is_falling) noexcept {
  const double distance = is_falling ? bound - value : value - bound;
  return distance >= -rounding * std::max(std::abs(value), std::abs(bound));
}

/// The nearest number that does not reach a bound.
[[nodiscard]] inline double just_short_of(double bound, bool is_falling) noexcept {
  const double infinite = std::numeric_limits<double>::infinity();
  const double next = std::nextafter(bound, is_falling ? infinite : -infinite);
  const double slack = 2 * rounding * std::abs(bound);
  return is_falling ? std::max(next, bound + slack) : std::min(next, bound - slack);
}

/// A value as it is held against a target.
struct Measured {
  Estimate estimate;
  std::int32_t day = 0;     ///< the last day that it speaks of, not after `as_of`
  ZeroVariance sample;      ///< tested exactly, or where it is no share not at all
  bool is_partial = false;  ///< joined over fewer periods than the whole duty has
  bool has_gap = false;     ///< with periods missing before `day`
};

/// A verdict on a value with the numbers compared; NaN where there is none.
struct ValueVerdict {
  IndicatorStatus status = IndicatorStatus::no_target;
  IndicatorReasonSet reasons;
  double expected = std::numeric_limits<double>::quiet_NaN();
  double progress = std::numeric_limits<double>::quiet_NaN();
  double p_value = std::numeric_limits<double>::quiet_NaN();  ///< of the test that decided
  IndicatorStatus point_status = IndicatorStatus::no_target;  ///< as if there were no error
};

/// The decision table of docs/guide/indicator_status.md for numbers.
///
/// @param alpha  level of the one-sided test, unless the terms have their own.
[[nodiscard]] ValueVerdict judge_value(const Measured& measured, const IndicatorTerms& terms,
                                       std::span<const TargetStep> steps, std::int32_t as_of,
                                       double alpha);

/// What is expected by a day: the last step that has ended, or the straight line from the baseline
/// on the first day to the target on the due day. NaN: nothing says.
[[nodiscard]] double expected_by(std::int32_t day, const IndicatorTerms& terms,
                                 std::span<const TargetStep> steps) noexcept;

}  // namespace actionplan::detail

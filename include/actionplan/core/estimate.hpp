// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstdint>
#include <limits>
#include <optional>

namespace actionplan {

/// One result of a survey: a value with its sampling uncertainty.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();           ///< point estimate, its unit
  double standard_error = std::numeric_limits<double>::quiet_NaN();  ///< same unit; NaN: none
  double df = std::numeric_limits<double>::infinity();  ///< degrees of freedom of the error
  std::int64_t n = 0;                                   ///< unweighted cases
  std::optional<double> deff = {};                      ///< design effect, a ratio of variances

  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// Two ends of an interval, both in it.
struct Interval {
  double lower = 0;
  double upper = 0;

  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Symmetric interval by Student's t with the estimate's df; the normal only where df is infinite.
///
/// @param level  share of intervals that hold the truth, in (0, 1).
/// @throws InvalidArgument  `level` outside (0, 1).
/// @throws EstimationError  no finite value and standard error, or df not above 0.
[[nodiscard]] ACTIONPLAN_EXPORT Interval confint(const Estimate& estimate, double level = 0.95);

/// One-sided p-value of "the truth is at most `bound`": how likely a value at least this high is
/// when the truth lies at the bound. Small: the truth is above. Student's t with the estimate's df;
/// without sampling error 0, 1 or, exactly at the bound, 1/2.
///
/// @param variance_of_bound  squared standard error of the bound itself, independent; >= 0.
/// @throws InvalidArgument  `bound` not finite, or a negative or unbounded variance.
/// @throws EstimationError  as `confint`.
[[nodiscard]] ACTIONPLAN_EXPORT double p_value_above(const Estimate& estimate, double bound,
                                                     double variance_of_bound = 0);

/// The same with the sides exchanged: small where the truth lies below `bound`.
[[nodiscard]] ACTIONPLAN_EXPORT double p_value_below(const Estimate& estimate, double bound,
                                                     double variance_of_bound = 0);

}  // namespace actionplan

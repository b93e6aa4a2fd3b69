// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>

#include <span>
#include <vector>

namespace actionplan::survey {

struct QuantileOptions {
  std::vector<double> probabilities = {0.5};  ///< in [0, 1]
  QuantileRule rule = QuantileRule::math;
  ProportionMethod interval = ProportionMethod::mean;  ///< scale of the proportion below
  double level = 0.95;                                 ///< of the intervals, in (0, 1)
  bool has_intervals = true;                           ///< without: no standard errors either
};

/// Quantiles with the intervals that their standard errors come from.
struct Quantiles {
  Estimates estimates;  ///< without covariance; the standard error is the interval's half over t
  std::vector<Interval> intervals;  ///< an end beyond the sample is NaN
};

/// Quantiles of the population's distribution, variable by variable, within one probability by
/// probability, then domain by domain.
///
/// The interval is Woodruff's: that of the proportion not above the quantile, read back from the
/// sample by the same rule. Cumulative weights are compared with a relative tolerance of 1e-12, so
/// that rounding decides no tie.
///
/// @throws InvalidArgument  a probability outside [0, 1], a level outside (0, 1); as `mean`.
/// @throws EstimationError  as `mean`.
/// @source  Woodruff 1952, JASA 47, 635; Francisco, Fuller 1991; rules: Hyndman, Fan 1996, The
///          American Statistician 50, 361, with weights; Shah, Vaish 2006
[[nodiscard]] ACTIONPLAN_EXPORT Quantiles quantile(const Design& design,
                                                   std::span<const Column> variables,
                                                   const QuantileOptions& quantiles,
                                                   const EstimateOptions& options = {});

/// Quantile of values with weights, by rule; NaN where there is none of weight above 0 or the
/// probability is outside [0, 1].
/// @param values  finite, in any order.  @param weights  >= 0, as many.
[[nodiscard]] ACTIONPLAN_EXPORT double weighted_quantile(std::span<const double> values,
                                                         std::span<const double> weights,
                                                         double probability, QuantileRule rule);

}  // namespace actionplan::survey

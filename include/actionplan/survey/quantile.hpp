// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan::survey {

using actionplan::to_string;

/// How the error of a quantile is found.
enum class QuantileError : std::uint8_t {
  woodruff,    ///< the interval of the share at or below it, read back
  score,       ///< the values at which a test of that share does not reject
  replicates,  ///< the quantile anew under each replicate: of a replicate design
};
[[nodiscard]] constexpr auto names_of(QuantileError) noexcept {
  return names_to<QuantileError::replicates>("woodruff", "score", "replicates");
}

struct QuantileOptions {
  std::vector<double> probabilities = {0.5};  ///< in [0, 1]
  QuantileRule rule = QuantileRule::math;
  QuantileError error = QuantileError::woodruff;
  ProportionMethod interval = ProportionMethod::mean;  ///< scale of the proportion below (Woodruff)
  double level = 0.95;                                 ///< of the intervals, in (0, 1)
  bool has_intervals = true;                           ///< without: no standard errors either
};

/// Quantiles with the intervals that their standard errors come from.
struct Quantiles {
  Estimates estimates = {};              ///< the standard error is the interval's half over t
  std::vector<Interval> intervals = {};  ///< an end beyond the sample is NaN
};

/// Quantiles of the population's distribution, variable by variable, within one probability by
/// probability, then domain by domain.
///
/// The interval is Woodruff's: that of the proportion not above the quantile, read back from the
/// sample by the same rule. Cumulative weights are compared with a relative tolerance of 1e-12, so
/// that rounding decides no tie.
///
/// By `score` the interval holds the values x at which the share F(x) of the population at or below x
/// is within t standard errors of p, each taken at x; it is not read back through the error at the
/// quantile, and may be wider on one side. By `replicates` it is symmetric by Student's t, with the
/// covariance of the replicates, which needs a statistic that is smooth enough: BRR, Fay's method and
/// bootstraps serve, a jackknife that leaves out one unit does not.
///
/// The covariance of two quantiles is that of the shares of the population at or below them, each
/// put on the scale of its quantile by the ratio of their standard errors: the correlation is that
/// of the shares. For more than one result it takes another pass over the rows, and a byte for each
/// of them, variable and probability; `covariance = false` leaves it out.
///
/// @throws InvalidArgument  a probability outside [0, 1], a level outside (0, 1), `replicates` of a
///         design that has none; as `mean`.
/// @throws EstimationError  as `mean`.
/// @source  Woodruff 1952, JASA 47, 635; Francisco, Fuller 1991, Annals of Statistics 19, 454
///          (errors, test inversion, and the joint distribution of quantiles by that of the shares);
///          replicates: Kovar, Rao, Wu 1988, Canadian Journal of Statistics 16 (S), 25; rules:
///          Hyndman, Fan 1996, The American Statistician 50, 361, with weights; Shah, Vaish 2006,
///          Proceedings of the Section on Survey Research Methods, ASA, as told by the vignette
///          "Estimating quantiles" of R's survey (docs/decisions/0043)
[[nodiscard]] ACTIONPLAN_EXPORT Quantiles quantile(const Design& design,
                                                   std::span<const Column> variables,
                                                   const QuantileOptions& quantiles,
                                                   const EstimateOptions& options = {});

/// Quantile of values with weights, by rule; NaN where there is none of weight above 0 or the
/// probability is outside [0, 1]. Rows of weight 0 are no rows.
///
/// In order of values (equal ones as they came) let place k of n have weight w_k and cumulative
/// weight C_k. `math`, `hf1`: the first x_k with C_k >= p C_n; `school`, `hf2`: midway to x_(k+1)
/// where C_k = p C_n; `shahvaish`: the first x_k with (C_k - w_k / 2 + u / 2) / (C_n + u) >= p, where
/// u = C_n / n, which gives k / (n + 1) for equal weights; `hf3`: the x_k with C_k nearest to p C_n,
/// of two the one with k even. `hf4` to `hf9`: linear between (p_k, x_k), flat
/// outside, p_k = (C_k - a w_k) / (C_n + (1 - a - b) w_n) with Hyndman and Fan's a, b: 0, 1; 1/2,
/// 1/2; 0, 0; 1, 1; 1/3, 1/3; 3/8, 3/8. They define equal weights only; a count of one becomes the
/// weight of the place it stands for: for `hf3`, `hf6`, `hf7` and `hf9` this library's choice.
///
/// @param values  finite where the weight is above 0, in any order.  @param weights  >= 0, as many.
/// @throws InvalidArgument  what is no such sample.
[[nodiscard]] ACTIONPLAN_EXPORT double weighted_quantile(std::span<const double> values,
                                                         std::span<const double> weights,
                                                         double probability, QuantileRule rule);

}  // namespace actionplan::survey

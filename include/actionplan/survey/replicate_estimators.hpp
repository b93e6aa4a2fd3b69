// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace actionplan::survey {

// The estimators of `estimators.hpp` with the error told by replicates: same arguments, order,
// flags and throws. One pass over the rows serves all replicates, variables and domains.
//
// Degrees of freedom are the rank of the replicate weights over the rows used, minus 1 (DfRule
// `domain`: per domain), or of the design and its subset (`design`). A statistic without a value in
// some replicate, such as a domain that a replicate leaves empty, has no standard error and is
// flagged `undefined`.

[[nodiscard]] ACTIONPLAN_EXPORT Estimates mean(const ReplicateDesign& design,
                                               std::span<const Column> variables,
                                               const EstimateOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Estimates total(const ReplicateDesign& design,
                                                std::span<const Column> variables,
                                                const EstimateOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Estimates ratio(const ReplicateDesign& design,
                                                std::span<const Column> numerators,
                                                std::span<const Column> denominators,
                                                const EstimateOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Estimates variance(const ReplicateDesign& design,
                                                   std::span<const Column> variables,
                                                   const EstimateOptions& options = {});

/// Standard errors of the logits of means of 0 and 1, each logit computed anew under each replicate:
/// those of an intercept alone. Order as `mean`; NaN where a replicate has none or every case.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<double> logit_errors(
    const ReplicateDesign& design, std::span<const Column> variables,
    const EstimateOptions& options = {});

/// Quantiles; intervals by Woodruff's method with the replicates' error of the proportion below.
[[nodiscard]] ACTIONPLAN_EXPORT Quantiles quantile(const ReplicateDesign& design,
                                                   std::span<const Column> variables,
                                                   const QuantileOptions& quantiles,
                                                   const EstimateOptions& options = {});

/// Statistics of the weights of all rows (0 outside the domain): as many numbers each time.
using Statistic = std::function<std::vector<double>(std::span<const double> weights)>;

/// Any statistics: computed with the weights of the full sample, then with those of each replicate,
/// in order. `labels` may be empty.
/// @throws EstimationError  a value that is not finite, or another number of values than before;
///         what `statistic` throws passes through.
/// @source  Wolter 2007, chapters 3 to 5
[[nodiscard]] ACTIONPLAN_EXPORT Estimates replicated(const ReplicateDesign& design,
                                                     const Statistic& statistic,
                                                     std::vector<std::string> labels = {});

}  // namespace actionplan::survey

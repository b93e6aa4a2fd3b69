// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cases.hpp"

#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/matrix.hpp>

#include <vector>

namespace actionplan::survey::detail {

/// Statistics with the weighted influence of each row on them: the clear way to an estimate, for
/// designs of any kind. Statistic s of domain d is result s * domains + d.
struct Linearised {
  std::vector<double> values;
  Matrix influence;                  ///< rows x results
  std::vector<double> srs_variance;  ///< of simple random sampling, where asked for
};

[[nodiscard]] Linearised linearise_mean(const Design& design, std::span<const Column> variables,
                                        const Cases& cases, const EstimateOptions& options);
[[nodiscard]] Linearised linearise_total(const Design& design, std::span<const Column> variables,
                                         const Cases& cases, const EstimateOptions& options);
[[nodiscard]] Linearised linearise_ratio(const Design& design, std::span<const Column> numerators,
                                         std::span<const Column> denominators, const Cases& cases,
                                         const EstimateOptions& options);
[[nodiscard]] Linearised linearise_variance(const Design& design, std::span<const Column> variables,
                                            const Cases& cases, const EstimateOptions& options);

/// Estimates from values and their covariance: flags, degrees of freedom, design effects.
/// @param srs_variance  empty: no design effects.
/// @throws EstimationError  a result on its own without degrees of freedom.
[[nodiscard]] Estimates finish(const Design& design, const Cases& cases,
                               const EstimateOptions& options, std::vector<double> values,
                               Matrix covariance, std::span<const double> srs_variance);

[[nodiscard]] Estimates finish(const Design& design, const Cases& cases,
                               const EstimateOptions& options, Linearised statistics);

}  // namespace actionplan::survey::detail

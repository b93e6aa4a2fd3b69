// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cases.hpp"

#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/matrix.hpp>

#include <cmath>
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

/// Results of which the whole covariance is computed unless asked otherwise.
inline constexpr std::size_t most_in_covariance = 1000;

/// @throws EstimationError  a result on its own, not of a table, without degrees of freedom.
void require_df(const Estimates& estimates, const EstimateOptions& options);

/// @throws EstimationError  a size of the population that is needed and not known.
void require_deff(bool has_normalised_weights, Deff deff);

/// Do weights add up to so near to the number of rows that they were scaled to it, and rounded? A
/// sample of all but a thousandth of its population is no sample.
[[nodiscard]] inline bool is_near_rows(double weight, double rows) noexcept {
  return std::abs(weight - rows) <= 1e-3 * rows;
}

/// @throws EstimationError  weights that are normalised.
void require_population(bool has_normalised_weights);

/// The end of every estimate: flags, standard errors, design effects.
/// @param covariance  full, or a column of variances.
[[nodiscard]] Estimates finish_with_df(const Cases& cases, const std::vector<double>& df,
                                       const EstimateOptions& options, std::vector<double> values,
                                       Matrix covariance, std::span<const double> srs_variance);

/// Estimates from values and their covariance: flags, degrees of freedom, design effects.
/// @param srs_variance  empty: no design effects.
/// @throws EstimationError  a result on its own without degrees of freedom.
[[nodiscard]] Estimates finish(const Design& design, const Cases& cases,
                               const EstimateOptions& options, std::vector<double> values,
                               Matrix covariance, std::span<const double> srs_variance);

[[nodiscard]] Estimates finish(const Design& design, const Cases& cases,
                               const EstimateOptions& options, Linearised statistics);

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>

#include <span>

namespace actionplan::survey {

// Common to all: columns have shape (n), n = design.size(), in row order, any unit, and are borrowed
// for the call. With Missing::omit a case counts only if no column of the call is missing. Results
// come variable by variable, within one domain by domain; labels are left empty. A domain without a
// case is NaN and flagged, one of a single case has no standard error.
//
// @throws InvalidArgument  a column of another length, a domain code out of range, a missing value
//         under Missing::refuse, an infinite value.
// @throws EstimationError  as `covariance`; a result on its own (no domains) without degrees of
//         freedom.

/// Means: ratios of weighted sums to the sum of weights.
/// @source  Särndal, Swensson, Wretman 1992, 5.7.3; domains 10.3; tests/reference
[[nodiscard]] ACTIONPLAN_EXPORT Estimates mean(const Design& design,
                                               std::span<const Column> variables,
                                               const EstimateOptions& options = {});

/// Totals over the population.
/// @throws EstimationError  weights that are normalised to the number of rows.
/// @source  Horvitz, Thompson 1952; Särndal, Swensson, Wretman 1992, 4.3
[[nodiscard]] ACTIONPLAN_EXPORT Estimates total(const Design& design,
                                                std::span<const Column> variables,
                                                const EstimateOptions& options = {});

/// Ratios of totals, of each numerator to each denominator, numerators fastest. A denominator that
/// adds up to zero leaves NaN and a flag.
/// @source  Särndal, Swensson, Wretman 1992, 5.6
[[nodiscard]] ACTIONPLAN_EXPORT Estimates ratio(const Design& design,
                                                std::span<const Column> numerators,
                                                std::span<const Column> denominators,
                                                const EstimateOptions& options = {});

/// Variances and covariances in the population, p x p column by column, with the factor n/(n-1).
/// Standard errors take the means as known, which is right to first order.
/// @source  Särndal, Swensson, Wretman 1992, 5.9
[[nodiscard]] ACTIONPLAN_EXPORT Estimates variance(const Design& design,
                                                   std::span<const Column> variables,
                                                   const EstimateOptions& options = {});

}  // namespace actionplan::survey

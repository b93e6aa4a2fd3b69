// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/estimate.hpp>

#include "plan/internal/indicator_terms.hpp"

#include <string_view>

namespace actionplan::detail {

/// A sample with a standard error of 0: every case gave the same answer, or nothing was computed.
/// Zero variance is not certainty: 8 of 8 is compatible with a share of 69 % in the population.
struct ZeroVariance {
  double size = 0;   ///< effective cases; 0: no such sample
  double whole = 0;  ///< of the share that the value is: 100 or 1; 0: it is no share

  [[nodiscard]] bool is_present() const noexcept { return size > 0; }
};

/// Cases of a simple random sample that tell as much: n over the declared design effect; without
/// one the sampling units, of which there are at least df + 1; never more than n.
/// @source  Korn, Graubard 1998, Survey Methodology 24, 193
[[nodiscard]] double effective_size(const Estimate& estimate) noexcept;

/// Of what share a value in this unit is: 100 of a percentage, 1 of a share of one, 0 of none.
[[nodiscard]] double whole_of(std::string_view unit, const IndicatorTerms& terms, double value);

/// One-sided p-values of a share against a bound.
struct SidedP {
  double above = 1;  ///< of "the truth is at most the bound"
  double below = 1;  ///< of "the truth is at least the bound"
};

/// By the binomial distribution, exact for whole cases, continued between them.
/// @param share, bound  of 1; a bound outside [0, 1] is never, or always, passed.
/// @source  Clopper, Pearson 1934, Biometrika 26, 404
[[nodiscard]] SidedP exact_p(double share, double size, double bound) noexcept;

/// The standard error with which such a value enters a sum or a mean of several samples; NaN of
/// what is no share.
/// @source  Agresti, Coull 1998, The American Statistician 52, 119: two successes and two failures
///          are added
[[nodiscard]] double joining_error(double value, const ZeroVariance& sample) noexcept;

}  // namespace actionplan::detail

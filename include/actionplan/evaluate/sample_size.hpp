// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstdint>
#include <optional>

namespace actionplan {

/// What the next round of a survey is planned for.
struct SampleSizeQuestion {
  double target = 0;      ///< the indicator's target; a share between 0 and 1, or a mean
  double true_value = 0;  ///< what is supposed to be true; not the target itself
  double power = 0.8;     ///< chance of showing it, in (alpha, 1)
  double alpha = 0.05;    ///< level of the one-sided test, in (0, 0.5)
  double deff = 1;        ///< design effect; > 0
  std::optional<double> standard_deviation = {};  ///< of one case, for a mean; absent: a share
};

/// How many cases a survey needs to show, by the one-sided test of an assessment, on which side of a
/// target the truth lies. Helps to plan the next round; it mends nothing of the last one.
///
/// Normal approximation for one sample, with the variance of a share at the target under the test
/// and at the true value under its power, times the design effect; rounded up.
///
/// @throws InvalidArgument when a number is out of range; the nearer the true value to the target
///         the more cases, and at the target none suffice.
/// @source Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed.,
///         chapter 2 (one sample); tests/unit/evaluate/sample_size_test.cpp
[[nodiscard]] ACTIONPLAN_EXPORT std::int64_t sample_size(const SampleSizeQuestion& question);

}  // namespace actionplan

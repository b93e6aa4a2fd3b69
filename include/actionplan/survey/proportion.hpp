// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/estimate.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/words.hpp>

#include <vector>

namespace actionplan::survey {

/// Interval of an estimated proportion with its standard error, degrees of freedom and unweighted
/// cases. NaN to NaN where the standard error is 0 and the method divides by it (all but `mean`).
///
/// @param level  share of intervals that hold the truth, in (0, 1).
/// @throws InvalidArgument  `level` outside (0, 1), a proportion outside [0, 1].
/// @throws EstimationError  no finite standard error, or df not above 0.
/// @source  beta: Korn, Graubard 1998, Survey Methodology 24, 193; wilson: Wilson 1927 with the
///          effective sample size, Dean, Pagano 2015, JSSAM 3, 484; likelihood: Rao, Scott 1984
[[nodiscard]] ACTIONPLAN_EXPORT Interval proportion_interval(const Estimate& proportion,
                                                             ProportionMethod method,
                                                             double level = 0.95);

/// The same for each result; NaN to NaN for one that is flagged.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Interval> proportion_intervals(
    const Estimates& proportions, ProportionMethod method, double level = 0.95);

}  // namespace actionplan::survey

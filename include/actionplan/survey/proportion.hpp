// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/estimate.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/words.hpp>

#include <optional>
#include <span>
#include <vector>

namespace actionplan::survey {

/// Interval of an estimated proportion with its standard error, degrees of freedom and unweighted
/// cases.
///
/// Zero variance is not certainty: where the standard error is 0, as of no or every case, the
/// interval is Clopper and Pearson's by any method, of as many cases as are effective: n over the
/// estimate's design effect, if it has one; else as many as there are sampling units, df + 1 where
/// only the degrees of freedom are known; never more than n.
///
/// t is Student's at `level` with the estimate's df, n* = p (1 - p) / se^2 the effective sample
/// size. `xlogit`, `logit` (the model's error of its intercept is the same) and `asin` add t times
/// the delta method's error on their scale; an end of `asin` stops at 0 or 1. `beta` takes n* (t_(n
/// - 1) / t)^2 cases. `wilson` takes t and n*: the same as z and n* (z / t)^2, or t_(n - 1) and the
/// cases of `beta`. `likelihood` ends where n* times the deviance per case reaches t^2, whatever
/// the weights add up to.
///
/// @param level  share of intervals that hold the truth, in (0, 1).
/// @throws InvalidArgument  `level` outside (0, 1), a proportion outside [0, 1].
/// @throws EstimationError  no finite standard error, df not above 0, or `beta` of a single case or of
///         a standard error as of more than 1e18.
/// @source  beta: Korn, Graubard 1998, Survey Methodology 24, 193; wilson: Wilson 1927 with the
///          effective sample size, Dean, Pagano 2015, JSSAM 3, 484; likelihood: Rao, Scott 1984
[[nodiscard]] ACTIONPLAN_EXPORT Interval proportion_interval(const Estimate& proportion,
                                                             ProportionMethod method,
                                                             double level = 0.95);

/// The same for each result; NaN to NaN for one that is flagged.
/// @param declared_deff  design effect, > 0, of those without variance, of which none can be
///                       estimated; none: their sampling units count. A whole population has none.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Interval> proportion_intervals(
    const Estimates& proportions, ProportionMethod method, double level = 0.95,
    std::optional<double> declared_deff = {});

/// By `logit` with the errors of the logits themselves, as replicates give them, in place of the
/// delta method's; where one is NaN, that stands in.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Interval> proportion_intervals(
    const Estimates& proportions, std::span<const double> logit_errors, double level = 0.95,
    std::optional<double> declared_deff = {});

}  // namespace actionplan::survey

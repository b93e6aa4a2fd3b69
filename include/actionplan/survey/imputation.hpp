// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>

#include <span>

namespace actionplan::survey {

/// One set of results from those of several completed data sets: multiple imputations, or plausible
/// values. The value is the mean; the covariance is the mean of the sampling covariances plus
/// (1 + 1 / m) times that between the m sets.
///
/// Degrees of freedom by Barnard and Rubin, from those of each set: without variance between the
/// sets they are the complete data's.
///
/// @param sets  two or more, of the same results in the same order, with covariance.
/// @return      n and weighted_n the lowest; flagged as the worst of the sets.
/// @throws InvalidArgument  fewer than two sets, other sizes or labels, no covariance.
/// @source  Rubin 1987, Multiple Imputation for Nonresponse in Surveys, 3.1; Barnard, Rubin 1999,
///          Biometrika 86, 948; plausible values: OECD 2009, PISA Data Analysis Manual, chapter 8
[[nodiscard]] ACTIONPLAN_EXPORT Estimates pool(std::span<const Estimates> sets);

}  // namespace actionplan::survey

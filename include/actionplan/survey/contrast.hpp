// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/matrix.hpp>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::survey {

/// Linear combinations of results of one survey, such as differences between domains, with their
/// covariance. Degrees of freedom and n are the lowest of the results that enter with a weight
/// other than 0.
///
/// @param weights  combinations x estimates.size(), finite.
/// @param labels   one per combination.
/// @throws InvalidArgument  sizes that do not fit; results without their covariance.
/// @throws EstimationError  a result that enters has no value or no standard error.
[[nodiscard]] ACTIONPLAN_EXPORT Estimates contrast(const Estimates& estimates, MatrixView weights,
                                                   std::vector<std::string> labels);

/// Functions of results by the delta method, such as the ratio of two domains' means: their values,
/// and how each grows with each result. Degrees of freedom and n as above.
///
/// @param values  one per function, computed of the results.
/// @param slopes  functions x estimates.size(): partial derivatives there, finite.
/// @throws InvalidArgument  as above, or a value or slope that is not finite.
/// @throws EstimationError  as above.
/// @source  Wolter 2007, Introduction to Variance Estimation, 6.2; tests/reference
[[nodiscard]] ACTIONPLAN_EXPORT Estimates contrast(const Estimates& estimates,
                                                   std::vector<double> values, MatrixView slopes,
                                                   std::vector<std::string> labels);

/// Change from one round of a survey to another, result by result: `to` minus `from`.
///
/// @param covariance  of results of `from` (rows) with those of `to`, where the samples overlap;
///                    none: independent samples.
/// @return  flagged as the worse of the two; df of independent rounds by Satterthwaite's formula,
///          of overlapping ones the lower; n the lower.
/// @throws InvalidArgument  other sizes or labels; a covariance that leaves a negative variance.
/// @source  Kish 1965, 12.4; Satterthwaite 1946, Biometrics Bulletin 2, 110
[[nodiscard]] ACTIONPLAN_EXPORT Estimates change(const Estimates& from, const Estimates& to,
                                                 std::optional<MatrixView> covariance = {});

}  // namespace actionplan::survey

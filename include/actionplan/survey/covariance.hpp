// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>

namespace actionplan::survey {

/// Covariance matrix, over samples of the design, of p statistics given by their linearisation.
///
/// Row i of `influence` is w_i u_i, the weighted influence of row i on each statistic, such as
/// w_i (y_i - mean) / sum(w) for a mean and w_i y_i for a total. Rows outside the design's domain
/// are taken as zeros, whatever they hold. Sums over units, centred in their group, squared; one
/// term per stage, each later one times the fractions sampled above it.
///
/// @param influence  n x p, n = design.size(); finite inside the domain.
/// @return           p x p, symmetric, in the units of the statistics multiplied.
/// @throws InvalidArgument  another number of rows.
/// @throws EstimationError  a stratum with one unit under LonelyPsu::fail.
/// @source  Binder 1983; Särndal, Swensson, Wretman 1992, 4.3.21 (stages), 5.5 (linearisation)
[[nodiscard]] ACTIONPLAN_EXPORT Matrix covariance(const Design& design, MatrixView influence);

}  // namespace actionplan::survey

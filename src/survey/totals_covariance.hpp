// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <span>

namespace actionplan::survey::detail {

/// Units x statistics; a unit's totals lie side by side.
using Totals = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Covariance from totals of weighted influence per unit of the design's last stage.
///
/// @param has_case  per unit of stage 1, not 0 where the domain has a row; read only where the
///                  design adjusts strata of which a domain holds one unit. Empty: all have.
/// @throws EstimationError  a group of one unit under LonelyPsu::fail.
[[nodiscard]] Eigen::MatrixXd covariance_of_totals(const Design& design, const Totals& totals,
                                                   std::span<const std::uint8_t> has_case);

}  // namespace actionplan::survey::detail

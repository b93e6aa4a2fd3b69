// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "totals_covariance.hpp"

namespace actionplan::survey::detail {

/// Rows are the units of the only stage, and no group has a single one that was not certain.
[[nodiscard]] bool has_plain_row_units(const Design& design);

/// As `covariance_of_domains`, for such designs: from means and squares per group and domain, so
/// that memory does not grow with rows times domains.
[[nodiscard]] Eigen::MatrixXd covariance_of_row_units(const Design& design,
                                                      const DomainInfluence& influence);

}  // namespace actionplan::survey::detail

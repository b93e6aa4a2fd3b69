// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/calibration.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace actionplan::survey::detail {

/// `reweigh` of the full sample and of each replicate; what it throws names the replicate.
[[nodiscard]] ReplicateDesign reweigh_replicates(
    const ReplicateDesign& design,
    const std::function<std::vector<double>(std::span<const double>)>& reweigh);

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/plan/indicator.hpp>
#include <actionplan/plan/profile.hpp>

#include <vector>

namespace actionplan::detail {

/// Does it give no unit, and a target or a baseline above 0 and below 1?
[[nodiscard]] bool has_unstated_share(const IndicatorProfile& said) noexcept;

/// Targets and the baseline of an indicator in percent of which nobody can tell whether they are
/// percent or shares of one: without a unit, above 0 and below 1. They count as they stand.
///
/// @param kind  of the indicator, as the profile corrects it.
[[nodiscard]] std::vector<Problem> unstated_shares(const IndicatorId& id, IndicatorKind kind,
                                                   const IndicatorProfile& said);

}  // namespace actionplan::detail

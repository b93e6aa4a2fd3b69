// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <vector>

namespace actionplan::detail {

/// What `check_profile` finds of one measure and its indicators that was not applied, without a look
/// at the rest of the plan; nothing of formulas, whose inputs are of other measures.
[[nodiscard]] std::vector<Problem> said_in_vain(const PlanHeading& heading, const Measure& measure,
                                                const Profile& profile);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/id.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <set>
#include <vector>

namespace actionplan::detail {

/// Adds the measures that formulas of those in `ids` ask for in one of the versions, on and on.
/// @param in_force  of the history.
void add_formula_inputs(const PlanHistory& history, const std::vector<const Revision*>& in_force,
                        std::set<MeasureId>& ids);

/// The same revisions with some of their measures alone, in the same order; sections and agencies
/// are whole. What an assessment says of those measures is the same under both, as long as the
/// inputs of their formulas are among them.
///
/// @param in_force  of a history, oldest first; the last is the plan of the day.
[[nodiscard]] PlanHistory reduced_history(const std::vector<const Revision*>& in_force,
                                          const std::set<MeasureId>& ids);

}  // namespace actionplan::detail

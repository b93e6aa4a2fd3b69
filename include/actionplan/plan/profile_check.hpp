// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <vector>

namespace actionplan {

/// What a profile says that `apply` cannot do (words of splits that do not stand in the text,
/// deadlines that contradict themselves, due days of reports that are not expected, unknown ids), as
/// it says it, and what cannot be measured by: `profile_other_plan` (its `plan` is another title, a
/// warning, since titles change between versions), `profile_unknown_measure` and
/// `profile_unknown_indicator` (an id that the plan lacks, with the nearest it has),
/// `profile_direction` (the target lies on the other
/// side of the baseline), `profile_path` (a line is declared beside targets of several periods),
/// `profile_target_mode` (incremental targets of what is not a sum),
/// `profile_targets_disagree` (the life-of-plan target is not the sum of the periods', or two are for
/// one time, of which none counts then),
/// `profile_unit_unstated` (a target or baseline between 0 and 1 of a percentage without a unit, a
/// warning),
/// `profile_target_after_due` and `profile_baseline_after_due` (for a time when the measure is over,
/// warnings), `profile_sum_with_baseline` (a sum is held against the target without the baseline, a
/// remark),
/// `profile_boundary_target` (a survey can never show 0 or 100 percent), `profile_cadence` (no
/// period of it ends between the first day and the due day), `profile_number` (a value that is not
/// finite, a weight or alpha out of range); and of formulas `formula_units`,
/// `unknown_indicator` and `formula_cycle`.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> check_profile(const Plan& plan,
                                                                   const Profile& profile);

/// A plan with a profile's corrections in place, and what the profile says in vain.
struct CheckedPlan {
  Plan plan = {};                      ///< as `apply` makes it
  std::vector<Problem> problems = {};  ///< as `check_profile` finds them
};

/// `apply` and `check_profile` in one, which costs little more than the former.
/// @throws Cancelled when `cancel` says so.
[[nodiscard]] ACTIONPLAN_EXPORT CheckedPlan apply_and_check(const Plan& plan,
                                                            const Profile& profile,
                                                            const Cancel& cancel = {});

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <string_view>
#include <vector>

namespace actionplan {

/// A rule of plan lint, described for a drafter.
struct LintRule {
  std::string_view id = {};  ///< also the code of its Problems
  Severity severity = Severity::warning;
  std::string_view summary = {};  ///< why what it finds cannot be evaluated
  std::string_view remedy = {};   ///< what would make it so
  std::string_view good = {};     ///< an example that passes
  std::string_view bad = {};      ///< an example that is found
};

/// Every rule, in the order in which `lint` applies them.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<LintRule>& lint_rules();

/// What keeps a plan from being evaluated, measure by measure: one Problem for each rule and each
/// measure or indicator it finds, in document order. What the profile supplies (unit, targets,
/// cadence, `covers_measure`) counts as said, and its corrections of kinds, splits and days are in
/// place; what of it cannot be applied (`profile_...`, as `apply` says it) comes first.
/// @throws Cancelled when `cancel`, asked at each measure, says so.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> lint(const Plan& plan,
                                                          const Profile& profile = {},
                                                          const Cancel& cancel = {});

}  // namespace actionplan

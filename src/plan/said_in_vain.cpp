// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/said_in_vain.hpp"

#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/plan/profile_check.hpp>

#include <utility>

namespace actionplan::detail {
namespace {

// What the profile says of this measure.
Profile part_of(const Profile& profile, const Measure& measure) {
  Profile part;
  part.report_due = profile.report_due;
  if (const auto said = profile.measures.find(measure.id); said != profile.measures.end()) {
    part.measures.insert(*said);
  }
  for (const Indicator& indicator : measure.indicators) {
    const auto said = profile.indicators.find(indicator.id);
    if (said == profile.indicators.end()) continue;
    part.indicators.insert(*said).first->second.formula.reset();
  }
  return part;
}

// The measure without what it has in common with others.
Plan plan_of(const PlanHeading& heading, Measure measure) {
  measure.section.reset();
  measure.assignments.clear();
  PlanBuilder builder;
  builder.heading() = heading;
  builder.add(std::move(measure));
  return builder.build();
}

// Is it of what counts as it stands, though it is odd?
bool is_applied(const Problem& problem) {
  return problem.code == "profile_unit_unstated" || problem.code == "profile_target_after_due" ||
         problem.code == "profile_baseline_after_due" ||
         problem.code == "profile_sum_with_baseline";
}

}  // namespace

std::vector<Problem> said_in_vain(const PlanHeading& heading, const Measure& measure,
                                  const Profile& profile) {
  const Profile part = part_of(profile, measure);
  std::vector<Problem> problems;
  if (part == Profile{}) return problems;
  problems = check_profile(plan_of(heading, measure), part);
  std::erase_if(problems, is_applied);
  return problems;
}

}  // namespace actionplan::detail

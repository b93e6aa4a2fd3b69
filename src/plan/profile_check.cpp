// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/profile_check.hpp>

#include "core/internal/nearest.hpp"
#include "plan/internal/indicator_terms.hpp"

#include "unknown_in_profile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace actionplan {
namespace {

bool names_unknown(const Plan& plan, const Profile& profile) {
  for (const auto& entry : profile.measures) {
    if (plan.find_measure(entry.first) == nullptr) return true;
  }
  for (const auto& entry : profile.indicators) {
    if (plan.find_indicator(entry.first) == nullptr) return true;
    if (!entry.second.formula) continue;
    for (const FormulaInput& input : entry.second.formula->inputs()) {
      if (plan.find_indicator(input.indicator) == nullptr) return true;
    }
  }
  return false;
}

bool corrects_measures(const Profile& profile) {
  return profile.report_due ||
         std::any_of(profile.measures.begin(), profile.measures.end(), [](const auto& entry) {
           const MeasureProfile& said = entry.second;
           return said.deadline || !said.indicators.empty() || said.report_due;
         });
}

// Does anything of the profile need to be applied to know what it says in vain?
bool has_to_be_applied(const Plan& plan, const Profile& profile) {
  return corrects_measures(profile) || names_unknown(plan, profile);
}

// @param after  the plan with the profile's corrections; null: nothing in it has to be applied
std::vector<Problem> check_applied(const Plan& plan, const Profile& profile, const Plan* after) {
  detail::DistinctProblems all;  // `apply` says some of what is said of the terms
  if (after != nullptr) {
    for (const Problem& problem : detail::not_applied(plan, *after)) all.add(problem);
  } else if (std::optional<Problem> other = detail::other_plan(profile, plan.heading().title)) {
    all.add(*other);
  }
  std::vector<Problem> problems = problems_of_terms(after != nullptr ? *after : plan, profile);
  std::map<IndicatorId, Formula> formulas;
  for (const auto& [id, said] : profile.indicators) {
    if (said.formula) formulas.emplace(id, *said.formula);
  }
  const auto unit_of = [&profile](const IndicatorId& id) -> std::optional<std::string> {
    const auto said = profile.indicators.find(id);
    return said == profile.indicators.end() ? std::nullopt : said->second.unit;
  };
  for (const auto& [id, formula] : formulas) {
    for (Problem& problem : formula.check_units(unit_of)) {
      problem.subject = id.value();
      problems.push_back(std::move(problem));
    }
  }
  const auto is_known = [&](const IndicatorId& id) {
    return plan.find_indicator(id) != nullptr ||
           (after != nullptr && after->find_indicator(id) != nullptr);
  };
  const auto nearest = [&](const IndicatorId& id) {
    detail::NearestIds found{id.value()};
    for (const Measure& measure : plan.measures()) {
      for (const Indicator& indicator : measure.indicators) found.add(indicator.id.value());
    }
    return found.sentence_part();
  };
  for (Problem& problem : check_formulas(formulas, is_known, nearest)) {
    problems.push_back(std::move(problem));
  }
  for (const Problem& problem : problems) all.add(problem);
  return std::move(all).all();
}

}  // namespace

std::vector<Problem> check_profile(const Plan& plan, const Profile& profile) {
  if (!has_to_be_applied(plan, profile)) return check_applied(plan, profile, nullptr);
  const Plan after = apply(plan, profile);
  return check_applied(plan, profile, &after);
}

CheckedPlan apply_and_check(const Plan& plan, const Profile& profile, const Cancel& cancel) {
  CheckedPlan checked;
  checked.plan = apply(plan, profile, cancel);
  const bool is_needed = has_to_be_applied(plan, profile);
  checked.problems = check_applied(plan, profile, is_needed ? &checked.plan : nullptr);
  return checked;
}

}  // namespace actionplan

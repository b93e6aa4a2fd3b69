// SPDX-License-Identifier: Apache-2.0
#include "unknown_in_profile.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"

#include <algorithm>
#include <string>

namespace actionplan::detail {
namespace {

Problem unknown(const char* what, const std::string& id, const NearestIds& nearest) {
  return {std::string{"profile_unknown_"} + what,
          Severity::error,
          {},
          std::string{"The profile speaks of "} + what + " \"" + excerpt(id) +
              "\", which the plan does not have" + nearest.sentence_part() + "; correct the id.",
          id};
}

}  // namespace

Problem unknown_measure(const MeasureId& id, const std::vector<Measure>& measures) {
  NearestIds nearest{id.value()};
  for (const Measure& measure : measures) nearest.add(measure.id.value());
  return unknown("measure", id.value(), nearest);
}

Problem unknown_indicator(const IndicatorId& id, const std::vector<Measure>& measures) {
  NearestIds nearest{id.value()};
  for (const Measure& measure : measures) {
    for (const Indicator& indicator : measure.indicators) nearest.add(indicator.id.value());
  }
  return unknown("indicator", id.value(), nearest);
}

std::optional<Problem> other_plan(const Profile& profile, std::string_view title) {
  const auto folded = [](std::string_view words) {
    return text::fold(text::collapse_spaces(words));
  };
  if (profile.plan.empty() || folded(profile.plan) == folded(title)) return std::nullopt;
  return Problem{"profile_other_plan",
                 Severity::warning,
                 {},
                 "The profile is for the plan \"" + profile.plan + "\", this plan is \"" +
                     std::string{title} +
                     "\"; use the profile made for this plan, or correct its `plan`.",
                 {}};
}

void DistinctProblems::add(const Problem& problem) {
  const auto [begin, end] = by_message_.equal_range(problem.message);
  const auto is_same = [&](const auto& known) { return problems_[known.second] == problem; };
  if (std::any_of(begin, end, is_same)) return;
  by_message_.emplace(problem.message, problems_.size());
  problems_.push_back(problem);
}

std::vector<Problem> not_applied(const Plan& plan, const Plan& after) {
  DistinctProblems found;
  const std::vector<Problem>& all = after.problems();
  for (std::size_t i = plan.problems().size(); i < all.size(); ++i) {
    const Problem& problem = all[i];
    const bool is_there = (problem.code == "profile_unknown_measure" &&
                           plan.find_measure(MeasureId{problem.subject}) != nullptr) ||
                          (problem.code == "profile_unknown_indicator" &&
                           plan.find_indicator(IndicatorId{problem.subject}) != nullptr);
    if (!is_there) found.add(problem);
  }
  return std::move(found).all();
}

}  // namespace actionplan::detail

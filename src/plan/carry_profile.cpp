// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/carry_profile.hpp"

#include <actionplan/plan/plan_builder.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

struct CarriedWords {
  Profile profile;
  std::vector<Problem> problems;
};

CarriedWords carry_words(const Profile& profile, const Plan& before, const Plan& after) {
  CarriedWords out{profile, {}};
  if (out.profile.plan == before.heading().title) out.profile.plan = after.heading().title;
  for (auto& [id, said] : out.profile.measures) {
    const Measure* old = before.find_measure(id);
    const Measure* now = after.find_measure(id);
    const bool is_of_another_text = said.deadline && old != nullptr && now != nullptr &&
                                    old->deadline.text != now->deadline.text;
    if (!is_of_another_text) continue;
    said.deadline.reset();
    out.problems.push_back({"profile_deadline", Severity::warning, now->place,
                            "The deadline that the profile gives measure " + label(*now) +
                                " was of the text \"" + old->deadline.text + "\", which is now \"" +
                                now->deadline.text +
                                "\", so it is not kept; give the deadline anew if it still holds.",
                            id.value()});
  }
  return out;
}

Plan with_problems(const Plan& plan, std::vector<Problem> problems) {
  if (problems.empty()) return plan;
  PlanBuilder builder{plan};
  for (Problem& problem : problems) builder.add(std::move(problem));
  return builder.build();
}

Plan corrected(const Plan& plan, const Profile& profile) {
  return profile == Profile{} ? plan : apply(plan, profile);
}

// The profile's splits and nothing else.
Profile splits_of(const Profile& profile) {
  Profile splits;
  for (const auto& [id, said] : profile.measures) {
    if (!said.indicators.empty()) splits.measures[id].indicators = said.indicators;
  }
  return splits;
}

// What is the same already, so that nothing else is taken for it.
AmendMapping same_ids(const Plan& before, const Amendment& amendment) {
  AmendMapping same;
  for (const Measure& measure : amendment.plan.measures()) {
    if (before.find_measure(measure.id) != nullptr) same.measures.emplace(measure.id, measure.id);
  }
  for (const IndicatorId& id : amendment.changed) same.indicators.emplace(id, id);
  return same;
}

}  // namespace

CarriedProfile carry_profile(const Profile& profile, const Plan& before, const Plan& after) {
  CarriedWords words = carry_words(profile, before, after);
  Plan plan = corrected(with_problems(after, std::move(words.problems)), words.profile);
  return {std::move(plan), std::move(words.profile)};
}

RevisedPlan revise(const Revision& before, const Plan& after, const AmendMapping& mapping,
                   std::span<const Revision> revisions, const std::optional<Profile>& profile) {
  RevisedPlan out;
  out.amendment = amend(before.plan, after, mapping, revisions);
  std::vector<Problem> problems;
  if (profile) {
    out.profile = *profile;
  } else {
    CarriedWords words = carry_words(before.profile, before.plan, out.amendment.plan);
    out.profile = std::move(words.profile);
    problems = std::move(words.problems);
  }
  // An indicator text is matched whole; the parts that a split makes of it are matched again.
  const Profile splits = splits_of(out.profile);
  if (!splits.measures.empty()) {
    AmendMapping same = same_ids(before.plan, out.amendment);
    Plan parted = apply(out.amendment.plan, splits);
    std::erase_if(same.indicators,
                  [&](const auto& pair) { return parted.find_indicator(pair.first) == nullptr; });
    std::vector<Problem> read_problems = out.amendment.plan.problems();
    out.amendment = amend(before.plan, parted, same, revisions);
    PlanBuilder builder{out.amendment.plan};
    builder.problems() = std::move(read_problems);  // those of the splits come again below
    out.amendment.plan = builder.build();
  }
  out.amendment.plan =
      corrected(with_problems(out.amendment.plan, std::move(problems)), out.profile);
  return out;
}

}  // namespace actionplan::detail

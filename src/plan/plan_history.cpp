// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_history.hpp>

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <utility>

namespace actionplan {

PlanHistory::PlanHistory(Plan plan)
    : revisions_{Revision{std::move(plan), Date::earliest(), Date::earliest(), {}}} {}

PlanHistory::PlanHistory(const Plan& plan, Profile profile)
    : revisions_{Revision{apply(plan, profile), Date::earliest(), Date::earliest(), {}}} {
  revisions_.front().profile = std::move(profile);
}

PlanHistory::PlanHistory(std::vector<Revision> revisions) : revisions_{std::move(revisions)} {
  if (revisions_.empty()) {
    throw InvalidArgument("A plan history without any revision is empty; give at least one plan.");
  }
  std::stable_sort(revisions_.begin(), revisions_.end(), [](const Revision& a, const Revision& b) {
    return a.effective_on < b.effective_on;
  });
}

PlanHistory PlanHistory::revised(const Plan& plan, Date effective_on, Date recorded_on,
                                 Profile profile) const {
  std::vector<Revision> revisions = revisions_;
  const bool is_corrected = profile != Profile{};
  revisions.push_back(Revision{is_corrected ? apply(plan, profile) : plan, effective_on,
                               recorded_on, std::move(profile)});
  return PlanHistory{std::move(revisions)};
}

std::vector<const Revision*> PlanHistory::in_force(Date as_of, std::optional<Date> known_at) const {
  std::vector<const Revision*> chosen;
  for (const Revision& revision : revisions_) {
    if (known_at && revision.recorded_on > *known_at) continue;
    if (revision.effective_on > as_of && !chosen.empty()) break;
    chosen.push_back(&revision);
  }
  if (chosen.empty()) {
    throw InvalidArgument("No revision of the plan was recorded by " + known_at->iso() +
                          "; choose a later known_at.");
  }
  return chosen;
}

const Plan& PlanHistory::plan_on(Date as_of, std::optional<Date> known_at) const {
  return in_force(as_of, known_at).back()->plan;
}

}  // namespace actionplan

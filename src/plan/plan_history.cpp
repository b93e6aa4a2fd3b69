// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_history.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "plan/internal/carry_profile.hpp"
#include "plan/internal/indicator_terms.hpp"

#include "unknown_in_profile.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace actionplan {

namespace {

std::vector<Revision> only(Plan plan, Profile profile) {
  std::vector<Revision> revisions;
  revisions.push_back(
      Revision{std::move(plan), Date::earliest(), Date::earliest(), std::move(profile)});
  return revisions;
}

}  // namespace

struct PlanHistory::State {
  std::vector<Revision> revisions;
  std::vector<TermsTable> terms;  // one for each revision
};

PlanHistory::PlanHistory(Plan plan) : PlanHistory{only(std::move(plan), {})} {}

PlanHistory::PlanHistory(const Plan& plan, const Profile& profile)
    : PlanHistory{only(apply(plan, profile), profile)} {}

PlanHistory::PlanHistory(std::vector<Revision> revisions) {
  if (revisions.empty()) {
    throw InvalidArgument("A plan history without any revision is empty; give at least one plan.");
  }
  std::stable_sort(revisions.begin(), revisions.end(), [](const Revision& a, const Revision& b) {
    return a.effective_on < b.effective_on;
  });
  State state;
  for (const Revision& revision : revisions) {
    state.terms.push_back(indicator_terms(revision.plan, revision.profile));
  }
  state.revisions = std::move(revisions);
  state_ = std::make_shared<const State>(std::move(state));
}

PlanHistory PlanHistory::revised(const Plan& plan, Date effective_on, Date recorded_on,
                                 std::optional<Profile> profile) const {
  std::vector<Revision> revisions = state_->revisions;
  if (!profile) {
    const auto later = std::upper_bound(
        revisions.begin(), revisions.end(), effective_on,
        [](Date day, const Revision& revision) { return day < revision.effective_on; });
    const Revision& before = later == revisions.begin() ? *later : *std::prev(later);
    detail::CarriedProfile carried = detail::carry_profile(before.profile, before.plan, plan);
    revisions.push_back(
        Revision{std::move(carried.plan), effective_on, recorded_on, std::move(carried.profile)});
    return PlanHistory{std::move(revisions)};
  }
  Plan corrected = *profile == Profile{} ? plan : apply(plan, *profile);
  revisions.push_back(
      Revision{std::move(corrected), effective_on, recorded_on, std::move(*profile)});
  return PlanHistory{std::move(revisions)};
}

std::vector<Problem> PlanHistory::problems() const {
  const auto is_held = [this](const Problem& problem) {
    return std::any_of(revisions().begin(), revisions().end(), [&problem](const Revision& one) {
      return problem.code == "profile_unknown_measure"
                 ? one.plan.find_measure(MeasureId{problem.subject}) != nullptr
                 : problem.code == "profile_unknown_indicator" &&
                       one.plan.find_indicator(IndicatorId{problem.subject}) != nullptr;
    });
  };
  detail::DistinctProblems found;
  for (const Revision& revision : revisions()) {
    if (revision.profile == Profile{}) continue;
    for (const Problem& problem : check_profile(revision.plan, revision.profile)) {
      if (!is_held(problem)) found.add(problem);
    }
  }
  return std::move(found).all();
}

const std::vector<Revision>& PlanHistory::revisions() const& noexcept { return state_->revisions; }

const TermsTable& terms_of(const PlanHistory& history, const Revision& revision) {
  const PlanHistory::State& state = *history.state_;
  for (std::size_t i = 0; i < state.revisions.size(); ++i) {
    if (&state.revisions[i] == &revision) return state.terms[i];
  }
  throw InvalidArgument("The revision is a copy, or of another history; give one of this history.");
}

std::vector<const Revision*> PlanHistory::in_force(Date as_of,
                                                   std::optional<Date> known_at) const& {
  std::vector<const Revision*> chosen;
  for (const Revision& revision : state_->revisions) {
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

const Plan& PlanHistory::plan_on(Date as_of, std::optional<Date> known_at) const& {
  return in_force(as_of, known_at).back()->plan;
}

}  // namespace actionplan

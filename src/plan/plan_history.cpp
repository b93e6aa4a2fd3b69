// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_history.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "plan/internal/carry_profile.hpp"
#include "plan/internal/indicator_terms.hpp"
#include "plan/internal/profile_ids.hpp"

#include "unknown_in_profile.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace actionplan {

namespace detail {

// The terms of a revision from a day of recording on.
struct KnownTerms {
  Date known_from;
  TermsTable terms;
};

}  // namespace detail

using detail::KnownTerms;

namespace {

std::vector<Revision> only(Plan plan, Profile profile) {
  std::vector<Revision> revisions;
  revisions.push_back(
      Revision{std::move(plan), Date::earliest(), Date::earliest(), std::move(profile)});
  return revisions;
}

// Of each measure of a revision the first adoption among it and those before it that were recorded
// by a day; empty where that is the revision's own of all.
std::vector<std::int32_t> first_adoptions(const std::vector<Revision>& revisions, std::size_t at,
                                          Date known_at) {
  const Plan& plan = revisions[at].plan;
  const std::optional<Date> own = plan.heading().adopted_on;
  std::vector<std::int32_t> first;
  for (std::size_t i = 0; i < at; ++i) {
    const std::optional<Date> adopted_on = revisions[i].plan.heading().adopted_on;
    const bool is_earlier = adopted_on && (!own || *adopted_on < *own);
    if (!is_earlier || revisions[i].recorded_on > known_at) continue;
    first.resize(plan.measures().size(), own ? own->days() : INT32_MIN);
    for (std::size_t measure = 0; measure < first.size(); ++measure) {
      if (revisions[i].plan.find_measure(plan.measures()[measure].id) == nullptr) continue;
      const bool is_known = first[measure] != INT32_MIN;
      first[measure] = is_known ? std::min(first[measure], adopted_on->days()) : adopted_on->days();
    }
  }
  return first;
}

// One, and one more for each later day on which an earlier adoption was recorded.
std::vector<KnownTerms> known_terms(const std::vector<Revision>& revisions, std::size_t at) {
  const Revision& revision = revisions[at];
  std::set<Date> days{revision.recorded_on};
  for (std::size_t i = 0; i < at; ++i) {
    days.insert(std::max(revisions[i].recorded_on, revision.recorded_on));
  }
  std::vector<KnownTerms> known;
  std::vector<std::int32_t> last;
  for (const Date day : days) {
    std::vector<std::int32_t> adopted = first_adoptions(revisions, at, day);
    if (!known.empty() && adopted == last) continue;
    known.push_back({day, indicator_terms(revision.plan, revision.profile, adopted)});
    last = std::move(adopted);
  }
  return known;
}

}  // namespace

struct PlanHistory::State {
  std::vector<Revision> revisions;
  std::vector<std::vector<detail::KnownTerms>> terms;  // of each revision, by day
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
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    state.terms.push_back(known_terms(revisions, i));
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
  for (std::size_t i = 0; i < revisions().size(); ++i) {
    const Revision& revision = revisions()[i];
    if (revision.profile == Profile{}) continue;
    for (const Problem& problem : check_profile(revision.plan, revision.profile)) {
      if (!is_held(problem)) found.add(problem);
    }
    for (const Problem& problem : detail::dropped_from_profile(revisions(), i)) found.add(problem);
  }
  return std::move(found).all();
}

const std::vector<Revision>& PlanHistory::revisions() const& noexcept { return state_->revisions; }

const TermsTable& terms_of(const PlanHistory& history, const Revision& revision,
                           std::optional<Date> known_at) {
  const PlanHistory::State& state = *history.state_;
  for (std::size_t i = 0; i < state.revisions.size(); ++i) {
    if (&state.revisions[i] != &revision) continue;
    const std::vector<KnownTerms>& known = state.terms[i];
    std::size_t last = known.size() - 1;
    while (known_at && last != 0 && known[last].known_from > *known_at) --last;
    return known[last].terms;
  }
  throw InvalidArgument("The revision is a copy, or of another history; give one of this history.");
}

std::weak_ptr<const void> identity_of(const PlanHistory& history) noexcept {
  return history.state_;
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

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
std::vector<Revision> PlanHistory::revisions() const&& { return revisions(); }
Plan PlanHistory::plan_on(Date as_of, std::optional<Date> known_at) const&& {
  return plan_on(as_of, known_at);
}

}  // namespace actionplan

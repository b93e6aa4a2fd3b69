// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/amend.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>

#include <optional>
#include <span>

namespace actionplan::detail {

/// A later version of a plan, corrected by the profile of the one before.
struct CarriedProfile {
  Plan plan;
  Profile profile;
};

/// The profile of an earlier version for a later one that brings none of its own: all of it, but for
/// corrected deadlines whose text is another now, since a correction is of the text that was read.
/// What does not apply becomes a Problem of the plan.
[[nodiscard]] CarriedProfile carry_profile(const Profile& profile, const Plan& before,
                                           const Plan& after);

/// A later version of a plan with the ids of the earlier one, and the profile it is measured by, by
/// the same ids.
struct RevisedPlan {
  Amendment amendment;
  Profile profile;
};

/// `amend`, with a profile that corrects the later version; parts into which it splits an indicator
/// text keep their ids. @param profile  absent: that of the earlier version, as `carry_profile`.
/// @throws InvalidArgument when nobody can tell whose ids the profile has (`AmendMapping`).
[[nodiscard]] RevisedPlan revise(const Revision& before, const Plan& after,
                                 const AmendMapping& mapping, std::span<const Revision> revisions,
                                 const std::optional<Profile>& profile);

}  // namespace actionplan::detail

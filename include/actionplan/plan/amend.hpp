// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace actionplan {

/// Whose ids a profile has that is given beside a later version of a plan.
enum class ProfileIds : std::uint8_t {
  plan,   ///< those of the plan it is given with: they are carried over as the plan's are
  store,  ///< those that the earlier versions have: they stay
};
[[nodiscard]] constexpr auto names_of(ProfileIds) noexcept {
  return names_to<ProfileIds::store>("plan", "store");
}

/// What a revision says to be the same, by id in the earlier plan and id in the later one as read:
/// measures ("4.1" -> "4.2") and indicators ("4.1/2" -> "4.2/1").
struct AmendMapping {
  std::map<MeasureId, MeasureId> measures = {};
  std::map<IndicatorId, IndicatorId> indicators = {};
  /// Of the profile that `Store::amend` takes. Absent: the plan's; refused where ids of the plan
  /// change and the profile names what the plan lacks, or repeats what the last one says by the
  /// earlier ids.
  std::optional<ProfileIds> profile_ids = {};
};

/// A later version of a plan with the ids of the earlier one, and what became of each indicator.
struct ACTIONPLAN_EXPORT Amendment {
  Plan plan = {};
  std::vector<IndicatorId> kept = {};     ///< same text
  std::vector<IndicatorId> changed = {};  ///< mapped to another text
  std::vector<IndicatorId> added = {};    ///< new in the later plan, by their new ids
  std::vector<IndicatorId> dropped = {};  ///< no longer there
  std::vector<MeasureId> added_measures = {};
  std::vector<MeasureId> dropped_measures = {};
  Plan read = {};  ///< the later version by the ids that it came with: the same in the same places
  /// Of `Store::amend`: what the profile says in vain, as `check_profile` says it, and of what this
  /// version no longer has (`profile_dropped_measure`, `profile_dropped_indicator`).
  std::vector<Problem> problems = {};

  /// A profile made for the later version as it was read, by the ids that `plan` has. What the
  /// version read does not have keeps its id.
  /// @throws InvalidArgument when that id is one of `plan`, too.
  [[nodiscard]] Profile carried(const Profile& profile) const;
};

/// Carries the ids of `before` over to `after`. A measure is the same by the mapping, else by the
/// exact title (under the same number first); an indicator by the mapping, else by its exact text
/// within the same measure. Nothing is guessed. Who is new and has an id that was taken before gets
/// the next one free: "4.1~2".
///
/// @param revisions  all that there were: an id that any of them held is never given to another.
/// @throws NotFound         when the mapping names what is not there.
/// @throws InvalidArgument  when it maps two to one; or no measure of the one plan is one of the
///                          other, and the titles differ.
[[nodiscard]] ACTIONPLAN_EXPORT Amendment amend(const Plan& before, const Plan& after,
                                                const AmendMapping& mapping = {},
                                                std::span<const Revision> revisions = {});

}  // namespace actionplan

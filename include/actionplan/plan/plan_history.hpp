// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace actionplan {

struct Revision;
class PlanHistory;
struct TermsTable;
const TermsTable& terms_of(const PlanHistory& history, const Revision& revision,
                           std::optional<Date> known_at);
std::weak_ptr<const void> identity_of(const PlanHistory& history) noexcept;

/// One version of the plan with its two dates.
struct Revision {
  Plan plan = {};
  Date effective_on = {};  ///< first day on which this version is the plan
  Date recorded_on = {};   ///< day on which it was entered here
  Profile profile = {};  ///< says what the plan leaves unsaid; its corrections are applied already
};

/// A plan and its revisions. A measure is the same measure over revisions when its id is the same.
///
/// Immutable; never empty; a cheap handle like Plan. Revisions stand in the order of
/// `effective_on`, equal days in the order they were added.
class ACTIONPLAN_EXPORT PlanHistory {
 public:
  /// One plan, in force and known from `Date::earliest()` on. Implicit: wherever a history is
  /// asked for, a plan that was never revised will do.
  PlanHistory(Plan plan);  // NOLINT(google-explicit-constructor)

  /// The same, read and measured by a profile: its corrections are applied to the plan.
  PlanHistory(const Plan& plan, const Profile& profile);

  /// @throws InvalidArgument when `revisions` is empty.
  explicit PlanHistory(std::vector<Revision> revisions);

  /// A history with one more revision; the profile's corrections are applied to the plan.
  ///
  /// @param profile  absent: that of the revision before it in order (of the first one, where none is
  ///                 before it). A corrected deadline whose text is another by now is not kept, and
  ///                 ids that this version lacks count again where a later one has them; problems
  ///                 of the revision's plan say both. `Profile{}`: none.
  [[nodiscard]] PlanHistory revised(const Plan& plan, Date effective_on, Date recorded_on,
                                    std::optional<Profile> profile = {}) const;

  [[nodiscard]] const std::vector<Revision>& revisions() const& noexcept;
  [[nodiscard]] std::vector<Revision> revisions() const&&;

  /// Those known at `known_at` and in force by `as_of`, oldest first; the first one known where
  /// none is in force yet. Pointers into this history.
  /// @throws InvalidArgument when none was recorded by `known_at`.
  [[nodiscard]] std::vector<const Revision*> in_force(Date as_of,
                                                      std::optional<Date> known_at = {}) const&;
  std::vector<const Revision*> in_force(Date as_of,
                                        std::optional<Date> known_at = {}) const&& = delete;

  /// The plan of that day: the last of `in_force`.
  [[nodiscard]] const Plan& plan_on(Date as_of, std::optional<Date> known_at = {}) const&;
  [[nodiscard]] Plan plan_on(Date as_of, std::optional<Date> known_at = {}) const&&;

  /// What its profiles say in vain: of each revision what `check_profile` finds, each once. Ids that
  /// some revision holds are not unknown; that the profile's own revision no longer has them is
  /// `profile_dropped_measure` and `profile_dropped_indicator`: a warning where something is new of
  /// which the profile says nothing, so that it may be the same, else a remark.
  [[nodiscard]] std::vector<Problem> problems() const;

 private:
  friend const TermsTable& terms_of(const PlanHistory& history, const Revision& revision,
                                    std::optional<Date> known_at);
  friend std::weak_ptr<const void> identity_of(const PlanHistory& history) noexcept;
  struct State;
  std::shared_ptr<const State> state_;
};

}  // namespace actionplan

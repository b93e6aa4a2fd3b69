// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>

#include <map>
#include <span>
#include <vector>

namespace actionplan::detail {

/// The ids of one plan, and those of another that has the same measures and indicators in the same
/// places.
class Renaming {
 public:
  Renaming(const Plan& from, const Plan& to);

  /// Nothing: the one plan has no such id.
  [[nodiscard]] const MeasureId* find(const MeasureId& id) const;
  [[nodiscard]] const IndicatorId* find(const IndicatorId& id) const;

  /// The profile by the ids of the other plan, those within formulas, too. What the one plan lacks
  /// keeps its id. @throws InvalidArgument when two would have one id.
  [[nodiscard]] Profile carry(const Profile& profile) const;

 private:
  std::map<MeasureId, MeasureId> measures_;
  std::map<IndicatorId, IndicatorId> indicators_;
};

/// Every indicator that a profile speaks of, itself or within a formula.
[[nodiscard]] std::vector<IndicatorId> indicators_of(const Profile& profile);

/// What the profile of a revision says of measures and indicators that this revision lacks and
/// another has: a warning where something is new that the profile does not speak of, which may be the
/// same; else a remark. What the revision before it lacked, too, is not said again.
[[nodiscard]] std::vector<Problem> dropped_from_profile(std::span<const Revision> revisions,
                                                        std::size_t at);

}  // namespace actionplan::detail

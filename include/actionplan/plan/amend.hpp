// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace actionplan {

/// What a revision says to be the same, by id in the earlier plan and id in the later one as read:
/// measures ("4.1" -> "4.2") and indicators ("4.1/2" -> "4.2/1").
struct AmendMapping {
  std::map<MeasureId, MeasureId> measures = {};
  std::map<IndicatorId, IndicatorId> indicators = {};
};

/// A later version of a plan with the ids of the earlier one, and what became of each indicator.
struct Amendment {
  Plan plan = {};
  std::vector<IndicatorId> kept = {};     ///< same text
  std::vector<IndicatorId> changed = {};  ///< mapped to another text
  std::vector<IndicatorId> added = {};    ///< new in the later plan, by their new ids
  std::vector<IndicatorId> dropped = {};  ///< no longer there
  std::vector<MeasureId> added_measures = {};
  std::vector<MeasureId> dropped_measures = {};
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <span>
#include <vector>

namespace actionplan {

/// Entries on ids that the plan holds, of which no verdict can make anything:
///
/// - `unknown_part`: a value of a part that the profile does not declare, "Suoth" beside "South", or
///   of a dimension declared in other capitals, "Region" beside "region". Once for each part. Of an
///   indicator that declares none, where the whole of the period is not among the entries: once;
/// - `denominator_missing`: a value of an indicator whose aggregation is `pooled_ratio`. Once for each;
/// - `deliverable_on_measure`: whether a thing is done is judged of indicators, and the entry names a
///   measure. Once for each measure;
/// - `value_of_thing`: that a thing exists is said by a deliverable, not by a value, where the
///   profile gives no target;
/// - `deliverable_of_number`: a number is asked for, and a deliverable says none;
/// - `report_unexpected`: a deliverable of a period, or of none, for which no report of the indicator
///   is expected. These three once for each indicator, and where no revision can use the entry.
///
/// Each is a warning: its place's line counts the entries from 1 and is that of the first, its
/// subject is the indicator or the measure. In the order of their lines.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> unused_entries(const PlanHistory& history,
                                                                    std::span<const Entry> entries);

}  // namespace actionplan

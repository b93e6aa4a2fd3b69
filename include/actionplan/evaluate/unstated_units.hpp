// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <span>
#include <vector>

namespace actionplan {

/// Values of which nobody can tell whether they are percent or shares of one: above 0 and below 1,
/// without a unit, of an indicator in percent of which a target, the baseline or another of these
/// values lies beyond 1. They count as they stand, in percent.
///
/// Each is a warning with code `unit_unstated`: its place's line counts the entries from 1, its
/// subject is the indicator.
///
/// And values above 100 with a denominator that is no smaller, of which the same number of so many
/// would be nearer to what is aimed at: numerators that count as percent (`value_maybe_numerator`, one
/// warning an indicator).
///
/// And values above 0 and below 1 that are said to be percent, of which a hundred times as much is
/// nearer to one of the indicator's other numbers than they are to any (`value_maybe_share`); the unit
/// "% (0-100)" says that one is none. And standard errors below a tenth of what a simple random sample
/// of `n` and `deff` has (`error_maybe_share`). One warning an indicator each.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> unstated_units(const PlanHistory& history,
                                                                    std::span<const Entry> entries);

/// Values in another unit than their indicator's: the one that the profile declares, in which no
/// verdict uses them, or without one percent, for a percentage. "percent" and "%", "Km" and "km" are
/// one unit; "MW" and "mW", "tree" and "trees" are not.
///
/// Each is a warning with code `unit_differs`, with line and subject as of `unstated_units`.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> differing_units(
    const PlanHistory& history, std::span<const Entry> entries);

}  // namespace actionplan

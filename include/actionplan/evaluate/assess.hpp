// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/plan/plan_history.hpp>

namespace actionplan {

/// What was due on a day, and what is known of it: the heart of the library.
///
/// A pure function of its arguments: reads no clock, file or global state; safe from any thread.
/// The measures are those of the plan of the day (`PlanHistory::plan_on`). Without evidence a
/// measure past its due day is `unreported`, never `overdue`: silence is not failure.
///
/// @throws InvalidArgument when `due_soon_days` is negative, or nothing of the history was recorded
///         by `known_at`.
[[nodiscard]] ACTIONPLAN_EXPORT Assessment assess(const PlanHistory& history,
                                                  const AssessOptions& options);

}  // namespace actionplan

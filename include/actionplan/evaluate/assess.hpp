// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/plan/plan_history.hpp>

namespace actionplan {

/// What was due on a day, what was done, and how that is known: the heart of the library.
///
/// A pure function of its arguments: reads no clock, file or global state; safe from any thread.
/// The measures are those of the plan of the day (`PlanHistory::plan_on`). Without evidence a
/// measure past its due day is `unreported`, never `overdue`: silence is not failure.
///
/// @param cancel  asked before every 1024 measures, and within indicators that take long.
/// @throws InvalidArgument when `due_soon_days` is negative, `alpha` lies outside (0, 0.5), or
///         nothing of the history was recorded by `known_at`; Cancelled when `cancel` says so.
[[nodiscard]] ACTIONPLAN_EXPORT Assessment assess(const PlanHistory& history,
                                                  const Evidence& evidence,
                                                  const AssessOptions& options,
                                                  const Cancel& cancel = {});

/// The same without any evidence.
[[nodiscard]] ACTIONPLAN_EXPORT Assessment assess(const PlanHistory& history,
                                                  const AssessOptions& options,
                                                  const Cancel& cancel = {});

/// The assessment that `assess` would give for `evidence`, which is what `before` rests on with
/// some entries appended: only the measures that they speak of are judged again.
///
/// @param before  moved in to be changed in place, or copied.
/// @throws Cancelled when `cancel`, asked at each measure, says so; what was moved in is lost.
[[nodiscard]] ACTIONPLAN_EXPORT Assessment reassess(Assessment before, const Evidence& evidence,
                                                    const Cancel& cancel = {});

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>

#include <span>
#include <vector>

namespace actionplan {

/// Values, deliverables and ratings for a period that nobody can know yet, such as 2032, recorded in
/// 2024: it begins more than a year after the day of recording, or ends more than fifty years after
/// it. A period that runs, and one that is about to begin, are no slip: values so far and forecasts
/// are recorded for them.
///
/// Once for each subject and period, with how many there are: a warning with code `period_ahead`,
/// whose place's line counts the entries from 1 and is that of the first, and whose subject is the
/// indicator, measure or agency. In the order of their lines.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> periods_ahead(std::span<const Entry> entries);

}  // namespace actionplan

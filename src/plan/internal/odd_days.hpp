// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/plan.hpp>

#include <optional>

namespace actionplan::detail {

/// The last day on which a measure can be due that no plan like this one is likely to mean: 50 years
/// after its period, 100 after its adoption; where neither is known, the end of the year 2100.
[[nodiscard]] Date last_likely_day(const PlanHeading& heading);

/// The first day that a plan can ask for: of its period or its adoption, whichever is earlier;
/// nothing where neither is known.
[[nodiscard]] std::optional<Date> first_likely_day(const PlanHeading& heading);

/// The day after which a deadline is over, whatever its words could mean.
[[nodiscard]] inline std::optional<Date> last_due(const Deadline& deadline) {
  return deadline.due_latest ? deadline.due_latest : deadline.due;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/field.hpp>
#include <actionplan/query/filter.hpp>

#include <optional>

namespace actionplan::detail {

/// What of a filter a plan alone can answer; what only evidence or a day tells is left open.
struct PlanBound {
  std::optional<Filter> needed;  ///< what passes the filter passes this, too; absent: nothing does
  bool is_exact = false;         ///< what passes `needed` passes the filter
  bool asks_ledger = false;      ///< it also asks who said something, and how that is known
};

/// Is a field told by the plan of the day alone?
[[nodiscard]] bool is_of_plan(Field field) noexcept;

[[nodiscard]] PlanBound plan_bound(const Filter& filter);

}  // namespace actionplan::detail

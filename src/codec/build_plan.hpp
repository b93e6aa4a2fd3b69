// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "json_value.hpp"

#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_builder.hpp>

namespace actionplan::detail {

/// The plan of these parts, which were read from the lists of `root`.
/// @throws ParseError with the path of the part that does not fit the others; Cancelled.
[[nodiscard]] Plan build_plan(const JsonValue& root, PlanBuilder& parts, const Cancel& cancel);

}  // namespace actionplan::detail

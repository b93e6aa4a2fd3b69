// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/plan.hpp>

#include "problem_list.hpp"

#include <string>

namespace actionplan::detail {

/// Names a deadline that gives no day that can be read (`deadline_unreadable`), one so far away that
/// it is hardly meant (`deadline_far`), and a month that is read although it is misspelt
/// (`deadline_misspelt`).
///
/// @param called  what its measure is called in a message.
void add_deadline_problems(const PlanHeading& heading, const Measure& measure, Place place,
                           const std::string& called, ProblemList& problems);

}  // namespace actionplan::detail

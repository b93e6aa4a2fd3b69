// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/query/filter.hpp>

#include <vector>

namespace actionplan {

/// What a filter names that no revision of a plan holds: ids and numbers of measures, sections, and
/// agencies or parts of their names. Each is a warning with code `unheld_name`, whose subject is what was
/// written, with up to three that are like it: it matches nothing, whatever is asked of it, which may be
/// meant or a slip. Free texts are searched for, and never among them.
///
/// With code `odd_comparison`, what a filter compares that has another form than what it is held against:
/// an order of numbers with a letter where none of the plan's begins with one (`number < abc`), and shares
/// of progress with more than 2, which are percent as a rule.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> unheld_names(const PlanHistory& history,
                                                                  const Filter& filter);

/// The same, and reporters of whom no entry is.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> unheld_names(const PlanHistory& history,
                                                                  const Evidence& evidence,
                                                                  const Filter& filter);

}  // namespace actionplan

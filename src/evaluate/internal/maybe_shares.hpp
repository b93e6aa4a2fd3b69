// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <span>
#include <vector>

namespace actionplan::detail {

/// Of values that are said to be in percent, those that may be shares of one (`value_maybe_share`),
/// and those whose standard errors may (`error_maybe_share`): one warning an indicator, with lines as
/// of `unstated_units`.
///
/// @param history  tells what is measured in percent, and by what; null: the entries' units alone.
[[nodiscard]] std::vector<Problem> maybe_shares(const PlanHistory* history,
                                                std::span<const Entry> entries);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>
#include <actionplan/survey/sums.hpp>

#include <span>
#include <string>
#include <vector>

namespace actionplan::survey::detail {

/// One stage of clusters, weights not adjusted.
[[nodiscard]] bool can_accumulate(const Design& design);

/// Texts by which strata and units are known across parts of a sample.
[[nodiscard]] std::string group_name(const Design& design, std::size_t group);
[[nodiscard]] std::string unit_name(const Design& design, std::size_t unit);

/// Shifts of domains without a case are NaN: they are of no data.
void forget_shifts_without_case(Sums& sums);

/// Weighted products of pairs of values less their shifts, per domain.
[[nodiscard]] std::vector<double> products_of(const Design& design,
                                              std::span<const Column> variables,
                                              const EstimateOptions& options, const Sums& sums);

}  // namespace actionplan::survey::detail

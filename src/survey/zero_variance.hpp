// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cases.hpp"

#include <actionplan/core/estimate.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstddef>
#include <functional>
#include <vector>

namespace actionplan::survey::detail {

/// Sampling units per domain, infinite for a whole population.
using UnitsOfDomains = std::function<std::vector<double>()>;

/// Says of means and ratios without variance how many units they rest on, and flags those that are
/// no share. Costs nothing where there is none.
void settle_zero_variance(Estimates& estimates, const UnitsOfDomains& units);

[[nodiscard]] std::vector<double> units_of_domains(const Design& design, const Cases& cases);

/// Is result `i` a share without variance?
[[nodiscard]] bool has_zero_variance(const Estimates& estimates, std::size_t i);

/// Clopper and Pearson's interval of a share of `size` cases; the share itself of infinitely many.
/// @source  Clopper, Pearson 1934, Biometrika 26, 404
/// @throws EstimationError of more than 1e18 cases
[[nodiscard]] Interval exact_interval(double share, double size, double level);
/// The same of numbers of cases, which need not be whole.
[[nodiscard]] Interval exact_interval_of(double with, double without, double level);

}  // namespace actionplan::survey::detail

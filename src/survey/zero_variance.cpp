// SPDX-License-Identifier: Apache-2.0
#include "zero_variance.hpp"

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"
#include "no_value.hpp"

#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace actionplan::survey::detail {
namespace {

constexpr double units_of_everyone = std::numeric_limits<double>::infinity();

bool is_whole_population(const Design& design) {
  for (const Stage& stage : design.stages()) {
    const bool is_sampled = std::any_of(stage.fraction.begin(), stage.fraction.end(),
                                        [](double fraction) { return fraction < 1; });
    if (is_sampled) return false;
  }
  return true;
}

}  // namespace

void settle_zero_variance(Estimates& estimates, const UnitsOfDomains& units) {
  std::vector<double> found;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates.standard_errors[i] != 0) continue;
    if (found.empty()) {
      found = units();
      estimates.units.assign(estimates.size(), none);
    }
    estimates.units[i] = found[i % found.size()];
    const double value = estimates.values[i];
    const bool is_share = value >= 0 && value <= 1;
    if (!is_share && std::isfinite(estimates.units[i]) && estimates.flags[i] == CellFlag::none) {
      estimates.flags[i] = CellFlag::constant;
    }
  }
}

std::vector<double> units_of_domains(const Design& design, const Cases& cases) {
  if (is_whole_population(design)) return std::vector<double>(cases.domains, units_of_everyone);
  std::vector<double> out(cases.domains);
  std::vector<std::vector<bool>> has_unit(cases.domains);
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (cases.domain_of_row[row] < 0 || design.weights()[row] == 0) continue;
    const auto domain = static_cast<std::size_t>(cases.domain_of_row[row]);
    const auto unit = static_cast<std::size_t>(design.psu_of_row(row));
    std::vector<bool>& has = has_unit[domain];
    if (has.empty()) has.resize(design.stages().front().unit_count());
    if (!has[unit]) out[domain] += 1;
    has[unit] = true;
  }
  return out;
}

bool has_zero_variance(const Estimates& estimates, std::size_t i) {
  if (estimates.units.empty() || std::isnan(estimates.units[i])) return false;
  return estimates.values[i] >= 0 && estimates.values[i] <= 1;
}

Interval exact_interval(double share, double size, double level) {
  if (std::isinf(size)) return {share, share};
  const double with = size * share;
  return exact_interval_of(with, size - with, level);
}

Interval exact_interval_of(double with, double without, double level) {
  using boost::math::beta_distribution;
  const double tail = (1 - level) / 2;
  constexpr double most_cases = 1e18;  // beyond them series converge slowly, or never
  if (!(with + without <= most_cases)) {
    throw EstimationError("The proportion has a standard error as of " +
                          actionplan::detail::number_text(with + without) +
                          " cases, too many for an exact interval; choose another method, such as "
                          "`logit`.");
  }
  return {with > 0 ? quantile(beta_distribution<>{with, without + 1}, tail) : 0.0,
          without > 0 ? quantile(complement(beta_distribution<>{with + 1, without}, tail)) : 1.0};
}

}  // namespace actionplan::survey::detail

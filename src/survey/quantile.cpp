// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/quantile.hpp>

#include "cases.hpp"
#include "distribution.hpp"
#include "linearised.hpp"
#include "replicate_finish.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/replicate_estimators.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::Cases;
using detail::Distribution;
using detail::WeightedValue;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

void check_options(const QuantileOptions& quantiles) {
  for (const double p : quantiles.probabilities) {
    if (p >= 0 && p <= 1) continue;
    throw InvalidArgument("The probability " + std::to_string(p) +
                          " has no quantile; give one from 0 to 1.");
  }
  if (quantiles.probabilities.empty()) {
    throw InvalidArgument("There is no probability; give at least one from 0 to 1.");
  }
}

std::vector<Distribution> distributions(const Design& design, const Column& variable,
                                        const Cases& cases) {
  std::vector<std::vector<WeightedValue>> values(cases.domains);
  for (std::size_t d = 0; d < cases.domains; ++d) values[d].reserve(std::size_t(cases.n[d]));
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (cases.domain_of_row[row] < 0 || design.weights()[row] == 0) continue;
    values[std::size_t(cases.domain_of_row[row])].push_back({variable[row], design.weights()[row]});
  }
  std::vector<Distribution> out;
  out.reserve(cases.domains);
  for (auto& domain : values) out.emplace_back(std::move(domain));
  return out;
}

// Whether cases are not above a value per domain.
std::vector<std::uint8_t> below(const Column& variable, const Cases& cases,
                                std::span<const double> limits) {
  std::vector<std::uint8_t> out(cases.domain_of_row.size());
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::int32_t domain = cases.domain_of_row[row];
    if (domain >= 0) out[row] = variable[row] <= limits[std::size_t(domain)];
  }
  return out;
}

// Ends of the interval of a share, read back from the distribution.
Interval read_back(const Distribution& distribution, const Estimate& share,
                   const QuantileOptions& quantiles) {
  const Interval ends = proportion_interval(share, quantiles.interval, quantiles.level);
  return {distribution.quantile(ends.lower, quantiles.rule),
          distribution.quantile(ends.upper, quantiles.rule)};
}

double half_width_in_t(double df, double level) {
  return actionplan::confint(Estimate{0, 1, df, 2, {}}, level).upper;
}

void append(Quantiles& out, const std::vector<double>& values, const Estimates& shares,
            const std::vector<Distribution>& distributions, const QuantileOptions& quantiles) {
  for (std::size_t d = 0; d < values.size(); ++d) {
    const bool has_value = shares.flags[d] != CellFlag::empty;
    Interval interval{none, none};
    double error = none;
    if (quantiles.has_intervals && shares.flags[d] == CellFlag::none) {
      interval = read_back(distributions[d], shares.at(d), quantiles);
      error =
          (interval.upper - interval.lower) / (2 * half_width_in_t(shares.df[d], quantiles.level));
    }
    Estimates& to = out.estimates;
    to.values.push_back(has_value ? values[d] : none);
    to.standard_errors.push_back(error);
    to.df.push_back(shares.df[d]);
    to.n.push_back(shares.n[d]);
    to.weighted_n.push_back(shares.weighted_n[d]);
    to.flags.push_back(shares.flags[d]);
    out.intervals.push_back(interval);
  }
}

// `mean_of(column, cases)`: its means with their standard errors.
template <class Mean>
Quantiles quantiles_of(const Design& design, std::span<const Column> variables,
                       const QuantileOptions& quantiles, const EstimateOptions& options,
                       Mean mean_of) {
  check_options(quantiles);
  const Cases cases = detail::find_cases(design, variables, options);
  Quantiles out;
  for (const Column& variable : variables) {
    const std::vector<Distribution> of_domain = distributions(design, variable, cases);
    for (const double p : quantiles.probabilities) {
      std::vector<double> values;
      for (const Distribution& d : of_domain) values.push_back(d.quantile(p, quantiles.rule));
      const std::vector<std::uint8_t> is_below = below(variable, cases, values);
      const Column column{std::span<const std::uint8_t>{is_below}};
      append(out, values, mean_of(column, cases), of_domain, quantiles);
    }
  }
  out.estimates.labels.resize(out.estimates.size());
  return out;
}

}  // namespace

Quantiles quantile(const Design& design, std::span<const Column> variables,
                   const QuantileOptions& quantiles, const EstimateOptions& options) {
  return quantiles_of(design, variables, quantiles, options,
                      [&](const Column& column, const Cases& cases) {
                        // The cases, whatever was missing, are the domains of their shares.
                        EstimateOptions shares = options;
                        shares.by = {cases.domain_of_row, static_cast<std::int32_t>(cases.domains)};
                        shares.deff = Deff::none;
                        Estimates out = mean(design, {&column, 1}, shares);
                        detail::require_df(out, options);
                        return out;
                      });
}

Quantiles quantile(const ReplicateDesign& design, std::span<const Column> variables,
                   const QuantileOptions& quantiles, const EstimateOptions& options) {
  return quantiles_of(design.full_sample(), variables, quantiles, options,
                      [&](const Column& column, const Cases& cases) {
                        return detail::mean_of_cases(design, {&column, 1}, cases, options);
                      });
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                         double probability, QuantileRule rule) {
  if (values.size() != weights.size()) {
    throw InvalidArgument("There are " + std::to_string(values.size()) + " values and " +
                          std::to_string(weights.size()) + " weights; give one for each.");
  }
  std::vector<WeightedValue> sample;
  sample.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) sample.push_back({values[i], weights[i]});
  return Distribution{std::move(sample)}.quantile(probability, rule);
}

}  // namespace actionplan::survey

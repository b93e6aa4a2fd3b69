// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/replicate_estimators.hpp>

#include "cases.hpp"
#include "linearised.hpp"
#include "no_value.hpp"
#include "replicate_finish.hpp"
#include "replicate_sums.hpp"
#include "zero_variance.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::Cases;
using detail::Linearised;
using detail::ReplicateSums;

// Statistics of each replicate and of the full sample, from sums: statistic s of domain d is
// result s * domains + d. `value(sums, domain, statistic)`.
template <class Value>
detail::Replicated from_sums(const ReplicateSums& sums, std::size_t statistics, Value value) {
  detail::Replicated out;
  out.replicates = Matrix{sums.replicates, statistics * sums.domains};
  for (std::size_t s = 0; s < statistics; ++s) {
    for (std::size_t d = 0; d < sums.domains; ++d) {
      for (std::size_t r = 0; r < sums.replicates; ++r) {
        out.replicates(r, s * sums.domains + d) = value(sums.at(r, d), d, s);
      }
      out.values.push_back(value(sums.at(sums.replicates, d), d, s));
    }
  }
  return out;
}

// Replicates name no units; degrees of freedom are these less one, or less one for each stratum.
std::vector<double> units_of_df(const std::vector<double>& df, std::size_t domains) {
  std::vector<double> out;
  for (std::size_t d = 0; d < domains; ++d) out.push_back(std::max(1.0, df[d] + 1));
  return out;
}

}  // namespace

Estimates detail::mean_of_cases(const ReplicateDesign& design, std::span<const Column> variables,
                                const Cases& cases, const EstimateOptions& options) {
  const ReplicateSums sums = replicate_sums(design, variables, cases, true, options.threads);
  const std::size_t weight = variables.size();
  Replicated found =
      from_sums(sums, variables.size(), [&](const double* at, std::size_t d, std::size_t s) {
        return sums.shift(d, s) + at[s] / at[weight];
      });
  if (options.deff != Deff::none) {
    found.srs_variance =
        linearise_mean(design.full_sample(), variables, cases, options).srs_variance;
  }
  Estimates out = finish(design, cases, options, std::move(found));
  settle_zero_variance(out, [&] { return units_of_df(out.df, cases.domains); });
  return out;
}

Estimates mean(const ReplicateDesign& design, std::span<const Column> variables,
               const EstimateOptions& options) {
  return detail::mean_of_cases(
      design, variables, detail::find_cases(design.full_sample(), variables, options), options);
}

std::vector<double> logit_errors(const ReplicateDesign& design, std::span<const Column> variables,
                                 const EstimateOptions& options) {
  const Cases cases = detail::find_cases(design.full_sample(), variables, options);
  const ReplicateSums sums =
      detail::replicate_sums(design, variables, cases, true, options.threads);
  const std::size_t weight = variables.size();
  const detail::Replicated found =
      from_sums(sums, variables.size(), [&](const double* at, std::size_t d, std::size_t s) {
        const double share = sums.shift(d, s) + at[s] / at[weight];
        return share > 0 && share < 1 ? std::log(share) - std::log1p(-share) : none;
      });
  const Matrix covariance = design.covariance(found.replicates.view(), found.values);
  std::vector<double> out;
  for (std::size_t i = 0; i < found.values.size(); ++i) out.push_back(std::sqrt(covariance(i, i)));
  return out;
}

Estimates total(const ReplicateDesign& design, std::span<const Column> variables,
                const EstimateOptions& options) {
  detail::require_population(design.full_sample().has_normalised_weights());
  const Cases cases = detail::find_cases(design.full_sample(), variables, options);
  const ReplicateSums sums = replicate_sums(design, variables, cases, false, options.threads);
  detail::Replicated found = from_sums(
      sums, variables.size(), [](const double* at, std::size_t, std::size_t s) { return at[s]; });
  if (options.deff != Deff::none) {
    found.srs_variance =
        detail::linearise_total(design.full_sample(), variables, cases, options).srs_variance;
  }
  return detail::finish(design, cases, options, std::move(found));
}

Estimates ratio(const ReplicateDesign& design, std::span<const Column> numerators,
                std::span<const Column> denominators, const EstimateOptions& options) {
  std::vector<Column> all{numerators.begin(), numerators.end()};
  all.insert(all.end(), denominators.begin(), denominators.end());
  const Cases cases = detail::find_cases(design.full_sample(), all, options);
  const ReplicateSums sums = replicate_sums(design, all, cases, false, options.threads);
  const std::size_t above = numerators.size();
  detail::Replicated found = from_sums(sums, above * denominators.size(),
                                       [above](const double* at, std::size_t, std::size_t s) {
                                         const double below = at[above + s / above];
                                         return below == 0 ? none : at[s % above] / below;
                                       });
  if (options.deff != Deff::none) {
    found.srs_variance =
        detail::linearise_ratio(design.full_sample(), numerators, denominators, cases, options)
            .srs_variance;
  }
  Estimates out = detail::finish(design, cases, options, std::move(found));
  detail::settle_zero_variance(out, [&] { return units_of_df(out.df, cases.domains); });
  return out;
}

Estimates variance(const ReplicateDesign& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  const std::size_t p = variables.size();
  const Cases cases = detail::find_cases(design.full_sample(), variables, options);
  // Products are taken about each domain's mean in the full sample, then about the replicate's.
  const ReplicateSums first = replicate_sums(design, variables, cases, true, options.threads);
  std::vector<std::vector<double>> columns(p + p * p, std::vector<double>(design.size()));
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (cases.domain_of_row[row] < 0) continue;
    const auto d = static_cast<std::size_t>(cases.domain_of_row[row]);
    const double* full = first.at(first.replicates, d);
    for (std::size_t a = 0; a < p; ++a) {
      columns[a][row] = variables[a][row] - first.shift(d, a) - full[a] / full[p];
    }
    for (std::size_t a = 0; a < p; ++a) {
      for (std::size_t b = 0; b < p; ++b) {
        columns[p + b * p + a][row] = columns[a][row] * columns[b][row];
      }
    }
  }
  std::vector<Column> all;
  for (const auto& column : columns) all.emplace_back(std::span<const double>{column});
  const ReplicateSums sums = replicate_sums(design, all, cases, false, options.threads);
  detail::Replicated found =
      from_sums(sums, p * p, [&](const double* at, std::size_t d, std::size_t s) {
        const auto n = static_cast<double>(cases.n[d]);
        const double weight = at[p + p * p];
        if (n < 2) return none;
        const double product = at[p + s] / weight;
        return n / (n - 1) * (product - at[s % p] / weight * (at[s / p] / weight));
      });
  return detail::finish(design, cases, options, std::move(found));
}

Estimates replicated(const ReplicateDesign& design, const Statistic& statistic,
                     std::vector<std::string> labels) {
  const std::size_t rows = design.size();
  std::vector<double> weights{design.weights().begin(), design.weights().end()};
  const auto clear_outside = [&] {
    for (std::size_t row = 0; row < rows; ++row) {
      if (!design.is_inside(row)) weights[row] = 0;
    }
  };
  clear_outside();
  std::int64_t n = 0;
  double weighted_n = 0;
  for (const double weight : weights) {
    n += weight != 0;
    weighted_n += weight;
  }
  const std::vector<double> values = statistic(weights);
  Matrix replicates{design.replicate_count(), values.size()};
  for (std::size_t r = 0; r < design.replicate_count(); ++r) {
    const double* from = design.read(r, 0, rows, weights.data());
    if (from != weights.data()) weights.assign(from, from + rows);
    clear_outside();
    const std::vector<double> now = statistic(weights);
    if (now.size() != values.size()) {
      throw EstimationError("The statistic gave " + std::to_string(values.size()) +
                            " values for the full sample and " + std::to_string(now.size()) +
                            " for replicate " + std::to_string(r) + "; give as many each time.");
    }
    for (std::size_t j = 0; j < now.size(); ++j) {
      if (!std::isfinite(now[j]) || !std::isfinite(values[j])) {
        throw EstimationError("Value " + std::to_string(j) + " of the statistic is not finite in " +
                              (std::isfinite(values[j]) ? "replicate " + std::to_string(r)
                                                        : std::string{"the full sample"}) +
                              ", so it has no error; restrict the design to where it is defined.");
      }
      replicates(r, j) = now[j];
    }
  }
  if (labels.empty()) labels.resize(values.size());
  Matrix covariance = design.covariance(replicates.view(), values);
  return make_estimates(std::move(labels), values, std::move(covariance), {design.df()}, {n},
                        {weighted_n});
}

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#include "linearised.hpp"

#include "no_value.hpp"

#include <actionplan/core/error.hpp>

#include <cmath>
#include <utility>

namespace actionplan::survey::detail {
namespace {

// Calls use(row, domain) for every case.
template <class Use>
void for_cases(const Cases& cases, Use use) {
  for (std::size_t row = 0; row < cases.domain_of_row.size(); ++row) {
    if (cases.domain_of_row[row] >= 0) use(row, static_cast<std::size_t>(cases.domain_of_row[row]));
  }
}

// Per domain, the weighted mean; summed about the first value, which loses no digit to an offset.
std::vector<double> means_of(const Design& design, const Column& variable, const Cases& cases) {
  std::vector<double> shift(cases.domains, none);
  std::vector<double> sum(cases.domains);
  for_cases(cases, [&](std::size_t row, std::size_t domain) {
    if (std::isnan(shift[domain])) shift[domain] = variable[row];
    sum[domain] += design.weights()[row] * (variable[row] - shift[domain]);
  });
  for (std::size_t d = 0; d < cases.domains; ++d) {
    sum[d] = shift[d] + sum[d] / cases.weighted_n[d];
  }
  return sum;
}

std::vector<double> totals_of(const Design& design, const Column& variable, const Cases& cases) {
  std::vector<double> sum(cases.domains);
  for_cases(cases, [&](std::size_t row, std::size_t domain) {
    sum[domain] += design.weights()[row] * variable[row];
  });
  return sum;
}

// Variance of the mean of `value(row)`, of mean `center` per domain, under simple random sampling.
template <class Value>
std::vector<double> srs_variance_of(const Design& design, const Cases& cases, Deff deff,
                                    std::span<const double> center, Value value) {
  std::vector<double> out(cases.domains);
  for_cases(cases, [&](std::size_t row, std::size_t domain) {
    const double off = value(row, domain) - center[domain];
    out[domain] += design.weights()[row] * off * off;
  });
  for (std::size_t d = 0; d < cases.domains; ++d) {
    const auto n = static_cast<double>(cases.n[d]);
    const double share = deff == Deff::without_replacement ? 1 - n / cases.weighted_n[d] : 1.0;
    out[d] = share > 0 && n > 1 ? out[d] / cases.weighted_n[d] / (n - 1) * share : none;
  }
  return out;
}

void append(std::vector<double>& to, const std::vector<double>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void require_deff(bool has_normalised_weights, Deff deff) {
  if (deff != Deff::without_replacement || !has_normalised_weights) return;
  throw EstimationError(
      "The weights add up to the number of rows, so the size of the population is not known and "
      "sampling without replacement cannot be compared with; give the population, or compare with "
      "replacement.");
}

Linearised linearise_mean(const Design& design, std::span<const Column> variables,
                          const Cases& cases, const EstimateOptions& options) {
  require_deff(design.has_normalised_weights() || design.has_unit_weights(), options.deff);
  Linearised out;
  out.influence = Matrix{design.size(), variables.size()};
  for (std::size_t j = 0; j < variables.size(); ++j) {
    const std::vector<double> mean = means_of(design, variables[j], cases);
    for_cases(cases, [&](std::size_t row, std::size_t domain) {
      out.influence(row, j) =
          design.weights()[row] * (variables[j][row] - mean[domain]) / cases.weighted_n[domain];
    });
    append(out.values, mean);
    if (options.deff == Deff::none) continue;
    append(out.srs_variance,
           srs_variance_of(design, cases, options.deff, mean,
                           [&](std::size_t row, std::size_t) { return variables[j][row]; }));
  }
  return out;
}

Linearised linearise_total(const Design& design, std::span<const Column> variables,
                           const Cases& cases, const EstimateOptions& options) {
  require_population(design.has_normalised_weights());
  require_deff(design.has_normalised_weights() || design.has_unit_weights(), options.deff);
  Linearised out;
  out.influence = Matrix{design.size(), variables.size()};
  for (std::size_t j = 0; j < variables.size(); ++j) {
    for_cases(cases, [&](std::size_t row, std::size_t) {
      out.influence(row, j) = design.weights()[row] * variables[j][row];
    });
    append(out.values, totals_of(design, variables[j], cases));
    if (options.deff == Deff::none) continue;
    std::vector<double> srs =
        srs_variance_of(design, cases, options.deff, means_of(design, variables[j], cases),
                        [&](std::size_t row, std::size_t) { return variables[j][row]; });
    for (std::size_t d = 0; d < cases.domains; ++d) {
      srs[d] *= cases.weighted_n[d] * cases.weighted_n[d];
    }
    append(out.srs_variance, srs);
  }
  return out;
}

namespace {

// One ratio in every domain.
void append_ratio(Linearised& out, const Design& design, const Column& numerator,
                  const Column& denominator, const Cases& cases, const EstimateOptions& options) {
  const std::vector<double> below = totals_of(design, denominator, cases);
  const std::vector<double> above = totals_of(design, numerator, cases);
  // The mean of the residuals from a first value of the ratio mends what the division lost.
  std::vector<double> value(cases.domains);
  std::vector<double> left(cases.domains);
  for (std::size_t d = 0; d < cases.domains; ++d) value[d] = above[d] / below[d];
  for_cases(cases, [&](std::size_t row, std::size_t domain) {
    left[domain] += design.weights()[row] * (numerator[row] - value[domain] * denominator[row]);
  });
  for (std::size_t d = 0; d < cases.domains; ++d) {
    value[d] = below[d] == 0 ? none : value[d] + left[d] / below[d];
  }
  const std::size_t statistic = out.values.size() / cases.domains;
  const auto residual = [&](std::size_t row, std::size_t domain) {
    return numerator[row] - value[domain] * denominator[row];
  };
  for_cases(cases, [&](std::size_t row, std::size_t domain) {
    if (below[domain] == 0) return;
    out.influence(row, statistic) = design.weights()[row] * residual(row, domain) / below[domain];
  });
  append(out.values, value);
  if (options.deff == Deff::none) return;
  const std::vector<double> zero(cases.domains);
  std::vector<double> srs = srs_variance_of(design, cases, options.deff, zero, residual);
  for (std::size_t d = 0; d < cases.domains; ++d) {
    const double mean_below = below[d] / cases.weighted_n[d];
    srs[d] /= mean_below * mean_below;
  }
  append(out.srs_variance, srs);
}

}  // namespace

Linearised linearise_ratio(const Design& design, std::span<const Column> numerators,
                           std::span<const Column> denominators, const Cases& cases,
                           const EstimateOptions& options) {
  require_deff(design.has_normalised_weights() || design.has_unit_weights(), options.deff);
  Linearised out;
  out.influence = Matrix{design.size(), numerators.size() * denominators.size()};
  for (const Column& denominator : denominators) {
    for (const Column& numerator : numerators) {
      append_ratio(out, design, numerator, denominator, cases, options);
    }
  }
  return out;
}

Linearised linearise_variance(const Design& design, std::span<const Column> variables,
                              const Cases& cases, const EstimateOptions& /*options*/) {
  const std::size_t p = variables.size();
  std::vector<std::vector<double>> mean;
  for (const Column& variable : variables) mean.push_back(means_of(design, variable, cases));
  Linearised out;
  out.influence = Matrix{design.size(), p * p};
  std::vector<double> product(design.size());
  for (std::size_t b = 0; b < p; ++b) {
    for (std::size_t a = 0; a < p; ++a) {
      for_cases(cases, [&](std::size_t row, std::size_t domain) {
        const auto n = static_cast<double>(cases.n[domain]);
        product[row] = (variables[a][row] - mean[a][domain]) *
                       (variables[b][row] - mean[b][domain]) * n / (n - 1);
      });
      const Column column{std::span<const double>{product}};
      std::vector<double> value = means_of(design, column, cases);
      const std::size_t statistic = out.values.size() / cases.domains;
      for_cases(cases, [&](std::size_t row, std::size_t domain) {
        out.influence(row, statistic) =
            design.weights()[row] * (product[row] - value[domain]) / cases.weighted_n[domain];
      });
      for (std::size_t d = 0; d < cases.domains; ++d) {
        if (cases.n[d] < 2) value[d] = none;
      }
      append(out.values, value);
    }
  }
  return out;
}

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "linearised.hpp"
#include "no_value.hpp"
#include "totals_covariance.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

CellFlag flag_of(std::int64_t n, double value, double df) {
  if (n == 0) return CellFlag::empty;
  if (std::isnan(value)) return CellFlag::undefined;
  if (n == 1) return CellFlag::one_case;
  return df > 0 ? CellFlag::none : CellFlag::no_df;
}

void blank(Matrix& covariance, std::size_t result) {
  for (std::size_t other = 0; other < covariance.columns; ++other) {
    covariance(result, other) = none;
  }
  if (covariance.columns != covariance.rows) return;
  for (std::size_t other = 0; other < covariance.rows; ++other) covariance(other, result) = none;
}

}  // namespace

void require_df(const Estimates& out, const EstimateOptions& options) {
  if (out.size() != 1 || !options.by.codes.empty() || out.flags.front() != CellFlag::no_df) return;
  throw EstimationError(
      "The estimate has " + std::to_string(static_cast<long>(out.df.front())) +
      " degrees of freedom (sampled units with a case minus strata with one), so its error cannot "
      "be judged; give df, or the rule `design`, or estimate a larger domain.");
}

void require_population(bool has_normalised_weights) {
  if (!has_normalised_weights) return;
  throw EstimationError(
      "The weights add up to the number of rows, so they are normalised and totals are not those "
      "of the population; give the design its population.");
}

Estimates finish_with_df(const Cases& cases, const std::vector<double>& df,
                         const EstimateOptions& options, std::vector<double> values,
                         Matrix covariance, std::span<const double> srs_variance) {
  Estimates out;
  const std::size_t size = values.size();
  const bool is_full = covariance.columns == size;
  out.labels.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t domain = i % cases.domains;
    const CellFlag flag = flag_of(cases.n[domain], values[i], df[domain]);
    if (flag == CellFlag::empty) values[i] = none;
    const bool has_error = flag == CellFlag::none || flag == CellFlag::no_df;
    if (!has_error) blank(covariance, i);
    const double variance = covariance(i, is_full ? i : 0);
    out.standard_errors.push_back(std::sqrt(variance));
    out.df.push_back(df[domain]);
    out.n.push_back(cases.n[domain]);
    out.weighted_n.push_back(cases.weighted_n[domain]);
    out.flags.push_back(flag);
    if (!srs_variance.empty()) out.deff.push_back(variance / srs_variance[i]);
  }
  out.values = std::move(values);
  if (is_full) out.covariance = std::move(covariance);
  require_df(out, options);
  return out;
}

Estimates finish(const Design& design, const Cases& cases, const EstimateOptions& options,
                 std::vector<double> values, Matrix covariance,
                 std::span<const double> srs_variance) {
  return finish_with_df(cases, df_of_domains(design, cases, options), options, std::move(values),
                        std::move(covariance), srs_variance);
}

namespace {

// Results of each domain by themselves, for designs where that is not a part of the whole.
void refine_by_domain(const Design& design, const Cases& cases, MatrixView influence,
                      Matrix& covariance) {
  std::vector<std::int32_t> only(design.size());
  for (std::size_t d = 0; d < cases.domains; ++d) {
    if (cases.n[d] == 0) continue;
    for (std::size_t row = 0; row < design.size(); ++row) {
      only[row] = cases.domain_of_row[row] == static_cast<std::int32_t>(d) ? 0 : -1;
    }
    const Matrix block = covariance_of_domains(design, {influence, only, 1});
    for (std::size_t a = 0; a < influence.columns; ++a) {
      for (std::size_t b = 0; b < influence.columns; ++b) {
        covariance(a * cases.domains + d, b * cases.domains + d) = block(a, b);
      }
    }
  }
}

}  // namespace

Estimates finish(const Design& design, const Cases& cases, const EstimateOptions& options,
                 Linearised statistics) {
  const MatrixView influence = statistics.influence.view();
  Matrix sum = covariance_of_domains(design, {influence, cases.domain_of_row, cases.domains});
  if (cases.domains > 1 && needs_own_covariance_by_domain(design)) {
    refine_by_domain(design, cases, influence, sum);
  }
  return finish(design, cases, options, std::move(statistics.values), std::move(sum),
                statistics.srs_variance);
}

}  // namespace actionplan::survey::detail

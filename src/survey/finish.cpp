// SPDX-License-Identifier: Apache-2.0
#include "linearised.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/covariance.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

CellFlag flag_of(std::int64_t n, double value, double df) {
  if (n == 0) return CellFlag::empty;
  if (std::isnan(value)) return CellFlag::undefined;
  if (n == 1) return CellFlag::one_case;
  return df > 0 ? CellFlag::none : CellFlag::no_df;
}

void blank(Matrix& covariance, std::size_t result) {
  for (std::size_t other = 0; other < covariance.rows; ++other) {
    covariance(result, other) = none;
    covariance(other, result) = none;
  }
}

void require_df(const Estimates& out, const EstimateOptions& options) {
  if (out.size() != 1 || !options.by.codes.empty() || out.flags.front() != CellFlag::no_df) return;
  throw EstimationError(
      "The estimate has " + std::to_string(static_cast<long>(out.df.front())) +
      " degrees of freedom (sampled units with a case minus strata with one), so its error cannot "
      "be judged; give df, or the rule `design`, or estimate a larger domain.");
}

}  // namespace

Estimates finish(const Design& design, const Cases& cases, const EstimateOptions& options,
                 std::vector<double> values, Matrix covariance,
                 std::span<const double> srs_variance) {
  const std::vector<double> df = df_of_domains(design, cases, options);
  Estimates out;
  const std::size_t size = values.size();
  out.labels.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t domain = i % cases.domains;
    const CellFlag flag = flag_of(cases.n[domain], values[i], df[domain]);
    if (flag == CellFlag::empty) values[i] = none;
    const bool has_error = flag == CellFlag::none || flag == CellFlag::no_df;
    if (!has_error) blank(covariance, i);
    out.standard_errors.push_back(std::sqrt(covariance(i, i)));
    out.df.push_back(df[domain]);
    out.n.push_back(cases.n[domain]);
    out.weighted_n.push_back(cases.weighted_n[domain]);
    out.flags.push_back(flag);
    if (!srs_variance.empty()) out.deff.push_back(covariance(i, i) / srs_variance[i]);
  }
  out.values = std::move(values);
  out.covariance = std::move(covariance);
  require_df(out, options);
  return out;
}

Estimates finish(const Design& design, const Cases& cases, const EstimateOptions& options,
                 Linearised statistics) {
  Matrix sum = covariance(design, statistics.influence.view());
  return finish(design, cases, options, std::move(statistics.values), std::move(sum),
                statistics.srs_variance);
}

}  // namespace actionplan::survey::detail

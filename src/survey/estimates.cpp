// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/estimates.hpp>

#include "zero_variance.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/proportion.hpp>

#include <cmath>
#include <limits>
#include <utility>

namespace actionplan::survey {

Estimate Estimates::at(std::size_t index) const {
  if (index >= size()) {
    throw InvalidArgument("There is no result " + std::to_string(index) + "; there are " +
                          std::to_string(size()) + ", counted from 0.");
  }
  Estimate out{values[index], standard_errors[index], df[index], n[index], {}};
  if (!deff.empty() && std::isfinite(deff[index])) out.deff = deff[index];
  return out;
}

Estimates make_estimates(std::vector<std::string> labels, std::vector<double> values,
                         Matrix covariance, std::vector<double> df, std::vector<std::int64_t> n,
                         std::vector<double> weighted_n) {
  const std::size_t size = values.size();
  const auto spread = [size](auto& column, const char* what) {
    if (column.size() == 1) column.resize(size, column.front());
    if (column.size() == size) return;
    throw InvalidArgument(std::string{"There are "} + std::to_string(column.size()) + " " + what +
                          " for " + std::to_string(size) + " values; give one for each.");
  };
  if (labels.size() != size || covariance.rows != size || covariance.columns != size) {
    throw InvalidArgument("There are " + std::to_string(size) + " values, " +
                          std::to_string(labels.size()) + " labels and a covariance of " +
                          std::to_string(covariance.rows) + " x " +
                          std::to_string(covariance.columns) + "; give one for each value.");
  }
  spread(df, "degrees of freedom");
  spread(n, "counts of cases");
  spread(weighted_n, "weighted counts");
  Estimates out;
  for (std::size_t i = 0; i < size; ++i) {
    out.standard_errors.push_back(std::sqrt(covariance(i, i)));
    out.flags.push_back(std::isnan(values[i])              ? CellFlag::undefined
                        : !std::isfinite(covariance(i, i)) ? CellFlag::one_case
                        : df[i] > 0                        ? CellFlag::none
                                                           : CellFlag::no_df);
  }
  out.labels = std::move(labels);
  out.values = std::move(values);
  out.covariance = std::move(covariance);
  out.df = std::move(df);
  out.n = std::move(n);
  out.weighted_n = std::move(weighted_n);
  return out;
}

std::vector<Interval> confint(const Estimates& estimates, double level) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  static_cast<void>(actionplan::confint(Estimate{0, 1, 1, 1, {}}, level));  // refuses a bad level
  std::vector<Interval> out;
  out.reserve(estimates.size());
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const bool is_usable = std::isfinite(estimates.values[i]) &&
                           std::isfinite(estimates.standard_errors[i]) && estimates.df[i] > 0;
    const bool is_share = detail::has_zero_variance(estimates, i);
    if (!is_usable || estimates.flags[i] == CellFlag::constant) {
      out.push_back({none, none});
    } else if (is_share) {
      out.push_back(detail::exact_interval(estimates.values[i], estimates.units[i], level));
    } else {
      out.push_back(actionplan::confint(estimates.at(i), level));
    }
  }
  return out;
}

}  // namespace actionplan::survey

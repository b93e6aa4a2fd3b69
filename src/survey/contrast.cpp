// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/contrast.hpp>

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace actionplan::survey {
namespace {

bool has_error(const Estimates& estimates, std::size_t i) {
  return std::isfinite(estimates.values[i]) && std::isfinite(estimates.standard_errors[i]);
}

void check_contrast(const Estimates& estimates, MatrixView weights,
                    const std::vector<std::string>& labels) {
  if (weights.columns != estimates.size() || labels.size() != weights.rows) {
    throw InvalidArgument("There are " + std::to_string(weights.rows) + " x " +
                          std::to_string(weights.columns) + " weights for " +
                          std::to_string(labels.size()) + " contrasts of " +
                          std::to_string(estimates.size()) + " results; give one for each.");
  }
  if (estimates.covariance.rows != estimates.size()) {
    throw InvalidArgument(
        "The results have no covariance, so no contrast of them has a standard error; estimate "
        "them with covariance.");
  }
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    for (std::size_t row = 0; row < weights.rows; ++row) {
      if (weights(row, i) == 0 || has_error(estimates, i)) continue;
      throw EstimationError("Result " + std::to_string(i) +
                            " has no value or no standard error, so no contrast of it has one; "
                            "give it the weight 0.");
    }
  }
}

// Weights times a column that holds NaN only where every weight is 0.
double combine(MatrixView weights, std::size_t row, const std::vector<double>& values) {
  double out = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights(row, i) != 0) out += weights(row, i) * values[i];
  }
  return out;
}

double combine(MatrixView weights, std::size_t a, std::size_t b, const Matrix& covariance) {
  double out = 0;
  for (std::size_t i = 0; i < covariance.rows; ++i) {
    if (weights(a, i) == 0) continue;
    for (std::size_t j = 0; j < covariance.rows; ++j) {
      if (weights(b, j) != 0) out += weights(a, i) * weights(b, j) * covariance(i, j);
    }
  }
  return out;
}

double df_of_change(const Estimates& from, const Estimates& to, std::size_t i, bool overlap) {
  if (overlap || !(from.df[i] > 0) || !(to.df[i] > 0)) return std::min(from.df[i], to.df[i]);
  const double a = from.standard_errors[i] * from.standard_errors[i];
  const double b = to.standard_errors[i] * to.standard_errors[i];
  const double below = a * a / from.df[i] + b * b / to.df[i];
  if (!(below > 0)) return std::min(from.df[i], to.df[i]);
  return (a + b) * (a + b) / below;
}

}  // namespace

Estimates contrast(const Estimates& estimates, MatrixView weights,
                   std::vector<std::string> labels) {
  check_contrast(estimates, weights, labels);
  std::vector<double> values(weights.rows);
  for (std::size_t a = 0; a < values.size(); ++a) {
    values[a] = combine(weights, a, estimates.values);
  }
  return contrast(estimates, std::move(values), weights, std::move(labels));
}

Estimates contrast(const Estimates& estimates, std::vector<double> values, MatrixView weights,
                   std::vector<std::string> labels) {
  check_contrast(estimates, weights, labels);
  const std::size_t size = weights.rows;
  if (values.size() != size) {
    throw InvalidArgument("There are " + std::to_string(values.size()) + " values of " +
                          std::to_string(size) + " functions; give one for each.");
  }
  for (std::size_t a = 0; a < size; ++a) {
    bool is_finite = std::isfinite(values[a]);
    for (std::size_t i = 0; i < weights.columns; ++i) is_finite &= std::isfinite(weights(a, i));
    if (is_finite) continue;
    throw InvalidArgument("Contrast \"" + labels[a] +
                          "\" has no finite value or slope at the results; a logarithm needs a "
                          "number above 0, a division a divisor other than 0.");
  }
  std::vector<double> df(size, std::numeric_limits<double>::infinity());
  std::vector<std::int64_t> n(size, std::numeric_limits<std::int64_t>::max());
  std::vector<double> weighted_n(size);
  Matrix covariance{size, size};
  for (std::size_t a = 0; a < size; ++a) {
    weighted_n[a] = combine(weights, a, estimates.weighted_n);
    for (std::size_t b = 0; b < size; ++b) {
      covariance(a, b) = combine(weights, a, b, estimates.covariance);
    }
    for (std::size_t i = 0; i < estimates.size(); ++i) {
      if (weights(a, i) == 0) continue;
      df[a] = std::min(df[a], estimates.df[i]);
      n[a] = std::min(n[a], estimates.n[i]);
    }
  }
  return make_estimates(std::move(labels), std::move(values), std::move(covariance), std::move(df),
                        std::move(n), std::move(weighted_n));
}

Estimates change(const Estimates& from, const Estimates& to, std::optional<MatrixView> covariance) {
  const std::size_t size = from.size();
  if (to.size() != size || from.labels != to.labels) {
    throw InvalidArgument("The rounds have " + std::to_string(size) + " and " +
                          std::to_string(to.size()) +
                          " results or other labels; estimate the same things in both.");
  }
  if (covariance && (covariance->rows != size || covariance->columns != size)) {
    throw InvalidArgument("The covariance between rounds is " + std::to_string(covariance->rows) +
                          " x " + std::to_string(covariance->columns) + "; give " +
                          std::to_string(size) + " x " + std::to_string(size) + ".");
  }
  Estimates out = from;
  out.deff.clear();
  out.units.clear();
  out.left_out.clear();
  const bool is_full = from.covariance.rows == size && to.covariance.rows == size;
  out.covariance = is_full ? Matrix{size, size} : Matrix{};
  for (std::size_t i = 0; i < size; ++i) {
    const double shared = covariance ? (*covariance)(i, i) : 0;
    const double variance = from.standard_errors[i] * from.standard_errors[i] +
                            to.standard_errors[i] * to.standard_errors[i] - 2 * shared;
    if (variance < 0) {
      throw InvalidArgument("The covariance between rounds of result " + std::to_string(i) +
                            " is larger than their standard errors allow; check its sign and "
                            "size.");
    }
    out.values[i] = to.values[i] - from.values[i];
    out.standard_errors[i] = std::sqrt(variance);
    out.df[i] = df_of_change(from, to, i, covariance.has_value());
    out.n[i] = std::min(from.n[i], to.n[i]);
    out.flags[i] = from.flags[i] == CellFlag::none ? to.flags[i] : from.flags[i];
    for (std::size_t j = 0; j < size && is_full; ++j) {
      const double both = covariance ? (*covariance)(i, j) + (*covariance)(j, i) : 0;
      out.covariance(i, j) = from.covariance(i, j) + to.covariance(i, j) - both;
    }
  }
  return out;
}

}  // namespace actionplan::survey

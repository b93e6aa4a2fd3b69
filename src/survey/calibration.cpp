// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/calibration.hpp>

#include "calibrated.hpp"
#include "core/internal/shortest_number.hpp"

#include <actionplan/core/error.hpp>

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace actionplan::survey {

namespace {

using Rows = Eigen::MatrixXd;

// g and its slope at u.
struct Ratio {
  double value;
  double slope;
};

Ratio cut(Ratio free, const CalibrateOptions& options) {
  if (free.value < options.lower) return {options.lower, 0};
  if (free.value > options.upper) return {options.upper, 0};
  return free;
}

Ratio ratio_at(double u, const CalibrateOptions& options) {
  switch (options.function) {
    case CalibrationFunction::raking: {
      const double value = std::exp(std::min(u, 700.0));
      return cut({value, value}, options);
    }
    case CalibrationFunction::logit: {
      const double low = options.lower;
      const double up = options.upper;
      const double steep = (up - low) / ((1 - low) * (up - 1));
      const double odds = std::exp(std::clamp(steep * u, -700.0, 700.0));
      const double below = (up - 1) + (1 - low) * odds;
      const double value = (low * (up - 1) + up * (1 - low) * odds) / below;
      return {value, (value - low) * (up - value) / (up - low) * steep};
    }
    default: return cut({1 + u, 1}, options);
  }
}

void check(std::size_t rows, MatrixView variables, std::span<const double> totals,
           const CalibrateOptions& options) {
  if (variables.rows != rows || variables.columns != totals.size() || totals.empty()) {
    throw InvalidArgument("The calibration variables are " + std::to_string(variables.rows) +
                          " x " + std::to_string(variables.columns) + "; give " +
                          std::to_string(rows) + " rows and a column for each of " +
                          std::to_string(totals.size()) + " totals, at least one.");
  }
  for (const double total : totals) {
    if (!std::isfinite(total)) {
      throw InvalidArgument("A population total is not finite; give a number for each variable.");
    }
  }
  if (!(options.lower < 1 && options.upper > 1)) {
    throw InvalidArgument("The bounds of the ratio of weights are " +
                          actionplan::detail::number_text(options.lower) + " and " +
                          actionplan::detail::number_text(options.upper) +
                          "; give one below 1 and one above.");
  }
  const bool is_bounded = std::isfinite(options.lower) && std::isfinite(options.upper);
  if (!options.variance.empty() && options.variance.size() != rows) {
    throw InvalidArgument("There are " + std::to_string(options.variance.size()) +
                          " variances of the calibration model for " + std::to_string(rows) +
                          " rows; give one for each row.");
  }
  if (options.function == CalibrationFunction::logit && !is_bounded) {
    throw InvalidArgument("Calibration by logit has no bounds; give a lower and an upper one.");
  }
}

// What is calibrated: rows of the domain, or units of stage 1, with their variables.
struct Units {
  std::vector<std::int32_t> of_row;  // below 0: outside
  Rows variables;                    // units x q: means over the unit's weights
  std::vector<double> variance;      // of the model, per unit
};

double variance_at(std::span<const double> variance, std::size_t row) {
  if (variance.empty()) return 1;
  if (variance[row] > 0 && std::isfinite(variance[row])) return variance[row];
  throw InvalidArgument("The variance of the calibration model is " +
                        actionplan::detail::number_text(variance[row]) + " in row " +
                        actionplan::detail::number_text(row) +
                        "; give a number above 0 for each row of the domain.");
}

std::vector<double> weights_of(const Units& units, std::span<const double> weights) {
  std::vector<double> out(static_cast<std::size_t>(units.variables.rows()));
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (units.of_row[row] >= 0) out[std::size_t(units.of_row[row])] += weights[row];
  }
  return out;
}

Units single_rows(const Design& design, MatrixView variables, std::span<const double> variance) {
  Units out;
  out.of_row.assign(design.size(), -1);
  std::int32_t count = 0;
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (!design.is_inside(row)) continue;
    out.of_row[row] = count++;
    out.variance.push_back(variance_at(variance, row));
  }
  out.variables = Rows::Zero(count, Eigen::Index(variables.columns));
  for (std::size_t j = 0; j < variables.columns; ++j) {
    for (std::size_t row = 0; row < design.size(); ++row) {
      if (out.of_row[row] < 0) continue;
      const double value = variables(row, j);
      if (!std::isfinite(value)) {
        throw InvalidArgument("Calibration variable " + std::to_string(j) +
                              " is missing or infinite in row " + std::to_string(row) +
                              "; give a number for each row of the domain.");
      }
      out.variables(out.of_row[row], Eigen::Index(j)) = value;
    }
  }
  return out;
}

Units whole_psus(const Design& design, MatrixView variables, std::span<const double> variance) {
  const Units rows = single_rows(design, variables, variance);
  Units out;
  out.of_row.assign(design.size(), -1);
  const std::size_t units = design.stages().front().unit_count();
  out.variables = Rows::Zero(Eigen::Index(units), rows.variables.cols());
  out.variance.assign(units, 0.0);
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(Eigen::Index(units));
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (rows.of_row[row] < 0) continue;
    const std::int32_t unit = design.psu_of_row(row);
    out.of_row[row] = unit;
    out.variables.row(unit) += design.weights()[row] * rows.variables.row(rows.of_row[row]);
    sum(unit) += design.weights()[row];
    out.variance[std::size_t(unit)] +=
        design.weights()[row] * rows.variance[std::size_t(rows.of_row[row])];
  }
  for (Eigen::Index unit = 0; unit < out.variables.rows(); ++unit) {
    double& variance_of_unit = out.variance[std::size_t(unit)];
    if (sum(unit) != 0) out.variables.row(unit) /= sum(unit);
    variance_of_unit = sum(unit) != 0 ? variance_of_unit / sum(unit) : 1;
  }
  return out;
}

// Newton's method for the multipliers; returns g per unit.
class Solver {
 public:
  Solver(const Units& units, std::vector<double> weights, std::span<const double> totals,
         const CalibrateOptions& options)
      : x_{units.variables},
        variance_{units.variance},
        d_{std::move(weights)},
        totals_{Eigen::Map<const Eigen::VectorXd>(totals.data(), Eigen::Index(totals.size()))},
        options_{options},
        scale_{Eigen::VectorXd::Ones(x_.cols())},
        g_(d_.size(), 1.0) {
    for (Eigen::Index j = 0; j < x_.cols(); ++j) {
      double size = 0;
      for (Eigen::Index i = 0; i < x_.rows(); ++i) {
        size += std::abs(d_[std::size_t(i)] * x_(i, j));
      }
      size = std::max(size, std::abs(totals_(j)));
      if (size > 0) scale_(j) = size;
    }
  }

  std::vector<double> run() {
    Eigen::VectorXd at = Eigen::VectorXd::Zero(x_.cols());
    Eigen::VectorXd missed = misses(at);
    for (int i = 0; i < options_.max_iterations; ++i) {
      if (is_met(missed)) return polished(at, missed);
      const Eigen::VectorXd step = solve(missed);
      if (!advance(at, missed, step)) break;
    }
    if (is_met(missed)) return g_;
    refuse(missed);
  }

 private:
  // Totals less those under the weights, in units of each total's size; keeps g and its slopes.
  Eigen::VectorXd misses(const Eigen::VectorXd& at) {
    const Eigen::VectorXd u = x_ * at;
    Eigen::VectorXd reached = Eigen::VectorXd::Zero(x_.cols());
    slopes_.assign(d_.size(), 0.0);
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      const double variance = variance_[std::size_t(i)];
      const Ratio ratio = ratio_at(u(i) / variance, options_);
      g_[std::size_t(i)] = ratio.value;
      slopes_[std::size_t(i)] = ratio.slope / variance;
      reached += d_[std::size_t(i)] * ratio.value * x_.row(i).transpose();
    }
    return (totals_ - reached).cwiseQuotient(scale_);
  }

  [[nodiscard]] bool is_met(const Eigen::VectorXd& missed) const {
    return missed.cwiseAbs().maxCoeff() <= options_.tolerance;  // false for NaN
  }

  // One more step, for it costs little and takes rounding out of the totals.
  std::vector<double> polished(const Eigen::VectorXd& at, const Eigen::VectorXd& missed) {
    const std::vector<double> before = g_;
    const Eigen::VectorXd next = at + solve(missed);
    if (!(misses(next).norm() <= missed.norm())) return before;
    return g_;
  }

  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& missed) const {
    Eigen::VectorXd size = Eigen::VectorXd::Zero(x_.cols());
    Rows weighted(x_.rows(), x_.cols());
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      weighted.row(i) = d_[std::size_t(i)] * slopes_[std::size_t(i)] * x_.row(i);
    }
    Rows normal = x_.transpose() * weighted;
    for (Eigen::Index j = 0; j < x_.cols(); ++j) {
      size(j) = normal(j, j) > 0 ? std::sqrt(normal(j, j)) : 1;
    }
    normal = size.cwiseInverse().asDiagonal() * normal * size.cwiseInverse().asDiagonal();
    Eigen::CompleteOrthogonalDecomposition<Rows> decomposition{normal.rows(), normal.cols()};
    decomposition.setThreshold(1e-11);
    decomposition.compute(normal);
    const Eigen::VectorXd right = missed.cwiseProduct(scale_).cwiseQuotient(size);
    return decomposition.solve(right).cwiseQuotient(size);
  }

  // The longest of halved steps that comes nearer to the totals.
  bool advance(Eigen::VectorXd& at, Eigen::VectorXd& missed, const Eigen::VectorXd& step) {
    const double before = missed.norm();
    for (double share = 1; share > 1e-6; share /= 2) {
      const Eigen::VectorXd there = at + share * step;
      const Eigen::VectorXd left = misses(there);
      if (!(left.norm() < before)) continue;
      at = there;
      missed = left;
      return true;
    }
    missed = misses(at);
    return false;
  }

  [[noreturn]] void refuse(const Eigen::VectorXd& missed) const {
    Eigen::Index worst = 0;
    missed.cwiseAbs().maxCoeff(&worst);
    const auto place = static_cast<std::size_t>(worst);
    const std::string name = place < options_.labels.size()
                                 ? "\"" + options_.labels[place] + "\""
                                 : "of variable " + std::to_string(place);
    throw EstimationError("No weights within the bounds reach the total " + name + ": " +
                          actionplan::detail::number_text(totals_(worst)) + " is missed by " +
                          actionplan::detail::number_text(std::abs(missed(worst) * scale_(worst))) +
                          "; check the total, widen the bounds, or leave variables out.");
  }

  const Rows& x_;
  const std::vector<double>& variance_;
  std::vector<double> d_;
  Eigen::VectorXd totals_;
  const CalibrateOptions& options_;
  Eigen::VectorXd scale_;
  std::vector<double> g_;
  std::vector<double> slopes_;
};

std::vector<double> calibrated(const Units& units, std::span<const double> weights,
                               std::span<const double> totals, const CalibrateOptions& options) {
  const std::vector<double> g = Solver{units, weights_of(units, weights), totals, options}.run();
  std::vector<double> out{weights.begin(), weights.end()};
  for (std::size_t row = 0; row < out.size(); ++row) {
    if (units.of_row[row] >= 0) out[row] *= g[std::size_t(units.of_row[row])];
  }
  return out;
}

// Quantiles and shares by weights below 0 mean nothing, and few tables may be published with them.
void check_signs(std::span<const double> weights, const CalibrateOptions& options) {
  if (options.allows_negative) return;
  const auto below = std::count_if(weights.begin(), weights.end(), [](double w) { return w < 0; });
  if (below == 0) return;
  throw EstimationError(
      "Calibration makes " + std::to_string(below) + " weights negative, down to " +
      actionplan::detail::number_text(*std::min_element(weights.begin(), weights.end())) +
      "; give bounds with a lower one of 0 or more, take the function raking, or "
      "allow negative weights.");
}

// Residuals from the regression on the calibration variables, by the weights before, times g.
class Residuals final : public Adjustment {
 public:
  Residuals(Units units, std::span<const double> before, std::span<const double> after)
      : of_row_{std::move(units.of_row)}, x_{std::move(units.variables)} {
    root_.assign(std::size_t(x_.rows()), 0.0);
    after_.assign(after.begin(), after.end());
    sum_after_.assign(root_.size(), 0.0);
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (of_row_[row] < 0) continue;
      root_[std::size_t(of_row_[row])] += before[row];
      sum_after_[std::size_t(of_row_[row])] += after[row];
    }
    Rows weighted = x_;
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      double& root = root_[std::size_t(i)];
      root = std::sqrt(std::max(root, 0.0) / units.variance[std::size_t(i)]);
      weighted.row(i) *= root;
    }
    for (Eigen::Index j = 0; j < weighted.cols(); ++j) {
      const double size = weighted.col(j).norm();
      if (size > 0) {
        weighted.col(j) /= size;
        x_.col(j) /= size;
      }
    }
    regression_.setThreshold(1e-11);
    regression_.compute(weighted);
  }

  void reduce(Matrix& influence) const override {
    for (std::size_t column = 0; column < influence.columns; ++column) {
      const std::span<double> z = influence.column(column);
      Eigen::VectorXd u = Eigen::VectorXd::Zero(x_.rows());
      for (std::size_t row = 0; row < z.size(); ++row) {
        if (of_row_[row] >= 0) u(of_row_[row]) += z[row];
      }
      for (Eigen::Index i = 0; i < u.size(); ++i) {
        const double after = sum_after_[std::size_t(i)];
        u(i) = after == 0 ? 0 : u(i) / after * root_[std::size_t(i)];
      }
      const Eigen::VectorXd fitted = x_ * regression_.solve(u);
      for (std::size_t row = 0; row < z.size(); ++row) {
        if (of_row_[row] >= 0) z[row] -= after_[row] * fitted(of_row_[row]);
      }
    }
  }

 private:
  std::vector<std::int32_t> of_row_;
  Rows x_;
  std::vector<double> root_;       // of the weights before, per unit
  std::vector<double> after_;      // per row
  std::vector<double> sum_after_;  // per unit
  Eigen::CompleteOrthogonalDecomposition<Rows> regression_;
};

}  // namespace

Design calibrate(const Design& design, MatrixView variables, std::span<const double> totals,
                 const CalibrateOptions& options) {
  check(design.size(), variables, totals, options);
  Units units = options.by_psu ? whole_psus(design, variables, options.variance)
                               : single_rows(design, variables, options.variance);
  std::vector<double> weights = calibrated(units, design.weights(), totals, options);
  check_signs(weights, options);
  auto residuals = std::make_shared<const Residuals>(std::move(units), design.weights(), weights);
  return design.with_weights(std::move(weights), std::move(residuals));
}

ReplicateDesign calibrate(const ReplicateDesign& design, MatrixView variables,
                          std::span<const double> totals, const CalibrateOptions& options) {
  check(design.size(), variables, totals, options);
  if (options.by_psu) {
    throw InvalidArgument(
        "Replicate weights name no sampling units, so they cannot share a ratio; calibrate by "
        "rows.");
  }
  const Units units = single_rows(design.full_sample(), variables, options.variance);
  bool is_full_sample = true;
  return detail::reweigh_replicates(design, [&](std::span<const double> weights) {
    std::vector<double> out = calibrated(units, weights, totals, options);
    if (is_full_sample) check_signs(out, options);
    is_full_sample = false;
    return out;
  });
}

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#include "likelihood.hpp"

#include <actionplan/core/error.hpp>

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double rank_tolerance = 1e-10;

double mean_of(Family family, double predictor) {
  switch (family) {
    case Family::binomial: return 1 / (1 + std::exp(-predictor));
    case Family::poisson: return std::exp(std::min(predictor, 700.0));
    default: return predictor;
  }
}

double link_of(Family family, double mean) {
  switch (family) {
    case Family::binomial: return std::log(mean / (1 - mean));
    case Family::poisson: return std::log(mean);
    default: return mean;
  }
}

// Variance of an outcome, which for a canonical link is also the slope of its mean.
double variance_of(Family family, double mean) {
  switch (family) {
    case Family::binomial: return mean * (1 - mean);
    case Family::poisson: return mean;
    default: return 1;
  }
}

double x_log_x(double x, double y) { return x > 0 ? x * std::log(x / y) : 0; }

double deviance_of(Family family, double y, double mean) {
  switch (family) {
    case Family::binomial: return 2 * (x_log_x(y, mean) + x_log_x(1 - y, 1 - mean));
    case Family::poisson: return 2 * (x_log_x(y, mean) - (y - mean));
    default: return (y - mean) * (y - mean);
  }
}

Eigen::MatrixXd weighted_model(const Matrix& model, const Eigen::VectorXd& root) {
  const Eigen::Map<const Eigen::MatrixXd> x(model.values.data(), Eigen::Index(model.rows),
                                            Eigen::Index(model.columns));
  return root.asDiagonal() * x;
}

}  // namespace

Likelihood::Data gather(const Column& outcome, MatrixView model, std::span<const std::size_t> rows,
                        const GlmOptions& options) {
  Likelihood::Data out;
  out.model = Matrix{rows.size(), model.columns};
  for (std::size_t j = 0; j < model.columns; ++j) {
    double most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      most = std::max(most, std::abs(out.model(i, j) = model(rows[i], j)));
    }
    out.scale.push_back(most > 0 ? most : 1);
    for (double& value : out.model.column(j)) value /= out.scale.back();
  }
  const bool is_share = options.family == Family::binomial;
  for (const std::size_t row : rows) {
    const double y = outcome[row];
    out.outcome.push_back(y);
    if (options.family == Family::gaussian || (y >= 0 && (!is_share || y <= 1))) continue;
    throw InvalidArgument("The outcome is " + std::to_string(y) + " in row " + std::to_string(row) +
                          "; the family " + std::string{to_string(options.family)} +
                          " takes numbers " + (is_share ? "from 0 to 1." : "of 0 or more."));
  }
  return out;
}

Likelihood::Likelihood(const Data& data, std::vector<double> weights, const GlmOptions& options)
    : data_{data}, weights_{std::move(weights)}, options_{options} {
  double sum = 0;
  std::size_t used = 0;
  for (const double weight : weights_) {
    sum += weight;
    used += weight != 0;
  }
  if (used == 0) {
    throw EstimationError("The model has no case of weight above 0; estimate a larger domain.");
  }
  weight_unit_ = sum / static_cast<double>(used);
  for (double& weight : weights_) weight /= weight_unit_;
}

void Likelihood::run(std::span<const double> start) {
  const std::size_t p = data_.model.columns;
  has_start_ = !start.empty();
  scaled_.assign(p, 0.0);
  predictor_.assign(weights_.size(), 0.0);
  if (has_start_) {
    for (std::size_t j = 0; j < p; ++j) scaled_[j] = start[j] * data_.scale[j];
    set_mean();
  } else {
    mean_.resize(weights_.size());
    for (std::size_t i = 0; i < mean_.size(); ++i) {
      const double y = data_.outcome[i];
      mean_[i] = options_.family == Family::binomial  ? (y + 0.5) / 2
                 : options_.family == Family::poisson ? y + 0.1
                                                      : y;
      predictor_[i] = link_of(options_.family, mean_[i]);
    }
  }
  bool is_still = false;
  for (iterations_ = 1; iterations_ <= options_.max_iterations && !is_still; ++iterations_) {
    is_still = step();
  }
  --iterations_;
  if (!is_still) refuse_convergence();
  coefficients_.resize(p);
  for (std::size_t j = 0; j < p; ++j) coefficients_[j] = scaled_[j] / data_.scale[j];
}

void Likelihood::set_mean() {
  const Eigen::Map<const Eigen::MatrixXd> x(
      data_.model.values.data(), Eigen::Index(data_.model.rows), Eigen::Index(data_.model.columns));
  const Eigen::Map<const Eigen::VectorXd> b(scaled_.data(), Eigen::Index(scaled_.size()));
  Eigen::Map<Eigen::VectorXd>(predictor_.data(), Eigen::Index(predictor_.size())) = x * b;
  mean_.resize(predictor_.size());
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    mean_[i] = mean_of(options_.family, predictor_[i]);
  }
}

double Likelihood::deviance_at() const {
  double sum = 0;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    if (weights_[i] == 0) continue;
    sum += weights_[i] * deviance_of(options_.family, data_.outcome[i], mean_[i]);
  }
  return sum;
}

double Likelihood::deviance() const { return deviance_at(); }

double Likelihood::dispersion() const {
  double sum = 0;
  double n = 0;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    if (weights_[i] == 0) continue;
    const double off = data_.outcome[i] - mean_[i];
    sum += weights_[i] * off * off / variance_of(options_.family, mean_[i]);
    n += 1;
  }
  return sum / (n - static_cast<double>(scaled_.size()));
}

// One step of scoring, halved while the deviance grows; true where the coefficients stand still.
bool Likelihood::step() {
  const Eigen::Index n = Eigen::Index(weights_.size());
  Eigen::VectorXd root(n);
  Eigen::VectorXd working(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto at = std::size_t(i);
    const double slope = variance_of(options_.family, mean_[at]);
    root(i) = std::sqrt(weights_[at] * slope);
    const double off = data_.outcome[at] - mean_[at];
    working(i) = slope > 0 ? root(i) * off / slope : 0;
  }
  const bool is_first = iterations_ == 1 && !has_start_;
  if (is_first) {
    for (Eigen::Index i = 0; i < n; ++i) working(i) += root(i) * predictor_[std::size_t(i)];
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{weighted_model(data_.model, root)};
  qr.setThreshold(rank_tolerance);
  if (std::size_t(qr.rank()) < scaled_.size()) {
    if (iterations_ > 1 && options_.family != Family::gaussian) refuse_convergence();
    refuse_rank(std::size_t(qr.colsPermutation().indices()(qr.rank())));
  }
  const Eigen::VectorXd change = qr.solve(working);
  const double before = is_first ? std::numeric_limits<double>::infinity() : deviance_at();
  const std::vector<double> from = scaled_;
  for (double share = 1;; share /= 2) {
    for (std::size_t j = 0; j < scaled_.size(); ++j) {
      scaled_[j] = from[j] + share * change(Eigen::Index(j));
    }
    set_mean();
    const double now = deviance_at();
    if (now <= before + 1e-9 * (std::abs(before) + 0.1) || (is_first && std::isfinite(now))) break;
    if (share < 1e-9) refuse_convergence();
  }
  bool is_still = !is_first || options_.family == Family::gaussian;
  if (options_.family == Family::gaussian) return is_still && iterations_ > 1;
  for (std::size_t j = 0; j < scaled_.size(); ++j) {
    const double size = std::max(std::abs(scaled_[j]), 1e-3);
    is_still &= std::abs(scaled_[j] - from[j]) <= options_.tolerance * size;
  }
  return is_still;
}

Matrix Likelihood::influence() const {
  const Eigen::Index n = Eigen::Index(weights_.size());
  Eigen::VectorXd root(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    root(i) =
        std::sqrt(weights_[std::size_t(i)] * variance_of(options_.family, mean_[std::size_t(i)]));
  }
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr{weighted_model(data_.model, root)};
  const Eigen::Index p = Eigen::Index(scaled_.size());
  // Rows of X (X'WX)^-1 = X R^-1 R^-T.
  const Eigen::MatrixXd r = qr.matrixQR().topRows(p).triangularView<Eigen::Upper>();
  const Eigen::MatrixXd inverse =
      r.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(p, p));
  const Eigen::MatrixXd bread = inverse * inverse.transpose();
  const Eigen::Map<const Eigen::MatrixXd> x(data_.model.values.data(), n, p);
  const Eigen::MatrixXd rows = x * bread;
  Matrix out{weights_.size(), scaled_.size()};
  for (std::size_t j = 0; j < scaled_.size(); ++j) {
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const double score = weights_[i] * (data_.outcome[i] - mean_[i]);
      out(i, j) = score * rows(Eigen::Index(i), Eigen::Index(j)) / data_.scale[j];
    }
  }
  return out;
}

std::string Likelihood::name_of(std::size_t column) const {
  return column < options_.labels.size() ? "\"" + options_.labels[column] + "\""
                                         : std::to_string(column);
}

void Likelihood::refuse_rank(std::size_t column) const {
  throw EstimationError("Column " + name_of(column) +
                        " of the model follows from the others in the cases used, so its "
                        "coefficient has no value; leave one of them out.");
}

void Likelihood::refuse_convergence() const {
  double most = 0;
  std::size_t worst = 0;
  for (std::size_t j = 0; j < scaled_.size(); ++j) {
    if (std::abs(scaled_[j]) > most) most = std::abs(scaled_[worst = j]);
  }
  bool is_separated = false;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    if (weights_[i] == 0) continue;
    is_separated |= options_.family == Family::binomial && (mean_[i] < 1e-7 || mean_[i] > 1 - 1e-7);
    is_separated |= options_.family == Family::poisson && mean_[i] < 1e-7;
  }
  if (is_separated) {
    throw EstimationError("The coefficient of " + name_of(worst) +
                          " grows without end: the columns of the model separate the outcomes, so "
                          "there is no estimate; leave it out, or merge its categories.");
  }
  throw EstimationError("The coefficients still move after " +
                        std::to_string(options_.max_iterations) +
                        " iterations; allow more, or fit fewer columns.");
}

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "likelihood.hpp"

#include <actionplan/core/error.hpp>

#include <Eigen/Core>
#include <Eigen/QR>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double rank_tolerance = 1e-10;

double inverse_normal(double p) {
  return boost::math::quantile(boost::math::normal{}, std::clamp(p, 1e-300, 1 - 1e-16));
}

double predictor_at(Link link, double mean) {
  switch (link) {
    case Link::log: return std::log(mean);
    case Link::logit: return std::log(mean / (1 - mean));
    case Link::probit: return inverse_normal(mean);
    case Link::cloglog: return std::log(-std::log1p(-mean));
    case Link::inverse: return 1 / mean;
    default: return mean;
  }
}

double variance_of(Family family, double mean) {
  switch (family) {
    case Family::binomial: return mean * (1 - mean);
    case Family::poisson: return mean;
    case Family::gamma: return mean * mean;
    default: return 1;
  }
}

// Where to begin, in the range of the family and the link.
double first_mean(Family family, Link link, double y) {
  switch (family) {
    case Family::binomial: return (y + 0.5) / 2;
    case Family::poisson: return y + 0.1;
    default: return link == Link::log ? std::max(y, 1e-6) : y;
  }
}

bool is_in_range(Family family, double mean) {
  switch (family) {
    case Family::binomial: return mean >= 0 && mean <= 1;
    case Family::poisson: return mean >= 0;
    case Family::gamma: return mean > 0;
    default: return true;
  }
}

double x_log_x(double x, double y) { return x > 0 ? x * std::log(x / y) : 0; }

double deviance_of(Family family, double y, double mean) {
  switch (family) {
    case Family::binomial: return 2 * (x_log_x(y, mean) + x_log_x(1 - y, 1 - mean));
    case Family::poisson: return 2 * (x_log_x(y, mean) - (y - mean));
    case Family::gamma: return 2 * ((y - mean) / mean - std::log(y / mean));
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
  const bool is_positive = options.family == Family::gamma;
  for (const std::size_t row : rows) {
    const double y = outcome[row];
    out.outcome.push_back(y);
    const bool is_above = is_positive ? y > 0 : y >= 0;
    if (options.family == Family::gaussian || (is_above && (!is_share || y <= 1))) continue;
    throw InvalidArgument("The outcome is " + std::to_string(y) + " in row " + std::to_string(row) +
                          "; the family " + std::string{to_string(options.family)} +
                          " takes numbers " +
                          (is_share      ? "from 0 to 1."
                           : is_positive ? "above 0."
                                         : "of 0 or more."));
  }
  return out;
}

Likelihood::Likelihood(const Data& data, std::vector<double> weights, const GlmOptions& options)
    : data_{data},
      weights_{std::move(weights)},
      options_{options},
      link_{link_of(options.family, options.link)} {
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
      mean_[i] = first_mean(options_.family, link_, data_.outcome[i]);
      predictor_[i] = predictor_at(link_, mean_[i]);
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
    mean_[i] = mean_at(link_, predictor_[i]);
  }
}

double Likelihood::deviance_at() const {
  double sum = 0;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    if (weights_[i] == 0) continue;
    if (!is_in_range(options_.family, mean_[i])) return std::numeric_limits<double>::quiet_NaN();
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
    const double slope = slope_at(link_, predictor_[at]);
    root(i) = root_at(at, slope);
    const double off = data_.outcome[at] - mean_[at];
    working(i) = slope != 0 ? root(i) * off / slope : 0;
  }
  const bool is_first = iterations_ == 1 && !has_start_;
  if (is_first) {
    for (Eigen::Index i = 0; i < n; ++i) working(i) += root(i) * predictor_[std::size_t(i)];
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{weighted_model(data_.model, root)};
  qr.setThreshold(rank_tolerance);
  if (std::size_t(qr.rank()) < scaled_.size()) {
    if (iterations_ > 1 && !is_linear()) refuse_convergence();
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
  if (is_linear()) return iterations_ > 1;
  bool is_still = !is_first;
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
    root(i) = root_at(std::size_t(i), slope_at(link_, predictor_[std::size_t(i)]));
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
      const double slope = slope_at(link_, predictor_[i]);
      const double variance = variance_of(options_.family, mean_[i]);
      const double ratio = is_canonical() ? 1 : variance > 0 ? slope / variance : 0;
      const double score = weights_[i] * (data_.outcome[i] - mean_[i]) * ratio;
      out(i, j) = score * rows(Eigen::Index(i), Eigen::Index(j)) / data_.scale[j];
    }
  }
  return out;
}

// Root of the expected information of a case. Of a canonical link the slope is the variance.
double Likelihood::root_at(std::size_t i, double slope) const {
  if (is_canonical()) return std::sqrt(weights_[i] * std::abs(slope));
  const double variance = variance_of(options_.family, mean_[i]);
  return variance > 0 ? std::sqrt(weights_[i] / variance) * std::abs(slope) : 0;
}

bool Likelihood::is_canonical() const {
  return link_ == link_of(options_.family, Link::canonical) && options_.family != Family::gamma;
}

bool Likelihood::is_linear() const {
  return options_.family == Family::gaussian && link_ == Link::identity;
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
  const bool is_outside = std::any_of(mean_.begin(), mean_.end(), [this](double mean) {
    return !is_in_range(options_.family, mean);
  });
  if (is_outside && !is_canonical()) {
    throw EstimationError("Means of the family " + std::string{to_string(options_.family)} +
                          " leave their range under the link " + std::string{to_string(link_)} +
                          "; take its canonical link, or fit fewer columns.");
  }
  throw EstimationError("The coefficients still move after " +
                        std::to_string(options_.max_iterations) +
                        " iterations; allow more, or fit fewer columns.");
}

}  // namespace actionplan::survey::detail

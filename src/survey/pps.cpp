// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/pps.hpp>

#include "core/internal/shortest_number.hpp"
#include "resample.hpp"

#include <actionplan/core/error.hpp>

#include <Eigen/Core>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::survey {

namespace {

constexpr std::size_t most_units = 20000;

using ByUnit = Eigen::MatrixXd;  // units x statistics

std::vector<double> probabilities_of_units(const Design& design, std::span<const double> p) {
  if (p.size() != design.size()) {
    throw InvalidArgument("There are " + std::to_string(p.size()) + " probabilities for " +
                          std::to_string(design.size()) + " rows; give one for each row.");
  }
  std::vector<double> out(design.stages().front().unit_count(), -1.0);
  for (std::size_t row = 0; row < p.size(); ++row) {
    if (!(p[row] > 0 && p[row] <= 1)) {
      throw InvalidArgument("The inclusion probability is " +
                            (std::isnan(p[row]) ? "missing" : std::to_string(p[row])) + " in row " +
                            std::to_string(row) + "; give a number above 0 and at most 1.");
    }
    double& of_unit = out[std::size_t(design.psu_of_row(row))];
    if (of_unit >= 0 && std::abs(of_unit - p[row]) > 1e-9 * of_unit) {
      throw InvalidArgument("The inclusion probability in row " + std::to_string(row) + " is " +
                            std::to_string(p[row]) + " and elsewhere in its sampling unit " +
                            std::to_string(of_unit) + "; give one for the unit.");
    }
    of_unit = p[row];
  }
  return out;
}

void check_matrix(MatrixView joint, std::size_t units) {
  if (units > most_units) {
    throw InvalidArgument("The sample has " + std::to_string(units) +
                          " units, too many for a matrix of joint probabilities (" +
                          std::to_string(most_units) + "); take hartley_rao or brewer.");
  }
  if (joint.rows != units || joint.columns != units) {
    throw InvalidArgument("The joint probabilities are " + std::to_string(joint.rows) + " x " +
                          std::to_string(joint.columns) + " and the sample has " +
                          std::to_string(units) + " units; give one for each pair.");
  }
  for (std::size_t j = 0; j < units; ++j) {
    for (std::size_t i = 0; i < units; ++i) {
      const double value = joint(i, j);
      const bool is_symmetric = std::abs(value - joint(j, i)) <= 1e-8 * value;
      if (value > 0 && value <= 1 && is_symmetric) continue;
      throw InvalidArgument("The joint probability of units " + std::to_string(i) + " and " +
                            actionplan::detail::number_text(j) + " is " +
                            actionplan::detail::number_text(value) +
                            "; give a symmetric matrix of numbers above 0 and at most 1.");
    }
  }
}

class UnequalProbabilities final : public Adjustment {
 public:
  UnequalProbabilities(const Design& design, std::vector<double> p, const PpsOptions& options)
      : p_{std::move(p)},
        options_{options},
        groups_{design.stages().front()},
        joint_(options.joint_probabilities.values.begin(),
               options.joint_probabilities.values.end()) {}

  [[nodiscard]] std::optional<Matrix> covariance(const Design& design,
                                                 MatrixView influence) const override {
    const ByUnit z = totals(design, influence);
    ByUnit sum = ByUnit::Zero(z.cols(), z.cols());
    const Stage& stage = design.stages().front();
    if (options_.joint == PpsJoint::given) {
      sum = by_matrix(z);
    } else {
      for (std::size_t group = 0; group < stage.group_count(); ++group) {
        if (is_left_out(design, group)) continue;
        sum += options_.joint == PpsJoint::brewer ? brewer(z, group) : approximated(z, group);
      }
    }
    Matrix out{influence.columns, influence.columns};
    for (Eigen::Index i = 0; i < sum.size(); ++i) out.values[std::size_t(i)] = sum.data()[i];
    return out;
  }

 private:
  [[nodiscard]] ByUnit totals(const Design& design, MatrixView influence) const {
    ByUnit out = ByUnit::Zero(Eigen::Index(p_.size()), Eigen::Index(influence.columns));
    for (std::size_t j = 0; j < influence.columns; ++j) {
      for (std::size_t row = 0; row < influence.rows; ++row) {
        out(design.psu_of_row(row), Eigen::Index(j)) += influence(row, j);
      }
    }
    return out;
  }

  [[nodiscard]] bool is_left_out(const Design& design, std::size_t group) const {
    const auto units = groups_.units(group);
    if (units.size() > 1) return false;
    if (p_[units.front()] >= 1) return true;
    const LonelyPsu policy = design.lonely_psu(group);
    if (policy == LonelyPsu::remove || policy == LonelyPsu::certainty) return true;
    throw EstimationError(
        "A stratum has a single sampled unit that was not sure to be drawn, so its variance cannot "
        "be estimated; merge strata, or take lonely_psu remove or certainty.");
  }

  [[nodiscard]] ByUnit of_group(const ByUnit& z, std::size_t group) const {
    const auto units = groups_.units(group);
    ByUnit out(Eigen::Index(units.size()), z.cols());
    for (std::size_t i = 0; i < units.size(); ++i) {
      out.row(Eigen::Index(i)) = z.row(Eigen::Index(units[i]));
    }
    return out;
  }

  [[nodiscard]] ByUnit brewer(const ByUnit& z, std::size_t group) const {
    const auto units = groups_.units(group);
    const auto n = static_cast<double>(units.size());
    ByUnit centered = of_group(z, group);
    centered.rowwise() -= Eigen::RowVectorXd{centered.colwise().mean()};
    ByUnit weighted = centered;
    for (std::size_t i = 0; i < units.size(); ++i) {
      weighted.row(Eigen::Index(i)) *= (1 - p_[units[i]]) * n / (n - 1);
    }
    return centered.transpose() * weighted;
  }

  // D_ij = a + b (p_i + p_j) off the diagonal, so that its sums need no matrix.
  [[nodiscard]] ByUnit approximated(const ByUnit& z, std::size_t group) const {
    const auto units = groups_.units(group);
    const auto n = static_cast<double>(units.size());
    Eigen::VectorXd p(Eigen::Index(units.size()));
    for (std::size_t i = 0; i < units.size(); ++i) p(Eigen::Index(i)) = p_[units[i]];
    const bool is_overton = options_.joint == PpsJoint::overton;
    const double s = is_overton ? 0 : options_.sum_p2_over_n.value_or(p.mean());
    const double a = 1 - (n + s) / (n - 1);
    const double b = (is_overton ? 0.5 : 1.0) / (n - 1);
    const ByUnit own = of_group(z, group);
    const Eigen::RowVectorXd sum = own.colwise().sum();
    const Eigen::RowVectorXd by_p = p.transpose() * own;
    const Eigen::VectorXd across = Eigen::VectorXd::Constant(p.size(), a) + 2 * b * p;
    const Eigen::VectorXd itself = Eigen::VectorXd::Ones(p.size()) - p;
    const ByUnit pairs =
        a * sum.transpose() * sum + b * sum.transpose() * by_p + b * by_p.transpose() * sum;
    if (options_.variance == PpsVariance::horvitz_thompson) {
      return pairs + own.transpose() * (itself - across).asDiagonal() * own;
    }
    // -1/2 sum D_ij (z_i - z_j)(z_i - z_j)' = sum D_ij z_i z_j' - sum_i (sum_j D_ij) z_i z_i'
    const Eigen::VectorXd of_row =
        (a * n + b * p.sum()) * Eigen::VectorXd::Ones(p.size()) + b * n * p;
    return pairs - own.transpose() * of_row.asDiagonal() * own;
  }

  [[nodiscard]] ByUnit by_matrix(const ByUnit& z) const {
    const auto n = Eigen::Index(p_.size());
    ByUnit sum = ByUnit::Zero(z.cols(), z.cols());
    const bool is_yates_grundy = options_.variance == PpsVariance::yates_grundy;
    for (Eigen::Index j = 0; j < n; ++j) {
      Eigen::VectorXd d(n);
      for (Eigen::Index i = 0; i < n; ++i) {
        const double joint = joint_[std::size_t(j * n + i)];
        d(i) =
            i == j ? 1 - p_[std::size_t(i)] : 1 - p_[std::size_t(i)] * p_[std::size_t(j)] / joint;
      }
      const Eigen::RowVectorXd left = d.transpose() * z;
      sum += left.transpose() * z.row(j);
      if (is_yates_grundy) sum -= d.sum() * z.row(j).transpose() * z.row(j);
    }
    return (sum + sum.transpose()) / 2;
  }

  std::vector<double> p_;
  PpsOptions options_;
  detail::Groups groups_;
  std::vector<double> joint_;
};

}  // namespace

Design pps(const Design& design, std::span<const double> p, const PpsOptions& options) {
  const Stage& stage = design.stages().front();
  for (const double fraction : stage.fraction) {
    if (fraction == 0) continue;
    throw InvalidArgument(
        "The design has a finite population correction and unequal probabilities bring their own; "
        "leave the fpc out.");
  }
  std::vector<double> of_unit = probabilities_of_units(design, p);
  if (options.joint == PpsJoint::given) check_matrix(options.joint_probabilities, of_unit.size());
  if (options.sum_p2_over_n && stage.group_count() > 1) {
    throw InvalidArgument(
        "The sum of squared probabilities is given for one stratum and the design has several; "
        "leave it out.");
  }
  const std::span<const double> weights = design.weights();
  return design.with_weights(
      {weights.begin(), weights.end()},
      std::make_shared<const UnequalProbabilities>(design, std::move(of_unit), options));
}

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/glm.hpp>
#include <actionplan/survey/matrix.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace actionplan::survey::detail {

/// A regression fitted by weighted maximum likelihood: Fisher scoring with halved steps.
class Likelihood {
 public:
  struct Data {
    std::vector<double> outcome;
    Matrix model;  ///< its columns scaled to a largest absolute value of 1
    std::vector<double> scale;
  };

  /// @param data  borrowed.
  Likelihood(const Data& data, std::vector<double> weights, const GlmOptions& options);

  /// @param start  coefficients to begin from; empty: from the outcomes.
  /// @throws EstimationError  as `glm`.
  void run(std::span<const double> start);

  [[nodiscard]] const std::vector<double>& coefficients() const { return coefficients_; }
  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] double deviance() const;
  [[nodiscard]] double dispersion() const;

  /// Weighted influence of each case on each coefficient.
  [[nodiscard]] Matrix influence() const;

 private:
  void set_mean();
  [[nodiscard]] double deviance_at() const;
  [[nodiscard]] double root_at(std::size_t i, double slope) const;
  [[nodiscard]] bool is_canonical() const;
  [[nodiscard]] bool is_linear() const;
  [[nodiscard]] bool step();
  [[noreturn]] void refuse_rank(std::size_t column) const;
  [[noreturn]] void refuse_convergence() const;
  [[nodiscard]] std::string name_of(std::size_t column) const;

  const Data& data_;
  std::vector<double> weights_;  // of mean 1
  double weight_unit_ = 1;
  const GlmOptions& options_;
  Link link_;
  std::vector<double> scaled_;  // coefficients of the scaled model
  std::vector<double> coefficients_;
  std::vector<double> predictor_;
  std::vector<double> mean_;
  int iterations_ = 0;
  bool has_start_ = false;
};

/// The cases of a model, checked against the family.
/// @throws InvalidArgument  an outcome out of the family's range.
[[nodiscard]] Likelihood::Data gather(const Column& outcome, MatrixView model,
                                      std::span<const std::size_t> rows, const GlmOptions& options);

}  // namespace actionplan::survey::detail

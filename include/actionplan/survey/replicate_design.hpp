// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_method.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace actionplan::survey {

namespace detail {
struct ReplicateWeights;
struct ReplicateMaker;
}  // namespace detail

/// A sample whose error is told by replicate weights. Every column is borrowed and has one element
/// per row of the data.
struct ReplicateOptions {
  std::span<const double> weights = {};  ///< of the full sample; >= 0
  std::vector<Column> replicates =
      {};  ///< one column per replicate; some methods make negative ones
  ReplicateMethod method = ReplicateMethod::other;
  bool combined = true;              ///< replicates are weights; else factors of the weights
  std::optional<double> rho = {};    ///< of Fay's method, in [0, 1), which needs it or a scale
  std::optional<double> scale = {};  ///< by default the method's; 1 of `other`, `jkn` with rscales
  std::vector<double> rscales = {};  ///< per replicate, >= 0; empty: 1 each
  bool mse = false;                  ///< squares about the full sample, not the replicates' mean
  std::optional<double> df = {};     ///< in place of the rank of the weights minus 1
  std::optional<double> population = {};  ///< to which the weights of the full sample are scaled
};

/// A sample with replicate weights: what every estimate needs beside the variables. An immutable
/// value; copies are cheap and share memory. Safe to read from many threads.
///
/// The covariance of a statistic t is scale * sum over r of rscales[r] (t_r - c)(t_r - c)', where
/// t_r is computed anew with the weights of replicate r and c is t itself (`mse`) or the mean of
/// the t_r with rscales above 0.
///
/// Borrows the columns of its options, which must outlive it and its copies.
///
/// @source  Wolter 2007, Introduction to Variance Estimation, chapters 3 to 5
class ACTIONPLAN_EXPORT ReplicateDesign {
 public:
  /// @throws InvalidArgument  columns of unequal length; a weight that is missing or infinite, or
  ///         negative in the full sample; fewer than two replicates; a scale that the method needs
  ///         and is not given, or below 0; Fay's method without rho, or rho of another; factors that
  ///         are said to be weights.
  explicit ReplicateDesign(const ReplicateOptions& options);

  [[nodiscard]] std::size_t size() const noexcept;  ///< rows, inside the domain or not
  [[nodiscard]] std::span<const double> weights() const noexcept;
  /// The full sample as if its rows had been drawn on their own: for values, not for errors.
  [[nodiscard]] const Design& full_sample() const noexcept { return full_sample_; }

  [[nodiscard]] std::size_t replicate_count() const noexcept;
  [[nodiscard]] ReplicateMethod method() const noexcept;
  [[nodiscard]] double scale() const noexcept;
  [[nodiscard]] std::span<const double> rscales() const noexcept;
  [[nodiscard]] bool is_mse() const noexcept;
  [[nodiscard]] std::optional<double> given_df() const noexcept;

  /// Weights of one replicate for `count` rows from `begin`, whatever the domain: in place where
  /// they are, else written to `buffer`.
  [[nodiscard]] const double* read(std::size_t replicate, std::size_t begin, std::size_t count,
                                   double* buffer) const noexcept;

  /// As given, else the rank of the replicate weights inside the domain, minus 1. Found once.
  [[nodiscard]] double df() const;

  /// The same sample, of which only rows with `mask` not 0 (and in the domain so far) count.
  /// @throws InvalidArgument  mask.size() != size().
  [[nodiscard]] ReplicateDesign subset(std::span<const std::uint8_t> mask) const;
  [[nodiscard]] bool is_inside(std::size_t row) const noexcept {
    return full_sample_.is_inside(row);
  }

  /// The same sample with other weights and replicates, owned: rows x replicates.
  /// @throws InvalidArgument  sizes that do not fit, or a weight that is not finite.
  [[nodiscard]] ReplicateDesign with_weights(std::vector<double> weights, Matrix replicates) const;

  /// Covariance of p statistics from their replicates: replicates x p, and p full-sample values.
  /// A statistic without a finite value in some replicate has NaN.
  /// @throws InvalidArgument  sizes that do not fit.
  [[nodiscard]] Matrix covariance(MatrixView replicates, std::span<const double> values) const;

  /// The same over the replicates that have a value of both statistics, whose sum stands for that
  /// over all of them.
  /// @param left_out  gets how many are left out, per statistic.
  /// @throws InvalidArgument  a method other than `bootstrap`: its replicates do not stand for each
  ///         other.
  [[nodiscard]] Matrix covariance_without_empty(MatrixView replicates,
                                                std::span<const double> values,
                                                std::vector<std::int64_t>& left_out) const;

 private:
  friend struct detail::ReplicateMaker;
  ReplicateDesign(Design full_sample, std::shared_ptr<const detail::ReplicateWeights> weights);

  Design full_sample_;
  std::shared_ptr<const detail::ReplicateWeights> data_;
  struct Rank;
  std::shared_ptr<Rank> rank_;
};

}  // namespace actionplan::survey

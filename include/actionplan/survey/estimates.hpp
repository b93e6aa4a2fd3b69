// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/estimate.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/words.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace actionplan::survey {

/// Several results of one survey with their joint uncertainty. An immutable value by convention.
///
/// Order: statistic by statistic, and within one domain by domain (all domains of the first
/// variable, then of the second). Vectors have one element per result, or none where not computed.
struct ACTIONPLAN_EXPORT Estimates {
  std::vector<std::string> labels = {};
  std::vector<double> values = {};           ///< NaN: see `flags`
  std::vector<double> standard_errors = {};  ///< NaN: none
  std::vector<double> df = {};               ///< degrees of freedom of the error; may be 0 or less
  std::vector<std::int64_t> n = {};          ///< unweighted cases of weight above 0
  std::vector<double> weighted_n = {};       ///< sum of their weights
  std::vector<double> deff = {};             ///< design effects; empty where not asked for
  std::vector<CellFlag> flags = {};
  /// Of a mean or ratio without variance, the sampling units that it rests on: infinite where the
  /// sample is the whole population; NaN beside any other result. Empty: no result is such.
  std::vector<double> units = {};
  /// Replicates that were left out, where that was asked for; empty: none.
  std::vector<std::int64_t> left_out = {};
  /// size x size; NaN beside a flagged result; 0 x 0 where only standard errors were computed.
  Matrix covariance = {};

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }

  /// @throws InvalidArgument  no such result.
  [[nodiscard]] Estimate at(std::size_t index) const;
};

/// Estimates of values and their covariance, for a method that knows no domains: standard errors
/// from the diagonal, flags by what is missing. `df`, `n` and `weighted_n` may have one element for
/// all results.
/// @throws InvalidArgument  sizes that do not fit each other.
[[nodiscard]] ACTIONPLAN_EXPORT Estimates make_estimates(std::vector<std::string> labels,
                                                         std::vector<double> values,
                                                         Matrix covariance, std::vector<double> df,
                                                         std::vector<std::int64_t> n = {0},
                                                         std::vector<double> weighted_n = {0});

/// Symmetric intervals by Student's t, per result; NaN to NaN where the result has no standard
/// error or no degrees of freedom, or is a constant. Data that are all 0, or all 1, are a share:
/// their interval is that of `proportion_interval`.
/// @throws InvalidArgument  `level` outside (0, 1).
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Interval> confint(const Estimates& estimates,
                                                              double level = 0.95);

}  // namespace actionplan::survey

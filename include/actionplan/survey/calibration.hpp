// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::survey {

using actionplan::to_string;

/// What keeps calibrated weights near those before: g, the ratio of the two, as a function of a
/// linear combination u of the calibration variables.
enum class CalibrationFunction : std::uint8_t {
  linear,  ///< 1 + u, cut at the bounds: the regression estimator
  raking,  ///< exp(u), cut at the bounds
  logit,   ///< between the bounds, which it needs
};
[[nodiscard]] constexpr auto names_of(CalibrationFunction) noexcept {
  return names_to<CalibrationFunction::logit>("linear", "raking", "logit");
}

struct CalibrateOptions {
  CalibrationFunction function = CalibrationFunction::linear;
  double lower = -std::numeric_limits<double>::infinity();  ///< of g, below 1
  double upper = std::numeric_limits<double>::infinity();   ///< of g, above 1
  bool by_psu = false;  ///< one g for all rows of a unit of stage 1
  int max_iterations = 100;
  double tolerance = 1e-11;  ///< of a total, beside its sum of absolute values
  /// Variance of each row's outcome under the model that the variables stand for, > 0; empty: the
  /// same for all. g is a function of u over it: with one variable that is its own variance, the
  /// ratio estimator.
  std::span<const double> variance = {};
  bool allows_negative = false;          ///< weights below 0, as `linear` without bounds may give
  std::vector<std::string> labels = {};  ///< of the variables, for messages
};

/// Weights with which the totals of auxiliary variables are those of the population.
///
/// Rows outside the domain keep their weights and count for no total. The variance is that of the
/// residuals from the regression on the variables, times g.
///
/// @param variables  n x q, finite inside the domain; columns that depend on others add nothing.
/// @param totals     q population totals.
/// @throws InvalidArgument  sizes that do not fit, a number that is not finite, bounds that do not
///         hold 1 between them, `logit` without both, a variance that is not above 0.
/// @throws EstimationError  no weights within the bounds reach the totals: says which is missed;
///         weights below 0 that were not allowed for: says how many.
/// @source  Deville, Särndal 1992, JASA 87, 376: 2.1 to 2.3, variance (3.4); bounds and linear cut:
///          their cases 6 and 7; variance: their 1 / q_k; Särndal, Swensson, Wretman 1992, 6.4
[[nodiscard]] ACTIONPLAN_EXPORT Design calibrate(const Design& design, MatrixView variables,
                                                 std::span<const double> totals,
                                                 const CalibrateOptions& options = {});

/// The same for the full sample and for every replicate on its own; `by_psu` is refused.
[[nodiscard]] ACTIONPLAN_EXPORT ReplicateDesign calibrate(const ReplicateDesign& design,
                                                          MatrixView variables,
                                                          std::span<const double> totals,
                                                          const CalibrateOptions& options = {});

/// One way to divide the population: a cell per row, and how many the population has in each.
struct Margin {
  std::span<const std::int32_t> cells =
      {};                                ///< 0 to population.size() - 1; below 0: missing, refused
  std::vector<double> population = {};   ///< >= 0
  std::string name = {};                 ///< for messages
  std::vector<std::string> labels = {};  ///< of the cells, for messages; may be empty
};

/// By which means the cells of several margins are taken out of the residuals of the variance.
enum class RakeResiduals : std::uint8_t {
  weighted,    ///< by the weights before: the regression that calibration implies
  unweighted,  ///< every row counts alike, as R's survey does; not for one margin
};
[[nodiscard]] constexpr auto names_of(RakeResiduals) noexcept {
  return names_to<RakeResiduals::unweighted>("weighted", "unweighted");
}

struct RakeOptions {
  int max_iterations = 1000;  ///< sweeps over the margins
  double tolerance = 1e-12;   ///< of the population: by how much a margin may be missed
  RakeResiduals residuals = RakeResiduals::weighted;
};

/// Weights scaled to the population of each cell in turn, until every margin holds: one margin is
/// post-stratification, several are raking. Domain and variance as `calibrate`.
///
/// @throws InvalidArgument  no margin, cells of another number than rows, a cell out of range or
///         missing inside the domain, populations that differ between margins.
/// @throws EstimationError  a cell with people and no sampled weight; no convergence.
/// @source  Deming, Stephan 1940; Deville, Särndal, Sautory 1993, JASA 88, 1013
[[nodiscard]] ACTIONPLAN_EXPORT Design rake(const Design& design, std::span<const Margin> margins,
                                            const RakeOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT ReplicateDesign rake(const ReplicateDesign& design,
                                                     std::span<const Margin> margins,
                                                     const RakeOptions& options = {});

/// Weights cut at bounds, what is cut being spread evenly over the rows between them so that the
/// total stays. The cut weights are taken as if given: the variance does not know of the cut.
///
/// @param lower, upper  0 <= lower < upper.
/// @throws EstimationError  no weights within the bounds have the total.
/// @source  Potter 1990, Proc. Survey Research Methods, ASA, 225
[[nodiscard]] ACTIONPLAN_EXPORT Design trim(const Design& design, double lower, double upper);
[[nodiscard]] ACTIONPLAN_EXPORT ReplicateDesign trim(const ReplicateDesign& design, double lower,
                                                     double upper);

}  // namespace actionplan::survey

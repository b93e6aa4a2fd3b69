// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::survey {

using actionplan::to_string;

/// How the variance of the outcome follows from its mean; in brackets the canonical link.
enum class Family : std::uint8_t {
  gaussian,  ///< constant (identity): linear regression
  binomial,  ///< m (1 - m) (logit): logistic regression of an outcome from 0 to 1
  poisson,   ///< m (log): regression of counts and rates >= 0
  gamma,     ///< m^2 (inverse): regression of amounts > 0
};
[[nodiscard]] constexpr auto names_of(Family) noexcept {
  return names_to<Family::gamma>("gaussian", "binomial", "poisson", "gamma");
}

/// The function of the mean that is linear in the columns of the model.
enum class Link : std::uint8_t {
  canonical,  ///< the family's
  identity,
  log,
  logit,
  probit,   ///< quantile of the normal
  cloglog,  ///< log(-log(1 - m))
  inverse,
};
[[nodiscard]] constexpr auto names_of(Link) noexcept {
  return names_to<Link::inverse>("canonical", "identity", "log", "logit", "probit", "cloglog",
                                 "inverse");
}

/// The mean at a linear predictor. @param link  not `canonical`.
[[nodiscard]] ACTIONPLAN_EXPORT double mean_at(Link link, double predictor);
/// Its slope there.
[[nodiscard]] ACTIONPLAN_EXPORT double slope_at(Link link, double predictor);
/// The canonical link of a family, or the link itself.
[[nodiscard]] ACTIONPLAN_EXPORT Link link_of(Family family, Link link) noexcept;

struct GlmOptions {
  Family family = Family::gaussian;
  Link link = Link::canonical;
  Missing missing = Missing::refuse;
  DfRule df_rule = DfRule::domain;
  std::optional<double> df = {};  ///< of the coefficients, in place of design's + 1 - p
  int max_iterations = 50;
  double tolerance = 1e-8;               ///< of a coefficient's last step, beside its size
  std::vector<std::string> labels = {};  ///< of the coefficients; may be empty
  bool keeps_influence = false;          ///< for statistics of the model, such as marginal means
};

struct Glm {
  Estimates coefficients = {};
  int iterations = 0;     ///< until the coefficients stood still
  double deviance = 0;    ///< with weights of mean 1 over the cases
  double dispersion = 0;  ///< weighted mean square of Pearson residuals, with n - p
  /// Where asked for, weighted influence of each row on each coefficient (n x p), or the coefficients
  /// under each replicate (replicates x p).
  Matrix influence = {};
};

/// Regression by weighted likelihood, its covariance by linearisation (the sandwich) or replicates.
///
/// Degrees of freedom: those of the design over the cases, plus 1, minus the number of columns.
///
/// @param outcome  n; in [0, 1] for `binomial`, >= 0 for `poisson`, > 0 for `gamma`.
/// @param model    n x p, the intercept among its columns.
/// @throws InvalidArgument  sizes that do not fit, an outcome out of range, a missing or infinite
///         number under Missing::refuse.
/// @throws EstimationError  columns that depend on each other (says which); no convergence, as when
///         a column separates the outcomes, or means leave the family's range under the link; no degrees of freedom left; as `covariance`.
/// @source  Binder 1983, International Statistical Review 51, 279; Fuller 2009, Sampling
///          Statistics, 6.3; iterations: McCullagh, Nelder 1989, 2.5
[[nodiscard]] ACTIONPLAN_EXPORT Glm glm(const Design& design, const Column& outcome,
                                        MatrixView model, const GlmOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Glm glm(const ReplicateDesign& design, const Column& outcome,
                                        MatrixView model, const GlmOptions& options = {});

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/glm.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan::survey {

using actionplan::to_string;

/// How the statistic of a test of independence is compared.
enum class IndependenceStatistic : std::uint8_t {
  f,                 ///< Pearson's, second-order correction, with F
  chisq,             ///< Pearson's over the mean design effect, with chi-square
  wald,              ///< Wald's over its number of contrasts, with F
  adjusted_wald,     ///< the same, adjusted for few degrees of freedom
  combination,       ///< Pearson's, with the distribution of a sum of chi-squares over that of F's
                     ///< denominator, integrated
  saddlepoint,       ///< the same, approximated, with whole degrees of freedom of the denominator
  likelihood_ratio,  ///< the likelihood ratio G^2, second-order correction, with F
};
[[nodiscard]] constexpr auto names_of(IndependenceStatistic) noexcept {
  return names_to<IndependenceStatistic::likelihood_ratio>(
      "f", "chisq", "wald", "adjusted_wald", "combination", "saddlepoint", "likelihood_ratio");
}

/// Which values of a result speak against that it is zero.
enum class Alternative : std::uint8_t {
  two_sided,
  greater,  ///< those above
  less,     ///< those below
};
[[nodiscard]] constexpr auto names_of(Alternative) noexcept {
  return names_to<Alternative::less>("two_sided", "greater", "less");
}

/// What a test found.
struct TestResult {
  double statistic = 0;
  double df1 = 0;  ///< of the numerator, or of t; NaN where the distribution has none
  double df2 = 0;  ///< of the denominator; infinite where there is none
  double p_value = 0;
  double pearson = 0;  ///< uncorrected X^2, with as many cases as the sample has; tables only
};

/// Independence of the rows and columns of a table.
///
/// @param cells  people in each cell with their covariance, column by column of the table (rows
///               fastest): proportions, or totals, which Wald's tests should have, since the size
///               of the population is estimated too. Degrees of freedom and n of the first are used.
/// @param rows, columns  of the table, whose product is cells.size(). Those without people are
///               left out; at least two of each have to remain.
/// @throws InvalidArgument  sizes that do not fit.
/// @throws EstimationError  fewer than two rows or columns; a cell without a standard error; no
///         degrees of freedom; contrasts without full covariance (Wald).
/// @source  Rao, Scott 1984, Annals of Statistics 12, 46 (X^2 and G^2 alike); Thomas, Rao 1987, JASA 82, 630 (F);
///          Koch, Freeman, Freeman 1975 (Wald); Imhof 1961, Biometrika 48, 419 (combination);
///          Kuonen 1999, Biometrika 86, 929 (saddlepoint)
[[nodiscard]] ACTIONPLAN_EXPORT TestResult
independence_test(const Estimates& cells, std::size_t rows, std::size_t columns,
                  IndependenceStatistic statistic = IndependenceStatistic::f);

/// Are all of several results zero? Wald's statistic over their number, with F.
/// @param which  positions of the results, each once.
/// @throws InvalidArgument  no such result, or none.
/// @throws EstimationError  one without a value, no degrees of freedom, a singular covariance.
/// @source  Korn, Graubard 1990, The American Statistician 44, 270
[[nodiscard]] ACTIONPLAN_EXPORT TestResult wald_test(const Estimates& estimates,
                                                     std::span<const std::size_t> which);

/// Is a result zero? Student's t with its degrees of freedom.
/// @throws EstimationError  no value, no standard error or one of 0, no degrees of freedom.
[[nodiscard]] ACTIONPLAN_EXPORT TestResult t_test(const Estimate& estimate,
                                                  Alternative alternative = Alternative::two_sided);

/// A chi-square in a weighted sum.
struct ChisqTerm {
  double weight = 1;
  double df = 1;
};

/// P(sum of terms[i].weight X_i > x) of independent chi-squares X_i with terms[i].df degrees of
/// freedom, whole or not.
/// @param is_exact  by integration, to 1e-9 or so (1e-7 of a single degree of freedom); else by
///                  saddlepoint, to some per cent.
/// @throws InvalidArgument  no weight, one that is not finite, or df that are not above 0.
[[nodiscard]] ACTIONPLAN_EXPORT double chisq_sum_tail(double x, std::span<const ChisqTerm> terms,
                                                      bool is_exact = true);

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/hypothesis_tests.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"
#include "no_value.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace actionplan::survey {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double chisq_tail(double x, double df) {
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared{df}, std::max(x, 0.0)));
}

double f_tail(double x, double df1, double df2) {
  if (std::isinf(df2)) return chisq_tail(x * df1, df1);
  return boost::math::cdf(
      boost::math::complement(boost::math::fisher_f{df1, df2}, std::max(x, 0.0)));
}

void require_df(double df) {
  if (df > 0) return;
  throw EstimationError("The test has " + actionplan::detail::number_text(df) +
                        " degrees of freedom, so it cannot judge; give df, or use more units.");
}

// The cells of a table, without rows and columns that have no people.
struct Table {
  Eigen::MatrixXd people;      // rows x columns
  Eigen::MatrixXd covariance;  // of the people, rows fastest
  Eigen::MatrixXd shares;      // of all people
  double n = 0;
  double df = 0;

  [[nodiscard]] Eigen::Index rows() const { return shares.rows(); }
  [[nodiscard]] Eigen::Index columns() const { return shares.cols(); }
  [[nodiscard]] Eigen::Index contrasts() const { return (rows() - 1) * (columns() - 1); }
  [[nodiscard]] Eigen::Map<const Eigen::VectorXd> cells() const {
    return {shares.data(), shares.size()};
  }

  // Of the shares, to first order; of shares given as such it is what was given.
  [[nodiscard]] Eigen::MatrixXd covariance_of_shares() const {
    Eigen::MatrixXd slope = Eigen::MatrixXd::Identity(shares.size(), shares.size());
    slope.colwise() -= cells();
    slope /= people.sum();
    return slope * covariance * slope.transpose();
  }
};

std::vector<std::size_t> with_people(const Estimates& cells, std::size_t count, std::size_t others,
                                     std::size_t step, std::size_t other_step, const char* what) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < others; ++j) sum += cells.values[i * step + j * other_step];
    if (sum > 0) out.push_back(i);
  }
  if (out.size() >= 2) return out;
  throw EstimationError("The table has " + std::to_string(out.size()) + " " + what +
                        " with people; a test of independence needs two.");
}

Table to_table(const Estimates& cells, std::size_t rows, std::size_t columns) {
  if (cells.size() != rows * columns || cells.size() == 0 ||
      cells.covariance.rows != cells.size()) {
    throw InvalidArgument("There are " + std::to_string(cells.size()) + " cells for a table of " +
                          std::to_string(rows) + " x " + std::to_string(columns) +
                          "; give one for each, with their covariance.");
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (std::isfinite(cells.values[i]) && std::isfinite(cells.standard_errors[i])) continue;
    throw EstimationError("Cell " + std::to_string(i) +
                          " of the table has no value or no standard error, so independence cannot "
                          "be tested; use more cases.");
  }
  const auto used_rows = with_people(cells, rows, columns, 1, rows, "rows");
  const auto used_columns = with_people(cells, columns, rows, rows, 1, "columns");
  std::vector<std::size_t> places;
  for (const std::size_t column : used_columns) {
    for (const std::size_t row : used_rows) places.push_back(column * rows + row);
  }
  Table out;
  out.people.resize(Eigen::Index(used_rows.size()), Eigen::Index(used_columns.size()));
  out.covariance.resize(out.people.size(), out.people.size());
  for (Eigen::Index a = 0; a < out.people.size(); ++a) {
    out.people.data()[a] = cells.values[places[std::size_t(a)]];
    for (Eigen::Index b = 0; b < out.people.size(); ++b) {
      out.covariance(a, b) = cells.covariance(places[std::size_t(a)], places[std::size_t(b)]);
    }
  }
  out.shares = out.people / out.people.sum();
  out.n = static_cast<double>(cells.n.front());
  out.df = cells.df.front();
  require_df(out.df);
  return out;
}

Eigen::MatrixXd expected(const Table& table) {
  return table.shares.rowwise().sum() * table.shares.colwise().sum();
}

double pearson(const Table& table) {
  const Eigen::MatrixXd under = expected(table);
  return table.n * ((table.shares - under).array().square() / under.array()).sum();
}

// G^2, which an empty cell adds nothing to.
double likelihood_ratio(const Table& table) {
  const Eigen::MatrixXd under = expected(table);
  double sum = 0;
  for (Eigen::Index cell = 0; cell < table.shares.size(); ++cell) {
    const double share = table.shares.data()[cell];
    if (share > 0) sum += share * std::log(share / under.data()[cell]);
  }
  return 2 * table.n * sum;
}

// Interactions of a log-linear model, orthogonal to its main effects: cells x contrasts.
Eigen::MatrixXd interactions(const Table& table) {
  const Eigen::Index cells = table.shares.size();
  const Eigen::Index rows = table.rows();
  Eigen::MatrixXd main = Eigen::MatrixXd::Zero(cells, rows + table.columns() - 1);
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(cells, table.contrasts());
  for (Eigen::Index cell = 0; cell < cells; ++cell) {
    const Eigen::Index row = cell % rows;
    const Eigen::Index column = cell / rows;
    main(cell, 0) = 1;
    if (row > 0) main(cell, row) = 1;
    if (column > 0) main(cell, rows + column - 1) = 1;
    if (row > 0 && column > 0) out(cell, (column - 1) * (rows - 1) + row - 1) = 1;
  }
  const Eigen::MatrixXd fitted = main * main.householderQr().solve(out);
  return out - fitted;
}

// Generalised design effects of the interactions: eigenvalues of Rao and Scott's matrix.
std::vector<double> design_effects(const Table& table) {
  const Eigen::MatrixXd c = interactions(table);
  const Eigen::VectorXd inverse =
      table.cells().unaryExpr([](double p) { return p > 0 ? 1 / p : 0; });
  const Eigen::MatrixXd weighted = inverse.asDiagonal() * c;
  const Eigen::MatrixXd simple = c.transpose() * weighted / table.n;
  const Eigen::MatrixXd actual = weighted.transpose() * table.covariance_of_shares() * weighted;
  const Eigen::GeneralizedSelfAdjointEigenSolver<Eigen::MatrixXd> solver{
      (actual + actual.transpose()) / 2, (simple + simple.transpose()) / 2, Eigen::EigenvaluesOnly};
  if (solver.info() != Eigen::Success) {
    throw EstimationError(
        "The table has so many empty cells that its design effects have no "
        "values; merge categories.");
  }
  const Eigen::VectorXd values = solver.eigenvalues();
  return {values.data(), values.data() + values.size()};
}

// Differences of people from independence, and their covariance to first order.
double wald_statistic(const Table& table) {
  const Eigen::Index rows = table.rows();
  const double all = table.people.sum();
  const Eigen::VectorXd row_sum = table.people.rowwise().sum();
  const Eigen::VectorXd column_sum = table.people.colwise().sum().transpose();
  Eigen::VectorXd off(table.contrasts());
  Eigen::MatrixXd slope = Eigen::MatrixXd::Zero(table.contrasts(), table.people.size());
  Eigen::Index k = 0;
  for (Eigen::Index column = 1; column < table.columns(); ++column) {
    for (Eigen::Index row = 1; row < rows; ++row, ++k) {
      const double under = row_sum(row) * column_sum(column) / all;
      off(k) = table.people(row, column) - under;
      for (Eigen::Index cell = 0; cell < table.people.size(); ++cell) {
        const bool is_row = cell % rows == row;
        const bool is_column = cell / rows == column;
        slope(k, cell) = (is_row && is_column ? 1.0 : 0.0) + under / all -
                         (is_row ? column_sum(column) / all : 0.0) -
                         (is_column ? row_sum(row) / all : 0.0);
      }
    }
  }
  const Eigen::MatrixXd covariance = slope * table.covariance * slope.transpose();
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{covariance.rows(), covariance.cols()};
  qr.setThreshold(1e-11);
  qr.compute(covariance);
  if (qr.rank() < covariance.rows()) {
    throw EstimationError("The " + std::to_string(covariance.rows()) +
                          " contrasts of the table have a singular covariance, so Wald's test "
                          "cannot judge; take f, or merge categories.");
  }
  return off.dot(qr.solve(off));
}

TestResult by_wald(const Table& table, bool is_adjusted) {
  const auto k = static_cast<double>(table.contrasts());
  TestResult out;
  const double w = wald_statistic(table);
  out.df1 = k;
  out.df2 = is_adjusted ? table.df - k + 1 : table.df;
  require_df(out.df2);
  out.statistic = is_adjusted && std::isfinite(table.df) ? w * out.df2 / (table.df * k) : w / k;
  out.p_value = f_tail(out.statistic, out.df1, out.df2);
  out.pearson = pearson(table);
  return out;
}

}  // namespace

TestResult independence_test(const Estimates& cells, std::size_t rows, std::size_t columns,
                             IndependenceStatistic statistic) {
  const Table table = to_table(cells, rows, columns);
  if (statistic == IndependenceStatistic::wald) return by_wald(table, false);
  if (statistic == IndependenceStatistic::adjusted_wald) return by_wald(table, true);
  const std::vector<double> effects = design_effects(table);
  double sum = 0;
  double squares = 0;
  for (const double effect : effects) {
    sum += effect;
    squares += effect * effect;
  }
  if (!(sum > 0)) {
    throw EstimationError(
        "The design effects of the table are 0, so independence cannot be "
        "tested; use more units.");
  }
  const auto k = static_cast<double>(effects.size());
  TestResult out;
  out.pearson = pearson(table);
  switch (statistic) {
    case IndependenceStatistic::chisq:
      out.statistic = out.pearson * k / sum;
      out.df1 = k;
      out.df2 = infinite;
      out.p_value = chisq_tail(out.statistic, k);
      break;
    case IndependenceStatistic::likelihood_ratio:
    case IndependenceStatistic::f:
      out.df1 = sum * sum / squares;
      out.df2 = out.df1 * table.df;
      out.statistic =
          (statistic == IndependenceStatistic::f ? out.pearson : likelihood_ratio(table)) / sum;
      out.p_value = f_tail(out.statistic, out.df1, out.df2);
      break;
    default: {
      std::vector<ChisqTerm> terms;
      for (const double effect : effects) terms.push_back({effect, 1});
      const bool is_exact = statistic == IndependenceStatistic::combination;
      double x = out.pearson;
      if (std::isfinite(table.df)) {
        // The sum over a chi-square by its degrees of freedom, those of the denominator of F.
        const double df = sum * sum / squares * table.df;
        terms.push_back({-x / df, is_exact ? df : std::max(1.0, std::floor(df))});
        x = 0;
      }
      out.statistic = out.pearson;
      out.df1 = out.df2 = none;
      out.p_value = chisq_sum_tail(x, terms, is_exact);
    }
  }
  return out;
}

TestResult wald_test(const Estimates& estimates, std::span<const std::size_t> which) {
  const auto k = Eigen::Index(which.size());
  if (k == 0) throw InvalidArgument("There is no result to test; name at least one.");
  Eigen::VectorXd values(k);
  Eigen::MatrixXd covariance(k, k);
  double df = infinite;
  for (Eigen::Index a = 0; a < k; ++a) {
    const Estimate one = estimates.at(which[std::size_t(a)]);
    if (!std::isfinite(one.value) || !std::isfinite(one.standard_error) ||
        estimates.covariance.rows != estimates.size()) {
      throw EstimationError("Result " + std::to_string(which[std::size_t(a)]) +
                            " has no value, standard error or covariance; leave it out.");
    }
    values(a) = one.value;
    df = std::min(df, one.df);
    for (Eigen::Index b = 0; b < k; ++b) {
      covariance(a, b) = estimates.covariance(which[std::size_t(a)], which[std::size_t(b)]);
    }
  }
  require_df(df);
  const Eigen::VectorXd size = covariance.diagonal().cwiseSqrt();
  for (Eigen::Index a = 0; a < k; ++a) {
    if (!(size(a) > 0)) {
      throw EstimationError("Result " + std::to_string(which[std::size_t(a)]) +
                            " has a standard error of 0, so it cannot be tested; leave it out.");
    }
  }
  const Eigen::MatrixXd correlation =
      size.cwiseInverse().asDiagonal() * covariance * size.cwiseInverse().asDiagonal();
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{k, k};
  qr.setThreshold(1e-11);
  qr.compute(correlation);
  if (qr.rank() < k) {
    throw EstimationError("The covariance of the " + std::to_string(k) +
                          " results is singular, so they cannot be tested together; test fewer.");
  }
  const Eigen::VectorXd unit = values.cwiseQuotient(size);
  TestResult out;
  out.df1 = static_cast<double>(k);
  out.df2 = df;
  out.statistic = unit.dot(qr.solve(unit)) / out.df1;
  out.p_value = f_tail(out.statistic, out.df1, out.df2);
  return out;
}

TestResult t_test(const Estimate& estimate, Alternative alternative) {
  if (!std::isfinite(estimate.value) || !(estimate.standard_error > 0) ||
      std::isinf(estimate.standard_error)) {
    throw EstimationError(
        "The estimate has no value, or a standard error that is missing or 0, so "
        "it cannot be tested; use more units.");
  }
  require_df(estimate.df);
  TestResult out;
  out.statistic = estimate.value / estimate.standard_error;
  out.df1 = estimate.df;
  out.df2 = infinite;
  const double away = alternative == Alternative::two_sided ? std::abs(out.statistic)
                      : alternative == Alternative::greater ? out.statistic
                                                            : -out.statistic;
  const double tail =
      std::isinf(estimate.df)
          ? std::erfc(away / std::sqrt(2.0)) / 2
          : boost::math::cdf(boost::math::complement(boost::math::students_t{estimate.df}, away));
  out.p_value = alternative == Alternative::two_sided ? 2 * tail : tail;
  return out;
}

}  // namespace actionplan::survey

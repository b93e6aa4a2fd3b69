// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/hypothesis_tests.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace actionplan::survey::hypothesis_tests_test {
namespace {

struct Tail {
  const char* name;
  std::vector<ChisqTerm> terms;
  double x;
  double want;
};

class ChisqSums : public testing::TestWithParam<Tail> {};

// Imhof 1961, Biometrika 48, 419, table 1: Q1 and Q2.
TEST_P(ChisqSums, HaveTheTailsOfImhofsTable) {
  EXPECT_NEAR(chisq_sum_tail(GetParam().x, GetParam().terms), GetParam().want, 6e-5);
}

INSTANTIATE_TEST_SUITE_P(
    Imhof, ChisqSums,
    testing::Values(Tail{"q1_low", {{0.6, 1}, {0.3, 1}, {0.1, 1}}, 0.1, 0.9458},
                    Tail{"q1_middle", {{0.6, 1}, {0.3, 1}, {0.1, 1}}, 0.7, 0.5064},
                    Tail{"q1_high", {{0.6, 1}, {0.3, 1}, {0.1, 1}}, 2, 0.1240},
                    Tail{"q2_low", {{0.6, 2}, {0.3, 2}, {0.1, 2}}, 0.2, 0.9936},
                    Tail{"q2_middle", {{0.6, 2}, {0.3, 2}, {0.1, 2}}, 2, 0.3998},
                    Tail{"q2_high", {{0.6, 2}, {0.3, 2}, {0.1, 2}}, 6, 0.0161}),
    [](const auto& tested) { return std::string{tested.param.name}; });

TEST(ChisqSum, IsAChiSquareWithEqualWeights) {
  // P(chi-square with 2 df > x) = exp(-x / 2).
  const std::vector<ChisqTerm> weights = {{1, 2}};
  for (const double x : {0.5, 3.0, 20.0}) {
    EXPECT_NEAR(chisq_sum_tail(x, weights), std::exp(-x / 2), 1e-8);
    EXPECT_NEAR(chisq_sum_tail(x, weights, false), std::exp(-x / 2), 0.05 * std::exp(-x / 2));
  }
}

TEST(ChisqSum, KnowsDifferences) {
  // X1 > X2 of two alike has the chance 1/2.
  const std::vector<ChisqTerm> weights = {{1, 1}, {-1, 1}};
  EXPECT_NEAR(chisq_sum_tail(0, weights), 0.5, 1e-8);
  EXPECT_THROW(static_cast<void>(chisq_sum_tail(1, {})), InvalidArgument);
}

// 100 rows drawn one by one: a fourfold table of 30, 20, 15, 35.
struct Rows {
  std::vector<double> weights = std::vector<double>(100, 5.0);
  std::vector<std::vector<double>> cells =
      std::vector<std::vector<double>>(4, std::vector<double>(100));

  Rows() {
    const std::size_t ends[] = {30, 50, 65, 100};
    std::size_t cell = 0;
    for (std::size_t row = 0; row < 100; ++row) {
      if (row == ends[cell]) ++cell;
      cells[cell][row] = 1;
    }
  }

  [[nodiscard]] Estimates shares() const {
    DesignOptions options;
    options.weights = weights;
    std::vector<Column> columns;
    for (const auto& cell : cells) columns.emplace_back(std::span<const double>{cell});
    return mean(Design{options}, columns);
  }
};

// Without clusters, strata and unequal weights the correction is that of n - 1 for n.
TEST(IndependenceTest, IsPearsonsForASimpleSample) {
  const double x2 = 100 * std::pow(30.0 * 35 - 20.0 * 15, 2) / (50.0 * 50 * 45 * 55);
  const TestResult got = independence_test(Rows{}.shares(), 2, 2);
  EXPECT_NEAR(got.pearson, x2, 1e-11);
  EXPECT_NEAR(got.df1, 1, 1e-12);
  EXPECT_NEAR(got.df2, 99, 1e-9);
  const TestResult chisq = independence_test(Rows{}.shares(), 2, 2, IndependenceStatistic::chisq);
  EXPECT_NEAR(chisq.p_value, std::erfc(std::sqrt(chisq.statistic / 2)), 1e-13);
  const TestResult whole =
      independence_test(Rows{}.shares(), 2, 2, IndependenceStatistic::combination);
  EXPECT_NEAR(whole.p_value, got.p_value, 1e-9);  // one chi-square over another is F
  const TestResult near =
      independence_test(Rows{}.shares(), 2, 2, IndependenceStatistic::saddlepoint);
  EXPECT_NEAR(near.p_value / whole.p_value, 1, 0.1);
}

TEST(IndependenceTest, HasWaldsFormsAndTheirDegreesOfFreedom) {
  const TestResult wald = independence_test(Rows{}.shares(), 2, 2, IndependenceStatistic::wald);
  const TestResult adjusted =
      independence_test(Rows{}.shares(), 2, 2, IndependenceStatistic::adjusted_wald);
  EXPECT_EQ(wald.df1, 1);
  EXPECT_EQ(wald.df2, 99);
  EXPECT_EQ(adjusted.df2, 99);
  EXPECT_NEAR(adjusted.statistic, wald.statistic, 1e-12);
  EXPECT_LT(wald.p_value, 0.01);
}

TEST(IndependenceTest, RefusesATableOfOneRow) {
  Rows rows;
  for (std::size_t row = 0; row < 100; ++row) {
    rows.cells[0][row] += rows.cells[1][row];
    rows.cells[2][row] += rows.cells[3][row];
    rows.cells[1][row] = rows.cells[3][row] = 0;
  }
  EXPECT_THROW(static_cast<void>(independence_test(rows.shares(), 2, 2)), EstimationError);
  EXPECT_THROW(static_cast<void>(independence_test(rows.shares(), 3, 2)), InvalidArgument);
}

TEST(WaldTest, OfOneResultIsTheSquareOfT) {
  const Estimates shares = Rows{}.shares();
  const std::vector<std::size_t> first = {0};
  const TestResult wald = wald_test(shares, first);
  const TestResult t = t_test(shares.at(0));
  EXPECT_NEAR(wald.statistic, t.statistic * t.statistic, 1e-9);
  EXPECT_NEAR(wald.p_value, t.p_value, 1e-12);
  const std::vector<std::size_t> all = {0, 1, 2, 3};  // they add up to 1
  EXPECT_THROW(static_cast<void>(wald_test(shares, all)), EstimationError);
}

TEST(TTest, RefusesToJudgeWithoutAnError) {
  EXPECT_THROW(static_cast<void>(t_test(Estimate{1, 0, 5, 9, {}})), EstimationError);
  EXPECT_THROW(static_cast<void>(t_test(Estimate{1, 1, 0, 9, {}})), EstimationError);
  // The 97.5 % point of t with 10 degrees of freedom is 2.228 (any table).
  EXPECT_NEAR(t_test(Estimate{2.228, 1, 10, 9, {}}).p_value, 0.05, 1e-4);
}

}  // namespace
}  // namespace actionplan::survey::hypothesis_tests_test

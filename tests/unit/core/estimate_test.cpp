// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/estimate.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace actionplan::estimate_test {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Estimate of(double value, double standard_error, double df = infinite) {
  return {value, standard_error, df, 50, {}};
}

// Upper quantiles of Student's t as printed in NIST/SEMATECH e-Handbook of Statistical Methods,
// table 1.3.6.7.2.
struct QuantileCase {
  const char* name;
  double df;
  double level;
  double half_width;
};

class Confint : public testing::TestWithParam<QuantileCase> {};

TEST_P(Confint, IsTheTabledQuantileTimesTheStandardError) {
  const auto& [name, df, level, half_width] = GetParam();
  const Interval interval = confint(of(10, 1, df), level);
  EXPECT_NEAR(interval.upper - 10, half_width, 5e-4);
  EXPECT_NEAR(10 - interval.lower, half_width, 5e-4);
}

INSTANTIATE_TEST_SUITE_P(Table, Confint,
                         testing::Values(QuantileCase{"df_1", 1, 0.95, 12.706},
                                         QuantileCase{"df_5", 5, 0.95, 2.571},
                                         QuantileCase{"df_30_at_90", 30, 0.90, 1.697},
                                         QuantileCase{"df_100_at_99", 100, 0.99, 2.626},
                                         QuantileCase{"normal", infinite, 0.95, 1.960}),
                         [](const auto& row) { return row.param.name; });

TEST(PValue, IsTheTailBeyondTheBound) {
  // t_{0.95, 10} = 1.812 in the same table
  EXPECT_NEAR(p_value_above(of(1.812, 1, 10), 0), 0.05, 5e-5);
  EXPECT_NEAR(p_value_below(of(-1.812, 1, 10), 0), 0.05, 5e-5);
  EXPECT_NEAR(p_value_above(of(1, 1, 10), 0) + p_value_below(of(1, 1, 10), 0), 1, 1e-15);
}

TEST(PValue, TakesTheErrorOfTheBoundIn) {
  EXPECT_NEAR(p_value_above(of(5, 3, infinite), 0, 16), p_value_above(of(1, 1), 0), 1e-15);
}

TEST(PValue, IsCertainWithoutSamplingError) {
  EXPECT_EQ(p_value_above(of(2, 0), 1), 0.0);
  EXPECT_EQ(p_value_above(of(1, 0), 2), 1.0);
  EXPECT_EQ(p_value_above(of(1, 0), 1), 0.5);
}

// Quantiles of next to no degrees of freedom are beyond what a double holds.
TEST(ConfidenceInterval, IsWithoutEndWhereNothingIsKnownOfTheError) {
  for (const double df : {1e-3, 1e-5, 1e-200, 5e-324}) {
    EXPECT_EQ(confint(of(10, 1, df)).lower, -infinite);
    EXPECT_EQ(confint(of(10, 1, df)).upper, infinite);
    EXPECT_EQ(confint(of(10, 0, df)).lower, 10);
    EXPECT_EQ(confint(of(10, 0, df)).upper, 10);
    const double p = p_value_above(of(1, 1, df), 0);
    EXPECT_TRUE(p >= 0 && p <= 0.5) << df;
  }
}

TEST(PValue, RefusesWhatCannotBeTested) {
  EXPECT_THROW((void)p_value_above(of(1, nan), 0), EstimationError);
  EXPECT_THROW((void)p_value_above(of(1, -1), 0), EstimationError);
  EXPECT_THROW((void)p_value_above(of(nan, 1), 0), EstimationError);
  EXPECT_THROW((void)p_value_above(of(1, 1, 0), 0), EstimationError);
  EXPECT_THROW((void)p_value_above(of(1, 1, nan), 0), EstimationError);
  EXPECT_THROW((void)p_value_above(of(1, 1), nan), InvalidArgument);
  EXPECT_THROW((void)p_value_above(of(1, 1), 0, -1), InvalidArgument);
  EXPECT_THROW((void)confint(of(1, 1), 0), InvalidArgument);
  EXPECT_THROW((void)confint(of(1, 1), nan), InvalidArgument);
  EXPECT_THROW((void)confint(of(1, 1, -3)), EstimationError);
}

}  // namespace
}  // namespace actionplan::estimate_test

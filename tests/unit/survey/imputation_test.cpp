// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/imputation.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace actionplan::survey::imputation_test {
namespace {

std::vector<Estimates> sets(double df, std::vector<double> values) {
  std::vector<Estimates> out;
  for (const double value : values) {
    Matrix variance{1, 1};
    variance(0, 0) = 2;
    out.push_back(make_estimates({"mean"}, {value}, variance, {df}, {100}, {900}));
  }
  return out;
}

// Rubin 1987, (3.1.2) to (3.1.5), written out: values 10, 12, 11, with a variance of 2 each. Within 2,
// between 1, together 2 + 4/3; degrees of freedom (3 - 1) (1 + 2 / (4/3))^2 = 12.5.
TEST(Pool, IsRubinsRule) {
  const Estimates got = pool(sets(std::numeric_limits<double>::infinity(), {10, 12, 11}));
  EXPECT_NEAR(got.values[0], 11, 1e-14);
  EXPECT_NEAR(got.standard_errors[0], std::sqrt(2 + 4.0 / 3), 1e-14);
  EXPECT_NEAR(got.df[0], 12.5, 1e-12);
  EXPECT_EQ(got.n[0], 100);
}

// Barnard and Rubin 1999: with 30 degrees of freedom of complete data those observed are 31/33 x 30 x
// (1 - 0.4), and the whole 1 / (1/12.5 + 1/that).
TEST(Pool, FewDegreesOfFreedomOfTheCompleteDataCount) {
  const Estimates got = pool(sets(30, {10, 12, 11}));
  const double observed = 31.0 / 33 * 30 * 0.6;
  EXPECT_NEAR(got.df[0], 1 / (1 / 12.5 + 1 / observed), 1e-12);
}

TEST(Pool, WithoutVarianceBetweenItIsTheCompleteData) {
  EXPECT_EQ(pool(sets(30, {10, 10})).df[0], 30);
}

TEST(Pool, RefusesASingleSet) {
  EXPECT_THROW(static_cast<void>(pool(sets(30, {10}))), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::imputation_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/contrast.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace actionplan::survey::contrast_test {
namespace {

// The ratio of two totals by the delta method is the linearised ratio: Särndal, Swensson, Wretman
// 1992, 5.6.
TEST(Contrast, OfTotalsByTheDeltaMethodIsTheRatio) {
  const std::vector<double> weights = {2, 3, 2, 4, 5, 1};
  const std::vector<double> y = {4, 7, 1, 9, 3, 6};
  const std::vector<double> x = {2, 3, 2, 4, 1, 5};
  DesignOptions options;
  options.weights = weights;
  const Design design{options};
  const std::vector<Column> both = {Column{std::span{y}}, Column{std::span{x}}};
  const Estimates totals = total(design, both);
  Matrix slopes{1, 2};
  slopes(0, 0) = 1 / totals.values[1];
  slopes(0, 1) = -totals.values[0] / (totals.values[1] * totals.values[1]);
  const Estimates got =
      contrast(totals, {totals.values[0] / totals.values[1]}, slopes.view(), {"y / x"});
  const Estimates want = ratio(design, {both.data(), 1}, {both.data() + 1, 1});
  EXPECT_NEAR(got.values[0], want.values[0], 1e-14);
  EXPECT_NEAR(got.standard_errors[0], want.standard_errors[0], 1e-14);
  EXPECT_EQ(got.df, want.df);
}

TEST(Contrast, RefusesASlopeThatIsNotFinite) {
  Matrix variance{1, 1};
  variance(0, 0) = 4;
  const Estimates zero = make_estimates({"a"}, {0}, variance, {9});
  Matrix slopes{1, 1};
  slopes(0, 0) = std::numeric_limits<double>::infinity();
  EXPECT_THROW(static_cast<void>(contrast(zero, {0}, slopes.view(), {"1 / a"})), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::contrast_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/covariance.hpp>
#include <actionplan/survey/estimators.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::covariance_test {
namespace {

// Two strata of two and three units; every number can be checked by hand.
struct Sample {
  std::vector<double> weights = {2, 2, 3, 3, 3};
  std::vector<std::int32_t> strata = {1, 1, 2, 2, 2};
  std::vector<double> sizes = {4, 4, 9, 9, 9};
  std::vector<double> y = {1, 3, 2, 5, 8};

  [[nodiscard]] DesignOptions options() const {
    DesignOptions out;
    out.weights = weights;
    out.strata = {Ids{std::span{strata}}};
    return out;
  }
};

TEST(Covariance, OfATotalIsTheSumOverStrataOfCentredSquares) {
  const Sample sample;
  const Design design{sample.options()};
  Matrix influence{5, 1};
  for (std::size_t row = 0; row < 5; ++row) influence(row, 0) = sample.weights[row] * sample.y[row];
  // 2/1 * (2^2 + 2^2) + 3/2 * (9^2 + 0 + 9^2)
  EXPECT_DOUBLE_EQ(covariance(design, influence.view())(0, 0), 16 + 243);
}

TEST(Covariance, TakesTheShareNotSampledOfEachStratum) {
  const Sample sample;
  DesignOptions options = sample.options();
  options.fpc = {sample.sizes};
  const Column y{std::span{sample.y}};
  const Estimates got = total(Design{options}, {&y, 1});
  EXPECT_DOUBLE_EQ(got.values[0], 2 + 6 + 6 + 15 + 24);
  EXPECT_DOUBLE_EQ(got.standard_errors[0], std::sqrt(16 * 0.5 + 243 * (1 - 3.0 / 9)));
  EXPECT_EQ(got.df[0], 3);
}

TEST(Covariance, RefusesInfluenceOfAnotherLength) {
  const Sample sample;
  const Design design{sample.options()};
  EXPECT_THROW(static_cast<void>(covariance(design, Matrix{4, 1}.view())), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::covariance_test

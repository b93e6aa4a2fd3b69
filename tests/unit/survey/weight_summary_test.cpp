// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/weight_summary.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::weight_summary_test {
namespace {

// Kish 1965, 11.7: n sum(w^2) / sum(w)^2 = 4 x 30 / 100 of weights 1, 2, 3, 4.
TEST(WeightSummary, IsKishsDesignEffect) {
  const std::vector<double> weights = {1, 2, 0, 3, 4};
  DesignOptions options;
  options.weights = weights;
  const WeightSummary got = weight_summary(Design{options});
  EXPECT_EQ(got.n, 4);
  EXPECT_EQ(got.zero, 1);
  EXPECT_NEAR(got.kish_deff, 1.2, 1e-14);
  EXPECT_NEAR(got.effective_n, 4 / 1.2, 1e-14);
  EXPECT_NEAR(got.cv, std::sqrt(1.25) / 2.5, 1e-14);
  EXPECT_EQ(got.lowest, 1);
  EXPECT_EQ(got.highest, 4);
}

TEST(Weights, ThatAreNormalisedAndRoundedAreNoticed) {
  std::vector<double> weights = {0.5, 1.5, 1, 0.7, 1.3, 1.00001};
  DesignOptions options;
  options.weights = weights;
  EXPECT_TRUE(Design{options}.has_normalised_weights());
}

TEST(Weights, OfOneEachGiveTheTotalOfTheSample) {
  const std::vector<double> y = {1, 2, 3, 4};
  const Column column{std::span{y}};
  const std::vector<double> ones(4, 1.0);
  DesignOptions options;
  options.weights = ones;
  EXPECT_FALSE(Design{options}.has_normalised_weights());
  EXPECT_EQ(total(Design{options}, {&column, 1}).values[0], 10);
  const std::vector<std::int32_t> clusters = {1, 2, 3, 4};
  DesignOptions none_given;
  none_given.clusters = {Ids{std::span{clusters}}};
  EXPECT_TRUE(Design{none_given}.has_unit_weights());
  EXPECT_EQ(total(Design{none_given}, {&column, 1}).values[0], 10);
  DesignOptions of_rows;
  of_rows.rows = 4;
  EXPECT_EQ(mean(Design{of_rows}, {&column, 1}).values[0], 2.5);
}

// Strata of two, one and one units. What the single ones add: nothing as a certainty; the square of
// its distance from the mean of all units' totals by `adjust`.
TEST(LonelyPsu, EachStratumHasItsOwnRule) {
  const std::vector<double> weights(4, 2.0);
  const std::vector<std::int32_t> strata = {1, 1, 2, 3};
  const std::vector<double> y = {1, 4, 6, 9};
  const Column column{std::span{y}};
  DesignOptions options;
  options.weights = weights;
  options.strata = {Ids{std::span{strata}}};
  EXPECT_THROW(static_cast<void>(total(Design{options}, {&column, 1})), EstimationError);
  options.lonely_psu_of = {{"2", LonelyPsu::certainty}, {"3", LonelyPsu::adjust}};
  const Estimates got = total(Design{options}, {&column, 1});
  const double mean_total = 2 * (1 + 4 + 6 + 9) / 4.0;
  const double pair = 2 * (2 * 1.5 * 2 * 1.5 * 2);
  EXPECT_NEAR(got.standard_errors[0], std::sqrt(pair + (18 - mean_total) * (18 - mean_total)),
              1e-12);
  options.lonely_psu_of.push_back({"7", LonelyPsu::adjust});
  EXPECT_THROW(static_cast<void>(Design{options}), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::weight_summary_test

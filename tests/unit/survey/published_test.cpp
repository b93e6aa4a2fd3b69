// SPDX-License-Identifier: Apache-2.0
// Closed forms against numbers that others have published.
#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace actionplan::survey::published_test {
namespace {

// StataCorp, Survey Data Reference Manual, svyset, "Finite population correction": five of fifteen
// and three of twelve units; mean 5.448148, standard error .6160407, without the correction .7412683.
struct StataFpc {
  std::vector<double> weights = {3, 3, 3, 3, 3, 4, 4, 4};
  std::vector<std::int32_t> strata = {1, 1, 1, 1, 1, 2, 2, 2};
  std::vector<double> population = {15, 15, 15, 15, 15, 12, 12, 12};
  std::vector<double> x = {2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2};
};

TEST(Published, MeanWithAndWithoutFinitePopulationOfTheStataManual) {
  const StataFpc data;
  const Column x{std::span{data.x}};
  DesignOptions options;
  options.weights = data.weights;
  options.strata = {Ids{std::span{data.strata}}};
  const Estimates without = mean(Design{options}, {&x, 1});
  EXPECT_NEAR(without.values[0], 5.448148, 5e-7);
  EXPECT_NEAR(without.standard_errors[0], 0.7412683, 5e-8);
  options.fpc = {data.population};
  const Estimates with = mean(Design{options}, {&x, 1});
  EXPECT_NEAR(with.standard_errors[0], 0.6160407, 5e-8);
  const std::vector<Interval> interval = confint(with);
  EXPECT_NEAR(interval[0].lower, 3.940751, 5e-7);
  EXPECT_NEAR(interval[0].upper, 6.955545, 5e-6);
}

// Särndal, Swensson, Wretman 1992, section 4.3.2: five of fifty clusters of MU284, three
// municipalities in each. The documentation of R's survey prints the total 15080, SE 2274.3.
TEST(Published, TotalOverTwoStagesOfMu284) {
  const std::vector<std::int32_t> cluster = {19, 45, 47, 50, 31, 19, 45, 47,
                                             50, 31, 19, 45, 47, 50, 31};
  const std::vector<std::int32_t> unit = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
  const std::vector<double> y = {41, 49, 31, 39, 49, 49, 49, 31, 41, 51, 49, 45, 35, 61, 33};
  const std::vector<double> clusters(15, 50);
  const std::vector<double> units = {5, 8, 5, 9, 7, 5, 8, 5, 9, 7, 5, 8, 5, 9, 7};
  DesignOptions options;
  options.clusters = {Ids{std::span{cluster}}, Ids{std::span{unit}}};
  options.fpc = {clusters, units};
  const Column column{std::span{y}};
  const Estimates got = total(Design{options}, {&column, 1});
  EXPECT_NEAR(got.values[0], 15080, 1e-8);
  EXPECT_NEAR(got.standard_errors[0], 2274.3, 0.05);
  EXPECT_EQ(got.df[0], 4);
}

// Särndal, Swensson, Wretman 1992, 3.3.1: the variance under simple random sampling written out.
TEST(Published, TotalOfASimpleRandomSampleByItsClosedForm) {
  const std::vector<double> y = {1, 4, 7, 7};
  const std::vector<double> population(4, 8);
  DesignOptions options;
  options.fpc = {population};
  const Column column{std::span{y}};
  const Estimates got = total(Design{options}, {&column, 1});
  EXPECT_DOUBLE_EQ(got.values[0], 38);
  EXPECT_DOUBLE_EQ(got.standard_errors[0], std::sqrt(8.0 * 8 * (1 - 4.0 / 8) * 8.25 / 4));
}

// Clopper and Pearson's interval of 10 in 100, in every table of the binomial: 0.0490 to 0.1762;
// Wilson's: 0.0552 to 0.1744.
Estimate ten_in_a_hundred(double df) { return {0.1, std::sqrt(0.1 * 0.9 / 100), df, 100, {}}; }

TEST(Published, BetaIntervalOfASimpleRandomSampleIsClopperAndPearsons) {
  const Interval got = proportion_interval(ten_in_a_hundred(99), ProportionMethod::beta);
  EXPECT_NEAR(got.lower, 0.04900469, 1e-8);
  EXPECT_NEAR(got.upper, 0.17622260, 1e-8);
}

TEST(Published, IntervalsOfATinyStandardErrorAreNarrowOrRefused) {
  for (const double error : {1e-5, 1e-9, 1e-12, 1e-100, 1e-200, 1e-310}) {
    const Estimate x{0.25, error, 60, 100, {}};
    for (const ProportionMethod method :
         {ProportionMethod::logit, ProportionMethod::wilson, ProportionMethod::asin,
          ProportionMethod::mean, ProportionMethod::likelihood}) {
      const Interval got = proportion_interval(x, method);
      EXPECT_NEAR(got.lower, 0.25, 3 * error + 1e-9) << error << ' ' << to_string(method);
      EXPECT_NEAR(got.upper, 0.25, 3 * error + 1e-9) << error << ' ' << to_string(method);
    }
    if (error > 1e-9) {
      EXPECT_NEAR(proportion_interval(x, ProportionMethod::beta).upper, 0.25, 3 * error);
    } else if (error < 1e-9) {
      EXPECT_THROW((void)proportion_interval(x, ProportionMethod::beta), EstimationError);
    }
  }
}

TEST(Published, WilsonIntervalOfASimpleRandomSampleIsWilsons) {
  const Interval got = proportion_interval(
      ten_in_a_hundred(std::numeric_limits<double>::infinity()), ProportionMethod::wilson);
  EXPECT_NEAR(got.lower, 0.0552, 5e-5);
  EXPECT_NEAR(got.upper, 0.1744, 5e-5);
}

}  // namespace
}  // namespace actionplan::survey::published_test

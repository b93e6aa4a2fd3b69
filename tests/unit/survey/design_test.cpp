// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/quantile.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace actionplan::survey::design_test {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Columns {
  std::vector<double> weights = {1, 2, 3, 4, 5, 6};
  std::vector<double> strata = {1, 1, 1, 2, 2, 2};
  std::vector<std::int64_t> clusters = {1, 1, 2, 3, 3, 4};
  std::vector<double> fpc = {4, 4, 4, 8, 8, 8};
  bool nest = false;

  [[nodiscard]] DesignOptions options() const {
    DesignOptions out;
    out.weights = weights;
    out.strata = {Ids{std::span{strata}}};
    out.clusters = {Ids{std::span{clusters}}};
    out.fpc = {fpc};
    out.nest = nest;
    return out;
  }
};

struct Refusal {
  std::string name;
  std::function<void(Columns&)> spoil;
  std::string message;
};

class RefusedDesigns : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedDesigns, SayWhatIsWrong) {
  Columns columns;
  GetParam().spoil(columns);
  try {
    const Design design{columns.options()};
    FAIL() << "was not refused";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find(GetParam().message), std::string::npos)
        << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedDesigns,
    testing::Values(
        Refusal{"missing_weight", [](Columns& c) { c.weights[2] = none; },
                "The weight is missing in row 2"},
        Refusal{"negative_weight", [](Columns& c) { c.weights[2] = -1; },
                "The weight is -1.000000 in row 2"},
        Refusal{"no_weight_at_all", [](Columns& c) { c.weights.assign(6, 0); }, "add up to 0"},
        Refusal{"missing_stratum", [](Columns& c) { c.strata[5] = none; },
                "The stratum of stage 1 is missing in row 5"},
        Refusal{"cluster_in_two_strata", [](Columns& c) { c.clusters[3] = 1; },
                "Cluster 1 lies in the strata 1 and 2"},
        Refusal{"more_sampled_than_there_are", [](Columns& c) { c.fpc.assign(6, 1.5); },
                "has 2 units in the sample and a population of 1.5"},
        Refusal{"fpc_that_varies", [](Columns& c) { c.fpc[1] = 5; },
                "The fpc of stage 1 is 4 in row 0 and 5 in row 1 of the same stratum 1"},
        Refusal{"sizes_beside_fractions", [](Columns& c) { c.fpc = {.5, .5, .5, 8, 8, 8}; },
                "population sizes everywhere, or fractions everywhere"},
        Refusal{"short_column", [](Columns& c) { c.strata.pop_back(); },
                "has 5 elements and the data 6 rows"}),
    [](const auto& way) { return way.param.name; });

TEST(Design, NestedIdsAreOtherUnitsInOtherStrata) {
  Columns columns;
  columns.clusters = {1, 1, 2, 1, 1, 2};
  columns.nest = true;
  const Design design{columns.options()};
  EXPECT_EQ(design.stages().front().unit_count(), 4U);
  EXPECT_EQ(design.df(), 2);
}

TEST(Design, SubsetKeepsUnitsButCountsOnlyThoseWithACaseInDf) {
  const Columns columns;
  const std::vector<std::uint8_t> mask = {1, 1, 0, 1, 0, 1};
  const Design part = Design{columns.options()}.subset(mask);
  EXPECT_EQ(part.stages().front().unit_count(), 4U);
  EXPECT_EQ(part.df(), 1);
  EXPECT_FALSE(part.is_inside(2));
  EXPECT_THROW(static_cast<void>(part.subset({mask.data(), 5})), InvalidArgument);
}

TEST(Design, WeightsFollowFromTheSharesSampled) {
  Columns columns;
  DesignOptions options = columns.options();
  options.weights = {};
  const Design design{options};
  EXPECT_DOUBLE_EQ(design.weights()[0], 2);
  EXPECT_DOUBLE_EQ(design.weights()[3], 4);
}

TEST(Design, NormalisedWeightsAreNoticedAndATotalNeedsAPopulation) {
  Columns columns;
  columns.weights = {0.5, 1.5, 1, 1, 0.5, 1.5};
  DesignOptions options = columns.options();
  options.fpc.clear();
  const std::vector<double> y = {1, 2, 3, 4, 5, 6};
  const Column column{std::span{y}};
  const Design design{options};
  EXPECT_TRUE(design.has_normalised_weights());
  EXPECT_THROW(static_cast<void>(total(design, {&column, 1})), EstimationError);
  EXPECT_NO_THROW(static_cast<void>(mean(design, {&column, 1})));
  options.population = 600;
  const Estimates got = total(Design{options}, {&column, 1});
  EXPECT_NEAR(got.values[0], 100 * (0.5 + 3 + 3 + 4 + 2.5 + 9), 1e-9);
}

TEST(Estimates, AnEmptyDomainIsNanAndASingleCaseHasNoStandardError) {
  const Columns columns;
  const Design design{columns.options()};
  const std::vector<double> y = {1, 2, 3, 4, 5, 6};
  const std::vector<std::int32_t> codes = {0, 0, 0, 0, 0, 1};
  const Column column{std::span{y}};
  EstimateOptions options;
  options.by = {codes, 3};
  const Estimates got = mean(design, {&column, 1}, options);
  EXPECT_EQ(got.flags[0], CellFlag::none);
  EXPECT_EQ(got.flags[1], CellFlag::one_case);
  EXPECT_EQ(got.values[1], 6);
  EXPECT_TRUE(std::isnan(got.standard_errors[1]));
  EXPECT_EQ(got.flags[2], CellFlag::empty);
  EXPECT_TRUE(std::isnan(got.values[2]));
  EXPECT_TRUE(std::isnan(confint(got)[1].lower));
}

TEST(Estimates, OnItsOwnWithoutDegreesOfFreedomIsRefusedAndInATableFlagged) {
  const Columns columns;
  const std::vector<std::uint8_t> mask = {1, 1, 0, 0, 0, 0};  // one unit
  const Design design = Design{columns.options()}.subset(mask);
  const std::vector<double> y = {1, 2, 3, 4, 5, 6};
  const Column column{std::span{y}};
  EXPECT_THROW(static_cast<void>(mean(design, {&column, 1})), EstimationError);
  const std::vector<std::int32_t> codes(6, 0);
  EstimateOptions options;
  options.by = {codes, 1};
  EXPECT_EQ(mean(design, {&column, 1}, options).flags[0], CellFlag::no_df);
}

TEST(Quantiles, RoundingDecidesNoTie) {
  const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const std::vector<double> tenths(10, 0.1);  // whose sum falls short of 0.3 or 0.7 by rounding
  for (int k = 1; k < 10; ++k) {
    const double p = k / 10.0;
    EXPECT_EQ(weighted_quantile(values, tenths, p, QuantileRule::math), k) << k;
    EXPECT_EQ(weighted_quantile(values, tenths, p, QuantileRule::school), k + 0.5) << k;
  }
}

TEST(Quantiles, OfManyValuesAreThoseOfAFullSort) {
  std::mt19937_64 random{3};
  std::normal_distribution<double> normal{0, 1e3};
  std::vector<double> values(20'000);
  for (double& value : values) value = random() % 4 == 0 ? 0.0 : std::round(normal(random)) / 8;
  values[7] = -0.0;
  const std::vector<double> weights(values.size(), 1);
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (const double p : {0.0001, 0.25, 0.5, 0.75, 0.9999}) {
    const auto place = static_cast<std::size_t>(std::ceil(p * 20'000 - 1e-6)) - 1;
    EXPECT_EQ(weighted_quantile(values, weights, p, QuantileRule::math), sorted[place]) << p;
  }
}

TEST(Quantiles, AtOneIsTheMaximumByEveryRule) {
  const std::vector<double> values = {3, 1, 2};
  const std::vector<double> weights = {1, 5, 2};
  for (std::size_t rule = 0; rule < enum_count<QuantileRule>; ++rule) {
    EXPECT_EQ(weighted_quantile(values, weights, 1, static_cast<QuantileRule>(rule)), 3) << rule;
  }
}

// R's quantile(c(1, 3, 4, 8), 0.4, type = 1:9), by Hyndman and Fan 1996.
TEST(Quantiles, OfEqualWeightsAreHyndmanAndFans) {
  const std::vector<double> values = {1, 3, 4, 8};
  const std::vector<double> weights(4, 2.5);
  const auto at = [&](QuantileRule rule) { return weighted_quantile(values, weights, 0.4, rule); };
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf1), 3);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf2), 3);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf3), 3);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf4), 1 + 0.6 * 2);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf5), 3 + 0.1 * 1);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf6), 3);
  EXPECT_DOUBLE_EQ(at(QuantileRule::hf7), 3.2);
  EXPECT_NEAR(at(QuantileRule::hf8), 3 + (0.4 * (4 + 1.0 / 3) + 1.0 / 3 - 2), 1e-12);
  EXPECT_NEAR(at(QuantileRule::hf9), 3 + (0.4 * (4 + 0.25) + 0.375 - 2), 1e-12);
}

}  // namespace
}  // namespace actionplan::survey::design_test

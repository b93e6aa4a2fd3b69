// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/sums.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace actionplan::survey::zero_variance_test {
namespace {

// So many clusters of two rows, all of which have the value.
struct Unanimous {
  std::vector<double> weights;
  std::vector<std::int32_t> clusters;
  std::vector<double> y;
  std::vector<double> sizes;

  Unanimous(std::int32_t count, double value) {
    for (std::int32_t i = 0; i < 2 * count; ++i) {
      weights.push_back(3 + i % 3);
      clusters.push_back(i / 2);
      y.push_back(value);
      sizes.push_back(count);
    }
  }
  [[nodiscard]] DesignOptions options() const {
    DesignOptions out;
    out.weights = weights;
    out.clusters = {Ids{std::span{clusters}}};
    return out;
  }
  [[nodiscard]] Estimates mean_of(const DesignOptions& options, int domains = 1) const {
    const Column column{std::span{y}};
    EstimateOptions how;
    how.by.count = domains;  // 2 goes by rows or by sums alike
    return mean(Design{options}, {&column, 1}, how);
  }
};

// 0.025^(1/10) = 0.69150: Clopper and Pearson's lower end for 10 of 10.
TEST(ZeroVariance, AProportionOfOneHasTheExactIntervalOfItsUnits) {
  const Unanimous sample{10, 1};
  const Estimates got = sample.mean_of(sample.options());
  ASSERT_EQ(got.standard_errors[0], 0);
  EXPECT_EQ(got.units[0], 10);
  EXPECT_EQ(got.flags[0], CellFlag::none);
  for (const ProportionMethod method :
       {ProportionMethod::xlogit, ProportionMethod::beta, ProportionMethod::mean,
        ProportionMethod::wilson, ProportionMethod::asin, ProportionMethod::likelihood}) {
    const Interval interval = proportion_intervals(got, method).front();
    EXPECT_NEAR(interval.lower, std::pow(0.025, 0.1), 1e-12);
    EXPECT_EQ(interval.upper, 1);
  }
  EXPECT_NEAR(confint(got).front().lower, 0.69150, 5e-6);
}

TEST(ZeroVariance, AProportionOfZeroHasAnUpperEnd) {
  const Unanimous sample{10, 0};
  const Interval interval =
      proportion_intervals(sample.mean_of(sample.options()), ProportionMethod::beta).front();
  EXPECT_EQ(interval.lower, 0);
  EXPECT_NEAR(interval.upper, 1 - std::pow(0.025, 0.1), 1e-12);
}

TEST(ZeroVariance, ADeclaredDesignEffectTakesThePlaceOfTheUnits) {
  const Unanimous sample{10, 1};
  const Estimates got = sample.mean_of(sample.options());
  const Interval interval = proportion_intervals(got, ProportionMethod::beta, 0.95, 1.25).front();
  EXPECT_NEAR(interval.lower, std::pow(0.025, 1.25 / 20), 1e-12);
}

TEST(ZeroVariance, AWholePopulationIsCertain) {
  const Unanimous sample{10, 1};
  DesignOptions options = sample.options();
  options.fpc = {sample.sizes};
  const Interval interval =
      proportion_intervals(sample.mean_of(options), ProportionMethod::beta).front();
  EXPECT_EQ(interval.lower, 1);
}

TEST(ZeroVariance, AConstantThatIsNoShareIsFlagged) {
  const Unanimous sample{10, 37};
  const Estimates got = sample.mean_of(sample.options());
  EXPECT_EQ(got.flags[0], CellFlag::constant);
  EXPECT_TRUE(std::isnan(confint(got).front().lower));
}

TEST(ZeroVariance, SumsAndRowsSayTheSame) {
  const Unanimous sample{10, 1};
  const Column column{std::span{sample.y}};
  EstimateOptions rows;
  rows.df_rule = DfRule::design;  // goes by rows
  const Estimates by_rows = mean(Design{sample.options()}, {&column, 1}, rows);
  const Estimates by_sums = mean(accumulate(Design{sample.options()}, {&column, 1}));
  EXPECT_EQ(by_rows.units, by_sums.units);
}

TEST(ZeroVariance, OfOneEstimateItIsDfPlusOne) {
  const Interval interval =
      proportion_interval(Estimate{1, 0, 29, 400, {}}, ProportionMethod::xlogit, 0.9);
  EXPECT_NEAR(interval.lower, std::pow(0.05, 1.0 / 30), 1e-12);  // 0.9050
}

TEST(ZeroVariance, MissingNamesTheColumn) {
  const Unanimous sample{3, std::nan("")};
  const Column column{std::span{sample.y}};
  EstimateOptions options;
  options.names = {"income"};
  try {
    static_cast<void>(mean(Design{sample.options()}, {&column, 1}, options));
    FAIL() << "was not refused";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find("Column \"income\" is missing in row 0"),
              std::string::npos)
        << error.what();
  }
}

// Two replicates of ten leave the only case of a domain out.
TEST(EmptyReplicates, AreLeftOutOfABootstrapAndCounted) {
  std::vector<double> weights(6, 2.0);
  const std::vector<double> y = {1, 2, 3, 4, 5, 9};
  const std::vector<std::int32_t> codes = {0, 0, 0, 0, 1, 1};
  std::vector<std::vector<double>> columns;
  for (int r = 0; r < 10; ++r) {
    columns.emplace_back(6, 2.0);
    columns.back()[std::size_t(r % 4)] = 4;
    columns.back()[4] = r < 2 ? 0 : 2 + r % 3;
    if (r < 2) columns.back()[5] = 0;
  }
  ReplicateOptions options;
  options.weights = weights;
  for (const auto& column : columns) options.replicates.emplace_back(std::span{column});
  options.method = ReplicateMethod::bootstrap;
  options.df = 9;
  const ReplicateDesign design{options};
  const Column column{std::span{y}};
  EstimateOptions how;
  how.by = {codes, 2};
  const Estimates refused = mean(design, {&column, 1}, how);
  EXPECT_EQ(refused.flags[1], CellFlag::undefined);
  how.empty_replicates = EmptyReplicates::omit;
  const Estimates got = mean(design, {&column, 1}, how);
  EXPECT_EQ(got.left_out, (std::vector<std::int64_t>{0, 2}));
  EXPECT_EQ(got.flags[1], CellFlag::none);
  // 1/9 of ten eighths of the squares of the other eight about their mean.
  double sum = 0;
  double squares = 0;
  for (int r = 2; r < 10; ++r) {
    const double w = 2 + r % 3;
    const double value = (5 * w + 9 * 2) / (w + 2);
    sum += value / 8;
    squares += value * value;
  }
  EXPECT_NEAR(got.standard_errors[1], std::sqrt((squares - 8 * sum * sum) / 9 * 10 / 8), 1e-12);
  EXPECT_EQ(got.standard_errors[0], refused.standard_errors[0]);
}

}  // namespace
}  // namespace actionplan::survey::zero_variance_test

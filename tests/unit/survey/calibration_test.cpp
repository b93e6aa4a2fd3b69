// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/calibration.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::calibration_test {
namespace {

Column column(const std::vector<double>& values) { return Column{std::span{values}}; }

struct Sample {
  std::vector<double> weights = {10, 10, 10, 10, 10, 10, 10, 10};
  std::vector<double> y = {12, 9, 17, 21, 8, 30, 14, 19};
  std::vector<double> x = {3, 2, 5, 6, 2, 9, 4, 5};
  std::vector<std::int32_t> sex = {0, 1, 0, 1, 1, 0, 0, 1};
  std::vector<std::int32_t> age = {0, 0, 1, 1, 0, 1, 0, 1};

  [[nodiscard]] Design design() const {
    DesignOptions out;
    out.weights = weights;
    return Design{out};
  }

  [[nodiscard]] Matrix variables() const {
    Matrix out{8, 2};
    for (std::size_t i = 0; i < 8; ++i) {
      out(i, 0) = 1;
      out(i, 1) = x[i];
    }
    return out;
  }
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// The regression estimator of a total under simple random sampling, and its variance by residuals:
// Cochran 1977, Sampling Techniques, (7.2) and (7.29); Särndal, Swensson, Wretman 1992, 6.6.
TEST(Calibrate, LinearIsTheRegressionEstimator) {
  const Sample sample;
  const Matrix variables = sample.variables();
  const std::vector<double> totals = {80, 400};
  const Design design = calibrate(sample.design(), variables.view(), totals);
  const double x_bar = mean_of(sample.x);
  const double y_bar = mean_of(sample.y);
  double xy = 0;
  double xx = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    xy += (sample.x[i] - x_bar) * (sample.y[i] - y_bar);
    xx += (sample.x[i] - x_bar) * (sample.x[i] - x_bar);
  }
  const double b = xy / xx;
  const Column y = column(sample.y);
  const Estimates got = total(design, {&y, 1});
  EXPECT_NEAR(got.values[0], 80 * (y_bar + b * (400.0 / 80 - x_bar)), 1e-10);
  double sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const double z = design.weights()[i] * (sample.y[i] - y_bar - b * (sample.x[i] - x_bar));
    sum += z * z;
  }
  double mean_z = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    mean_z += design.weights()[i] * (sample.y[i] - y_bar - b * (sample.x[i] - x_bar)) / 8;
  }
  EXPECT_NEAR(got.standard_errors[0], std::sqrt(8.0 / 7 * (sum - 8 * mean_z * mean_z)), 1e-10);
}

// With one variable that is its own variance the calibrated total is the ratio estimator's, its error
// that of residuals from the ratio: Särndal, Swensson, Wretman 1992, 7.3.
TEST(Calibrate, WithTheVariableAsVarianceIsTheRatioEstimator) {
  const Sample sample;
  Matrix x{8, 1};
  double total_x = 0;
  double total_y = 0;
  const Design base = sample.design();
  for (std::size_t i = 0; i < 8; ++i) {
    x(i, 0) = sample.x[i];
    total_x += base.weights()[i] * sample.x[i];
    total_y += base.weights()[i] * sample.y[i];
  }
  CalibrateOptions options;
  options.variance = sample.x;
  const std::vector<double> totals = {400};
  const Design design = calibrate(base, x.view(), totals, options);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_NEAR(design.weights()[i], base.weights()[i] * 400 / total_x, 1e-10);
  }
  const Column y = column(sample.y);
  const Estimates got = total(design, {&y, 1});
  EXPECT_NEAR(got.values[0], 400 * total_y / total_x, 1e-9);
  const Column x_column = column(sample.x);
  const Estimates by_ratio = ratio(base, {&y, 1}, {&x_column, 1});
  EXPECT_NEAR(got.standard_errors[0], 400 * by_ratio.standard_errors[0], 1e-9);
}

TEST(Calibrate, RefusesNegativeWeightsUnlessTheyAreAllowed) {
  const Sample sample;
  const std::vector<double> totals = {80, 80 * 100.0};
  EXPECT_THROW(static_cast<void>(calibrate(sample.design(), sample.variables().view(), totals)),
               EstimationError);
  CalibrateOptions options;
  options.allows_negative = true;
  EXPECT_NO_THROW(
      static_cast<void>(calibrate(sample.design(), sample.variables().view(), totals, options)));
}

struct Way {
  const char* name;
  CalibrationFunction function;
  double lower;
  double upper;
};

class CalibrationWays : public testing::TestWithParam<Way> {};

TEST_P(CalibrationWays, MeetTheTotalsWithinTheBoundsAndLeaveThemNoError) {
  const Sample sample;
  const Matrix variables = sample.variables();
  const std::vector<double> totals = {80, 400};
  CalibrateOptions options;
  options.function = GetParam().function;
  options.lower = GetParam().lower;
  options.upper = GetParam().upper;
  const Design design = calibrate(sample.design(), variables.view(), totals, options);
  const Column x = column(sample.x);
  const Estimates got = total(design, {&x, 1});
  EXPECT_NEAR(got.values[0], 400, 1e-9);
  EXPECT_NEAR(got.standard_errors[0], 0, 1e-9);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_GE(design.weights()[i], 10 * options.lower - 1e-9);
    EXPECT_LE(design.weights()[i], 10 * options.upper + 1e-9);
  }
}

constexpr double infinite = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(
    All, CalibrationWays,
    testing::Values(Way{"linear", CalibrationFunction::linear, -infinite, infinite},
                    Way{"linear_within", CalibrationFunction::linear, 0.6, 1.6},
                    Way{"raking", CalibrationFunction::raking, -infinite, infinite},
                    Way{"raking_within", CalibrationFunction::raking, 0.6, 1.5},
                    Way{"logit", CalibrationFunction::logit, 0.7, 1.6}),
    [](const auto& tested) { return std::string{tested.param.name}; });

TEST(Calibrate, RefusesTotalsThatNoWeightsWithinTheBoundsReach) {
  const Sample sample;
  const Matrix variables = sample.variables();
  CalibrateOptions options;
  options.lower = 0.9;
  options.upper = 1.1;
  options.labels = {"people", "rooms"};
  const std::vector<double> totals = {80, 700};
  try {
    static_cast<void>(calibrate(sample.design(), variables.view(), totals, options));
    FAIL();
  } catch (const EstimationError& error) {
    EXPECT_NE(std::string{error.what()}.find("\"rooms\""), std::string::npos) << error.what();
  }
}

TEST(Calibrate, TakesRedundantVariablesWhoseTotalsAgree) {
  const Sample sample;
  Matrix variables{8, 3};
  for (std::size_t i = 0; i < 8; ++i) {
    variables(i, 0) = 1;
    variables(i, 1) = sample.sex[i];
    variables(i, 2) = 1 - sample.sex[i];
  }
  const std::vector<double> totals = {80, 30, 50};
  const Design design = calibrate(sample.design(), variables.view(), totals);
  EXPECT_NEAR(design.weights()[0], 12.5, 1e-12);
  EXPECT_NEAR(design.weights()[1], 7.5, 1e-12);
  const std::vector<double> apart = {80, 30, 60};
  EXPECT_THROW(static_cast<void>(calibrate(sample.design(), variables.view(), apart)),
               EstimationError);
}

TEST(Calibrate, LeavesRowsOutsideTheDomainAsTheyAre) {
  const Sample sample;
  const std::vector<std::uint8_t> inside = {1, 1, 1, 1, 1, 1, 0, 0};
  const Matrix variables = sample.variables();
  const std::vector<double> totals = {66, 300};
  const Design design = calibrate(sample.design().subset(inside), variables.view(), totals);
  EXPECT_EQ(design.weights()[6], 10);
  const Column x = column(sample.x);
  EXPECT_NEAR(total(design, {&x, 1}).values[0], 300, 1e-10);
}

std::vector<Margin> margins(const Sample& sample, bool both) {
  std::vector<Margin> out(both ? 2 : 1);
  out[0].cells = sample.sex;
  out[0].population = {45, 35};
  out[0].name = "sex";
  if (both) {
    out[1].cells = sample.age;
    out[1].population = {38, 42};
    out[1].name = "age";
  }
  return out;
}

// Post-stratified mean under simple random sampling: variance of residuals from cell means.
// Särndal, Swensson, Wretman 1992, 7.6.
TEST(Rake, WithOneMarginIsPostStratification) {
  const Sample sample;
  const Design design = rake(sample.design(), margins(sample, false));
  const Column y = column(sample.y);
  const double men = (12 + 17 + 30 + 14) / 4.0;
  const double women = (9 + 21 + 8 + 19) / 4.0;
  const Estimates got = mean(design, {&y, 1});
  EXPECT_NEAR(got.values[0], (45 * men + 35 * women) / 80, 1e-13);
  double sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const double weight = sample.sex[i] == 0 ? 45 / 4.0 : 35 / 4.0;
    const double z = weight * (sample.y[i] - (sample.sex[i] == 0 ? men : women)) / 80;
    sum += z * z;
  }
  EXPECT_NEAR(got.standard_errors[0], std::sqrt(sum * 8 / 7), 1e-13);
}

TEST(Rake, MeetsEveryMarginAndLeavesItNoError) {
  const Sample sample;
  const Design design = rake(sample.design(), margins(sample, true));
  for (const auto& [cells, people] : {std::pair{sample.sex, 35.0}, std::pair{sample.age, 42.0}}) {
    const Column variable{std::span<const std::int32_t>{cells}};
    const Estimates got = total(design, {&variable, 1});
    EXPECT_NEAR(got.values[0], people, 1e-9);
    EXPECT_NEAR(got.standard_errors[0], 0, 1e-7);
  }
}

TEST(Rake, RefusesACellWithPeopleAndNoSample) {
  const Sample sample;
  std::vector<Margin> given = margins(sample, false);
  given[0].population = {40, 35, 5};
  EXPECT_THROW(static_cast<void>(rake(sample.design(), given)), EstimationError);
  given = margins(sample, true);
  given[1].population = {38, 50};
  EXPECT_THROW(static_cast<void>(rake(sample.design(), given)), InvalidArgument);
}

TEST(Rake, CalibratesEveryReplicateOnItsOwn) {
  const Sample sample;
  ToReplicatesOptions options;
  options.method = ReplicateMethod::jk1;
  const ReplicateDesign made = to_replicates(sample.design(), options);
  const ReplicateDesign design = rake(made, margins(sample, true));
  const Column age{std::span<const std::int32_t>{sample.age}};
  const Estimates got = total(design, {&age, 1});
  EXPECT_NEAR(got.values[0], 42, 1e-9);
  EXPECT_NEAR(got.standard_errors[0], 0, 1e-8);
  EXPECT_THROW(static_cast<void>(to_replicates(rake(sample.design(), margins(sample, true)), {})),
               InvalidArgument);
}

TEST(Trim, KeepsTheTotal) {
  Sample sample;
  sample.weights = {1, 2, 3, 4, 5, 6, 7, 52};
  const Design design = trim(sample.design(), 2, 20);
  double sum = 0;
  for (const double weight : design.weights()) {
    EXPECT_GE(weight, 2);
    EXPECT_LE(weight, 20 + 1e-12);
    sum += weight;
  }
  EXPECT_NEAR(sum, 80, 1e-10);
  EXPECT_THROW(static_cast<void>(trim(sample.design(), 2, 8)), EstimationError);
}

}  // namespace
}  // namespace actionplan::survey::calibration_test

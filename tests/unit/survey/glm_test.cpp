// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/glm.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::glm_test {
namespace {

Column column(const std::vector<double>& values) { return Column{std::span{values}}; }

// Rows of a fourfold table: outcome by exposure, with weights.
struct Fourfold {
  std::vector<double> weights = {2, 1, 3, 2, 4, 1, 2, 5, 3, 2};
  std::vector<double> y = {1, 0, 1, 1, 0, 0, 1, 0, 0, 1};
  std::vector<double> exposed = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};

  [[nodiscard]] Design design() const {
    DesignOptions out;
    out.weights = weights;
    return Design{out};
  }

  [[nodiscard]] Matrix model() const {
    Matrix out{10, 2};
    for (std::size_t i = 0; i < 10; ++i) {
      out(i, 0) = 1;
      out(i, 1) = exposed[i];
    }
    return out;
  }

  // Weighted share of y among the exposed or the others.
  [[nodiscard]] double share(double group) const {
    double above = 0;
    double below = 0;
    for (std::size_t i = 0; i < 10; ++i) {
      if (exposed[i] != group) continue;
      above += weights[i] * y[i];
      below += weights[i];
    }
    return above / below;
  }
};

double logit(double p) { return std::log(p / (1 - p)); }

struct Link {
  const char* name;
  Family family;
  double (*of)(double);
};

class SaturatedModels : public testing::TestWithParam<Link> {};

// With a coefficient per group the fit is the groups' means, and its error follows from theirs by
// the delta method.
TEST_P(SaturatedModels, AreTheMeansOfTheGroups) {
  const Fourfold sample;
  const Matrix model = sample.model();
  GlmOptions options;
  options.family = GetParam().family;
  const Glm fit = glm(sample.design(), column(sample.y), model.view(), options);
  const double low = sample.share(0);
  const double high = sample.share(1);
  EXPECT_NEAR(fit.coefficients.values[0], GetParam().of(low), 1e-12);
  EXPECT_NEAR(fit.coefficients.values[1], GetParam().of(high) - GetParam().of(low), 1e-12);
  EXPECT_EQ(fit.coefficients.df[0], 10 - 1 + 1 - 2);
  std::vector<std::int32_t> group;
  for (const double e : sample.exposed) group.push_back(e != 0 ? 1 : 0);
  EstimateOptions by;
  by.by = {group, 2};
  const Column y = column(sample.y);
  const Estimates means = mean(sample.design(), {&y, 1}, by);
  const auto slope = [](double p) {
    return (GetParam().of(p + 1e-6) - GetParam().of(p - 1e-6)) / 2e-6;
  };
  const double a = slope(high) * means.standard_errors[1];
  const double b = slope(low) * means.standard_errors[0];
  const double across = -2 * slope(high) * slope(low) * means.covariance(0, 1);
  EXPECT_NEAR(fit.coefficients.standard_errors[1], std::sqrt(a * a + b * b + across), 1e-8);
}

INSTANTIATE_TEST_SUITE_P(
    All, SaturatedModels,
    testing::Values(Link{"gaussian", Family::gaussian, [](double p) { return p; }},
                    Link{"binomial", Family::binomial, [](double p) { return logit(p); }},
                    Link{"poisson", Family::poisson, [](double p) { return std::log(p); }}),
    [](const auto& tested) { return std::string{tested.param.name}; });

TEST(Glm, RefusesColumnsThatSeparateTheOutcomes) {
  Fourfold sample;
  sample.y = {1, 1, 1, 1, 1, 0, 0, 1, 0, 1};
  const Matrix model = sample.model();
  GlmOptions options;
  options.family = Family::binomial;
  try {
    static_cast<void>(glm(sample.design(), column(sample.y), model.view(), options));
    FAIL();
  } catch (const EstimationError& error) {
    EXPECT_NE(std::string{error.what()}.find("separate"), std::string::npos) << error.what();
  }
}

TEST(Glm, RefusesColumnsThatDependOnEachOther) {
  const Fourfold sample;
  Matrix model{10, 3};
  for (std::size_t i = 0; i < 10; ++i) {
    model(i, 0) = 1;
    model(i, 1) = sample.exposed[i];
    model(i, 2) = 1 - sample.exposed[i];
  }
  EXPECT_THROW(static_cast<void>(glm(sample.design(), column(sample.y), model.view())),
               EstimationError);
}

TEST(Glm, RefusesOutcomesOutOfTheFamilysRange) {
  Fourfold sample;
  sample.y[3] = 2;
  const Matrix model = sample.model();
  GlmOptions options;
  options.family = Family::binomial;
  EXPECT_THROW(static_cast<void>(glm(sample.design(), column(sample.y), model.view(), options)),
               InvalidArgument);
}

TEST(Glm, KeepsItsDigitsAwayFromZero) {
  Fourfold sample;
  for (double& y : sample.y) y += 1e9;
  const Matrix model = sample.model();
  const Glm fit = glm(sample.design(), column(sample.y), model.view());
  EXPECT_NEAR(fit.coefficients.values[1], sample.share(1) - sample.share(0), 1e-5);
}

TEST(Glm, RefitsUnderEveryReplicate) {
  const Fourfold sample;
  const Matrix model = sample.model();
  GlmOptions options;
  options.family = Family::poisson;
  ToReplicatesOptions jackknife;
  jackknife.method = ReplicateMethod::jk1;
  const ReplicateDesign design = to_replicates(sample.design(), jackknife);
  const Glm fit = glm(design, column(sample.y), model.view(), options);
  // The same by hand: leave out a row, take the difference of the logs of two means.
  std::vector<double> left_out;
  for (std::size_t out = 0; out < 10; ++out) {
    Fourfold rest = sample;
    rest.weights[out] = 0;
    left_out.push_back(std::log(rest.share(1)) - std::log(rest.share(0)));
  }
  double mean = 0;
  for (const double value : left_out) mean += value / 10;
  double sum = 0;
  for (const double value : left_out) sum += (value - mean) * (value - mean);
  EXPECT_NEAR(fit.coefficients.standard_errors[1], std::sqrt(0.9 * sum), 1e-9);
  EXPECT_EQ(fit.coefficients.df[1], 10 - 1 + 1 - 2);
}

}  // namespace
}  // namespace actionplan::survey::glm_test

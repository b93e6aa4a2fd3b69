// SPDX-License-Identifier: Apache-2.0
// Families and links against coefficients that others have published.
#include <actionplan/core/error.hpp>
#include <actionplan/survey/glm.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::link_test {
namespace {

Glm fit(const std::vector<double>& weights, const std::vector<double>& x,
        const std::vector<double>& y, Family family, survey::Link link) {
  DesignOptions design;
  design.weights = weights;
  Matrix model{x.size(), 2};
  for (std::size_t i = 0; i < x.size(); ++i) {
    model(i, 0) = 1;
    model(i, 1) = x[i];
  }
  GlmOptions options;
  options.family = family;
  options.link = link;
  options.max_iterations = 200;
  return glm(Design{design}, Column{std::span{y}}, model.view(), options);
}

struct Beetles {
  const char* name;
  survey::Link link;
  double intercept;
  double slope;
};

class BeetleMortality : public testing::TestWithParam<Beetles> {};

// Bliss 1935: beetles killed by carbon disulphide. Coefficients as in Dobson 2002, An Introduction to
// Generalized Linear Models, 7.3.1, table 7.3: logit -60.717 and 34.270, probit -34.935 and 19.728,
// extreme value -39.572 and 22.041.
TEST_P(BeetleMortality, HasThePublishedCoefficients) {
  const std::vector<double> dose = {1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839};
  const std::vector<double> beetles = {59, 60, 62, 56, 63, 59, 62, 60};
  const std::vector<double> killed = {6, 13, 18, 28, 52, 53, 61, 60};
  std::vector<double> share;
  for (std::size_t i = 0; i < killed.size(); ++i) share.push_back(killed[i] / beetles[i]);
  const Glm got = fit(beetles, dose, share, Family::binomial, GetParam().link);
  EXPECT_NEAR(got.coefficients.values[0], GetParam().intercept, 1.5e-3);
  EXPECT_NEAR(got.coefficients.values[1], GetParam().slope, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(All, BeetleMortality,
                         testing::Values(Beetles{"logit", survey::Link::logit, -60.717, 34.270},
                                         Beetles{"probit", survey::Link::probit, -34.935, 19.728},
                                         Beetles{"cloglog", survey::Link::cloglog, -39.572,
                                                 22.041}),
                         [](const auto& tested) { return std::string{tested.param.name}; });

// McCullagh and Nelder 1989, 8.4.2: clotting times of plasma under two lots of thromboplastin, the
// inverse link over the logarithm of the concentration: -0.01655 + 0.01534 log u and -0.02391 +
// 0.02360 log u.
TEST(Gamma, ClottingTimesHaveThePublishedCoefficients) {
  const std::vector<double> u = {5, 10, 15, 20, 30, 40, 60, 80, 100};
  const std::vector<double> first = {118, 58, 42, 35, 27, 25, 21, 19, 18};
  const std::vector<double> second = {69, 35, 26, 21, 18, 16, 13, 12, 12};
  std::vector<double> x;
  for (const double value : u) x.push_back(std::log(value));
  const std::vector<double> weights(9, 2.0);
  const Glm one = fit(weights, x, first, Family::gamma, survey::Link::canonical);
  EXPECT_NEAR(one.coefficients.values[0], -0.01655, 5e-6);
  EXPECT_NEAR(one.coefficients.values[1], 0.01534, 5e-6);
  const Glm two = fit(weights, x, second, Family::gamma, survey::Link::canonical);
  EXPECT_NEAR(two.coefficients.values[0], -0.02391, 5e-6);
  EXPECT_NEAR(two.coefficients.values[1], 0.02360, 5e-6);
}

TEST(Gamma, RefusesAnAmountOfZero) {
  EXPECT_THROW(
      static_cast<void>(fit({1, 1, 1}, {1, 2, 3}, {1, 0, 2}, Family::gamma, survey::Link::log)),
      InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::link_test

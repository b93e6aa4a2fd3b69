// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/pps.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace actionplan::survey::pps_test {
namespace {

struct Sample {
  std::vector<double> p = {0.2, 0.5, 0.4, 0.25};
  std::vector<double> weights = {5, 2, 2.5, 4};
  std::vector<double> y = {3, 11, 7, 4};

  [[nodiscard]] Design design(std::size_t rows) const {
    DesignOptions out;
    out.weights = std::span{weights}.first(rows);
    return Design{out};
  }

  [[nodiscard]] double variance(std::size_t rows, const PpsOptions& options) const {
    const Column variable{std::span<const double>{y}.first(rows)};
    const Design drawn = pps(design(rows), std::span{p}.first(rows), options);
    const double error = total(drawn, {&variable, 1}).standard_errors[0];
    return error * error;
  }

  [[nodiscard]] double z(std::size_t i) const { return y[i] / p[i]; }
};

// A sample of two: Yates and Grundy 1953; Cochran 1977, Sampling Techniques, (9A.44).
TEST(Pps, GivesYatesAndGrundysVarianceOfTwoUnits) {
  const Sample sample;
  Matrix joint{2, 2};
  joint(0, 0) = 0.2;
  joint(1, 1) = 0.5;
  joint(0, 1) = joint(1, 0) = 0.07;
  PpsOptions options;
  options.joint = PpsJoint::given;
  options.variance = PpsVariance::yates_grundy;
  options.joint_probabilities = joint.view();
  const double off = sample.z(0) - sample.z(1);
  EXPECT_NEAR(sample.variance(2, options), (0.2 * 0.5 - 0.07) / 0.07 * off * off, 1e-10);
}

// The sums without a matrix are those with one.
TEST(Pps, ApproximatesJointProbabilitiesAsTheFormulasSay) {
  const Sample sample;
  for (const PpsJoint kind : {PpsJoint::overton, PpsJoint::hartley_rao}) {
    for (const PpsVariance form : {PpsVariance::horvitz_thompson, PpsVariance::yates_grundy}) {
      const double n = 4;
      const double s = (0.2 + 0.5 + 0.4 + 0.25) / 4;
      double want = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
          const double pair = kind == PpsJoint::overton
                                  ? 1 - (n - (sample.p[i] + sample.p[j]) / 2) / (n - 1)
                                  : 1 - (n - sample.p[i] - sample.p[j] + s) / (n - 1);
          const double d = i == j ? 1 - sample.p[i] : pair;
          const double off = sample.z(i) - sample.z(j);
          want += form == PpsVariance::yates_grundy ? -d * off * off / 2
                                                    : d * sample.z(i) * sample.z(j);
        }
      }
      PpsOptions options;
      options.joint = kind;
      options.variance = form;
      if (want < 0) continue;  // Horvitz and Thompson's form may be
      EXPECT_NEAR(sample.variance(4, options), want, 1e-9 * want);
    }
  }
}

TEST(Pps, WithEqualProbabilitiesIsSimpleSampling) {
  Sample sample;
  sample.p = {0.25, 0.25, 0.25, 0.25};
  sample.weights = {4, 4, 4, 4};
  const std::vector<double> sizes(4, 16.0);
  DesignOptions simple;
  simple.weights = sample.weights;
  simple.fpc = {sizes};
  const Column variable{std::span<const double>{sample.y}};
  const double want = total(Design{simple}, {&variable, 1}).standard_errors[0];
  EXPECT_NEAR(sample.variance(4, {}), want * want, 1e-9);
}

TEST(Pps, RefusesProbabilitiesThatAreNone) {
  Sample sample;
  sample.p[1] = 1.5;
  EXPECT_THROW(static_cast<void>(sample.variance(4, {})), InvalidArgument);
  sample.p[1] = 0.5;
  PpsOptions options;
  options.joint = PpsJoint::given;
  EXPECT_THROW(static_cast<void>(sample.variance(4, options)), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::pps_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/sample_size.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace actionplan::sample_size_test {
namespace {

struct Case {
  const char* name;
  SampleSizeQuestion asked;
  std::int64_t want;
};

class SampleSize : public testing::TestWithParam<Case> {};

TEST_P(SampleSize, IsAsByHand) { EXPECT_EQ(sample_size(GetParam().asked), GetParam().want); }

// With z(0.95) = 1.644854, z(0.8) = 0.841621, z(0.9) = 1.281552, z(0.975) = 1.959964:
// ((1.644854 * 0.5 + 0.841621 * 0.489898) / 0.1)^2 = 152.5, and so on.
INSTANTIATE_TEST_SUITE_P(ByHand, SampleSize,
                         testing::Values(Case{"share", {0.5, 0.6, 0.8, 0.05, 1, {}}, 153},
                                         Case{"below", {0.5, 0.4, 0.8, 0.05, 1, {}}, 153},
                                         Case{"clustered", {0.5, 0.6, 0.8, 0.05, 2, {}}, 305},
                                         Case{"more_power", {0.5, 0.6, 0.9, 0.025, 1, {}}, 259},
                                         Case{"mean", {100, 105, 0.8, 0.05, 1, 20}, 99}),
                         [](const auto& row) { return row.param.name; });

TEST(SampleSizeRefuses, WhatCannotBePlanned) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const SampleSizeQuestion& asked :
       {SampleSizeQuestion{0.5, 0.5, 0.8, 0.05, 1, {}},
        SampleSizeQuestion{1, 0.5, 0.8, 0.05, 1, {}}, SampleSizeQuestion{0.5, 0, 0.8, 0.05, 1, {}},
        SampleSizeQuestion{0.5, 0.6, 1, 0.05, 1, {}},
        SampleSizeQuestion{0.5, 0.6, 0.01, 0.05, 1, {}},
        SampleSizeQuestion{0.5, 0.6, 0.8, 0.5, 1, {}},
        SampleSizeQuestion{0.5, 0.6, 0.8, 0.05, 0, {}}, SampleSizeQuestion{1, 2, 0.8, 0.05, 1, 0},
        SampleSizeQuestion{nan, 2, 0.8, 0.05, 1, 1},
        SampleSizeQuestion{0.5, 0.5 + 1e-12, 0.8, 0.05, 1, {}}}) {
    EXPECT_THROW((void)sample_size(asked), InvalidArgument);
  }
}

}  // namespace
}  // namespace actionplan::sample_size_test

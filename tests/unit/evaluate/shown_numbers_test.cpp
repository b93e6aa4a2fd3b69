// SPDX-License-Identifier: Apache-2.0
// How many digits numbers are shown with.
#include "evaluate/decimals_to_show.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/shown_numbers.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::shown_numbers_test {
namespace {

struct Case {
  const char* name;
  double value;
  std::vector<double> reported;
  double target;
  double expected;
  double error;
  bool is_falling;
  std::string want;  // value, target, expected
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class ShownDigits : public testing::TestWithParam<Case> {};

TEST_P(ShownDigits, KeepValuesOnTheirSide) {
  const Case& tested = GetParam();
  IndicatorExplanation explained;
  explained.verdict.value = tested.value;
  explained.verdict.target = tested.target;
  explained.verdict.expected = tested.expected;
  explained.is_falling = tested.is_falling;
  if (tested.error > 0) {
    explained.estimate.emplace();
    explained.estimate->standard_error = tested.error;
  }
  const int decimals = detail::decimals_to_show(explained, tested.reported);
  EXPECT_EQ(shown_number(tested.value, decimals) + " " +
                shown_bound(tested.target, decimals, tested.is_falling) + " " +
                shown_bound(tested.expected, decimals, tested.is_falling),
            tested.want);
}

INSTANTIATE_TEST_SUITE_P(
    Explained, ShownDigits,
    testing::Values(
        Case{"whole", 300, {300}, 600, 527.3973, 0, false, "300 600 528"},
        Case{"whole_and_short", 527, {527}, 600, 527.3973, 0, false, "527 600 528"},
        Case{"whole_and_there", 528, {528}, 600, 527.3973, 0, false, "528 600 528"},
        Case{"falling", 528, {528}, 100, 527.3973, 0, true, "528 100 527"},
        Case{
            "short_of_the_target", 526.99996, {526.99996}, 527, 100, 0, false, "526.99996 527 100"},
        Case{"over_the_target", 527.00004, {527.00004}, 527, 100, 0, false, "527 527 100"},
        Case{"over_a_falling_target",
             527.00004,
             {527.00004},
             527,
             600,
             0,
             true,
             "527.00004 527 600"},
        Case{"mean", 11.0 / 3, {3, 4, 4}, 10, 2, 0, false, "3.67 10 2"},
        Case{"sum_of_tenths", 0.1 + 0.2, {0.1, 0.2}, 0.5, 0.1, 0, false, "0.3 0.5 0.1"},
        Case{"survey", 61.46553, {61.46553}, 70, 60, 2.43, false, "61.5 70 60"},
        Case{"survey_near", 69.96, {69.96}, 70, 60, 2.43, false, "69.96 70 60"},
        Case{"target_with_digits", 12, {12}, 12.25, 1, 0, false, "12 12.25 1"},
        Case{"tiny",
             0.0000123,
             {0.0000123},
             0.00002,
             0.00001,
             0,
             false,
             "0.0000123 0.00002 0.00001"}),
    [](const auto& tested) { return std::string{tested.param.name}; });

TEST(ShownReported, IsWholeOnlyWhereItIs) {
  EXPECT_EQ(shown_reported(59.99996), "59.99996");
  EXPECT_EQ(shown_reported(60), "60");
  EXPECT_EQ(shown_reported(100.0 / 3), "33.3333");
  EXPECT_EQ(shown_reported(12345.678), "12345.68");
  EXPECT_EQ(shown_reported(0.000123456), "0.0001235");
  EXPECT_EQ(shown_reported(-0.0), "0");
  EXPECT_EQ(shown_reported(1e21), "1e+21");
  EXPECT_EQ(shown_reported(1.23456e-9), "1.235e-09");
  EXPECT_EQ(shown_number(1e-20, 15), "1e-20");
}

TEST(ShownBeside, LiesOnItsSide) {
  EXPECT_EQ(shown_beside(0.267466, 0.05), "0.267");
  EXPECT_EQ(shown_beside(0.0500001, 0.05), "0.0500001");
  EXPECT_EQ(shown_beside(0.99994, 1), "0.9999");
  EXPECT_EQ(shown_beside(1.0666667, 1), "1.07");
  EXPECT_EQ(shown_digits(1234.6, 2), "1235");
}

TEST(ShownBound, AsksForNoLessThanTheBound) {
  EXPECT_EQ(shown_bound(527.3973, 0, false), "528");
  EXPECT_EQ(shown_bound(527.3973, 0, true), "527");
  EXPECT_EQ(shown_bound(527.6, 0, true), "527");
  EXPECT_EQ(shown_bound(0.1 + 0.2, 1), "0.3");
}

TEST(ShownNumbers, RefuseDigitsThatThereCannotBe) {
  for (const int decimals : {-1, 16}) {
    EXPECT_THROW(static_cast<void>(shown_number(1, decimals)), InvalidArgument) << decimals;
    EXPECT_THROW(static_cast<void>(shown_bound(1, decimals)), InvalidArgument) << decimals;
  }
  EXPECT_THROW(static_cast<void>(shown_digits(1, 0)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(shown_digits(1, 16)), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::shown_numbers_test

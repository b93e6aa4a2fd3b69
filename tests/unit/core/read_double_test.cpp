// SPDX-License-Identifier: Apache-2.0
#include "core/internal/read_double.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace actionplan::detail::read_double_test {
namespace {

struct Case {
  const char* name;
  std::string text;
  std::size_t size;  // 0: no number
  double value;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class ReadDoubleTest : public testing::TestWithParam<Case> {};

// The same whichever library reads it.
TEST_P(ReadDoubleTest, reads_as_the_standard_says) {
  const auto [value, size] = read_double(GetParam().text);
  EXPECT_EQ(size, GetParam().size);
  if (size == 0) return;
  EXPECT_EQ(std::isnan(value), std::isnan(GetParam().value));
  EXPECT_EQ(std::signbit(value), std::signbit(GetParam().value));
  if (!std::isnan(value)) {
    EXPECT_EQ(value, GetParam().value);
  }
}

constexpr double infinity = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(
    , ReadDoubleTest,
    testing::Values(
        Case{"whole", "42", 2, 42}, Case{"point", "0.5", 3, 0.5}, Case{"point_first", ".5", 2, 0.5},
        Case{"point_last", "1.", 2, 1}, Case{"minus", "-0.25", 5, -0.25},
        Case{"minus_zero", "-0", 2, -0.0}, Case{"exponent", "1.5e-3", 6, 0.0015},
        Case{"large_exponent", "2E+2", 4, 200}, Case{"cut_exponent", "1e", 1, 1},
        Case{"cut_exponent_sign", "1e+", 1, 1}, Case{"comma_ends_it", "1,5", 1, 1},
        Case{"letters_end_it", "12abc", 2, 12}, Case{"no_hexadecimal", "0x10", 1, 0},
        Case{"plus", "+1", 0, 0}, Case{"space", " 1", 0, 0}, Case{"only_minus", "-", 0, 0},
        Case{"empty", "", 0, 0}, Case{"letters", "abc", 0, 0}, Case{"infinity", "inf", 3, infinity},
        Case{"minus_infinity", "-infinity", 9, -infinity},
        Case{"not_a_number", "nan", 3, std::nan("")}, Case{"too_large", "1e400", 0, 0},
        Case{"too_large_below", "-1e400", 0, 0}, Case{"too_small", "1e-400", 0, 0},
        Case{"zero_of_an_exponent", "0e999", 5, 0},
        Case{"largest", "1.7976931348623157e308", 22, std::numeric_limits<double>::max()},
        Case{"just_too_large", "1.7976931348623159e308", 0, 0},
        Case{"smallest", "5e-324", 6, std::numeric_limits<double>::denorm_min()},
        Case{"halfway", "9007199254740993", 16, 9007199254740992.0}),
    [](const auto& c) { return c.param.name; });

// 17 digits tell every double.
TEST(ReadDouble, reads_back_what_was_printed) {
  std::mt19937_64 random{20160427};
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = random();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    char text[40];
    const int size = std::snprintf(text, sizeof text, "%.17g", value);
    EXPECT_EQ(double_in({text, static_cast<std::size_t>(size)}), value) << text;
  }
}

TEST(ReadDouble, takes_the_whole_text_or_nothing) {
  EXPECT_EQ(double_in("12.5"), 12.5);
  EXPECT_EQ(double_in("12.5 "), std::nullopt);
  EXPECT_EQ(double_in(""), std::nullopt);
}

}  // namespace
}  // namespace actionplan::detail::read_double_test

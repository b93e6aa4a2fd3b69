// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include "read/format/xlsx/number_format.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan::detail::number_format_test {
namespace {

struct Case {
  const char* code;
  double value;
  const char* want;
};

class NumberFormats : public testing::TestWithParam<Case> {};

TEST_P(NumberFormats, ShowWhatAPersonSees) {
  const ShownNumber shown = NumberFormat{GetParam().code}.show(GetParam().value, false);
  EXPECT_EQ(text::trim(shown.text), GetParam().want) << GetParam().code;
}

// Shown by Excel and LibreOffice in English; days as in the decision on workbooks.
INSTANTIATE_TEST_SUITE_P(
    Xlsx, NumberFormats,
    testing::Values(
        Case{"0.00", 1.1, "1.10"}, Case{"0%", 0.796, "80%"}, Case{"0\\ \"%\"", 80, "80 %"},
        Case{"#,##0", 1234567.5, "1,234,568"},
        Case{"#,##0.00;[Red](#,##0.00)", -1234.5, "(1,234.50)"}, Case{"0.0", -0.01, "0.0"},
        Case{"0.00", 1.005, "1.01"}, Case{"0.0,\" thousand\"", 12345, "12.3 thousand"},
        Case{"[$€-407] 0.00", 2.5, "€ 2.50"}, Case{"000", 7, "007"},
        Case{"0#\\ ##\\ ##\\ ##\\ ##", 123456789, "01 23 45 67 89"}, Case{"0.0#", 1.5, "1.5"},
        Case{"# \?/\?", 2.5, "2 1/2"}, Case{"0.00E+00", 12345, "1.23E+04"},
        Case{"[<1]0.00;0", 0.25, "0.25"}, Case{"[<1]0.00;0", 25, "25"},
        Case{"General", 47727, "47727"}, Case{"General", 0.1 + 0.2, "0.3"},
        Case{"General", 1234567890123, "1.23457E+12"}, Case{"General\" days\"", 3, "3 days"},
        Case{"dd/mm/yyyy", 47727, "01/09/2030"}, Case{"yyyy\\-mm\\-dd", 1, "1900-01-01"},
        Case{"d.m.yy", 45351, "29.2.24"}, Case{"mmmm yyyy", 45351, "2024-02"},
        Case{"[$-409]d mmm yyyy;@", 45351, "29 Feb 2024"},
        Case{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45351, "2024-02-29"},
        Case{"dd/mm/yyyy hh:mm", 45351.75, "29/02/2024 18:00"}, Case{"h:mm AM/PM", 0.75, "6:00 PM"},
        Case{"[h]:mm", 1.5, "36:00"}, Case{"yyyy-mm-dd", 60, "1900-02-29"},
        Case{"yyyy-mm-dd", 99999999, "99999999"}, Case{"0;0;;@\"x\"", 5, "5"},
        Case{"@", 1.5, "1.5"}));

TEST(NumberFormat, OfWorkbooksThatCountFrom1904) {
  EXPECT_EQ(NumberFormat{"yyyy-mm-dd"}.show(0, true).text, "1904-01-01");
}

TEST(NumberFormat, SaysWhatItDoes) {
  EXPECT_TRUE(NumberFormat{"0%"}.show(0.5, false).is_percent);
  EXPECT_TRUE(NumberFormat{"d/m/yy"}.show(5, false).is_date);
  EXPECT_TRUE(NumberFormat{"d/m/yy"}.show(-5, false).is_unread);
  EXPECT_TRUE(NumberFormat{";;;"}.show(5, false).is_hidden);
  EXPECT_TRUE(NumberFormat{";;;"}.hides_text());
  EXPECT_FALSE(NumberFormat{}.hides_text());
}

TEST(NumberFormat, EveryCodeOfAFewCharactersIsRead) {
  const std::string letters = "0#?.,%E+-ymdhs[]\"\\_*;@/ a<=1G";
  for (const char a : letters) {
    for (const char b : letters) {
      for (const char c : letters) {
        const NumberFormat format{std::string{a, b, c}};
        for (const double value : {0.0, -1.5, 45351.75, 1e300, -1e-300}) {
          EXPECT_LT(format.show(value, false).text.size(), 2000U);
        }
      }
    }
  }
}

}  // namespace
}  // namespace actionplan::detail::number_format_test

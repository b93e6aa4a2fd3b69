// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/period.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace actionplan::period_test {
namespace {

struct Named {
  const char* name;
  const char* text;
  const char* first;
  const char* last;
  const char* edtf;
};

class PeriodName : public testing::TestWithParam<Named> {};

TEST_P(PeriodName, ReadsAsItsDaysAndIsWrittenAgain) {
  const Period period = Period::parse(GetParam().text);
  EXPECT_EQ(period.first().iso(), GetParam().first);
  EXPECT_EQ(period.last().iso(), GetParam().last);
  EXPECT_EQ(period.text(), GetParam().text);
  EXPECT_EQ(period.edtf(), GetParam().edtf);
}

INSTANTIATE_TEST_SUITE_P(
    Period, PeriodName,
    testing::Values(Named{"year", "2016", "2016-01-01", "2016-12-31", "2016"},
                    Named{"years", "2016-2018", "2016-01-01", "2018-12-31", "2016/2018"},
                    Named{"first_half", "2016H1", "2016-01-01", "2016-06-30", "2016-40"},
                    Named{"second_half", "2016H2", "2016-07-01", "2016-12-31", "2016-41"},
                    Named{"first_quarter", "2016Q1", "2016-01-01", "2016-03-31", "2016-33"},
                    Named{"last_quarter", "2016Q4", "2016-10-01", "2016-12-31", "2016-36"},
                    Named{"month", "2016-02", "2016-02-01", "2016-02-29", "2016-02"},
                    Named{"day", "2016-04-27", "2016-04-27", "2016-04-27", "2016-04-27"},
                    Named{"days", "2016-01-05/2016-02-03", "2016-01-05", "2016-02-03",
                          "2016-01-05/2016-02-03"},
                    Named{"two_months", "2016-01-01/2016-02-29", "2016-01-01", "2016-02-29",
                          "2016-01-01/2016-02-29"},
                    Named{"months_across_years", "2016-11-01/2017-01-31", "2016-11-01",
                          "2017-01-31", "2016-11-01/2017-01-31"},
                    Named{"widest", "1400-9999", "1400-01-01", "9999-12-31", "1400/9999"}),
    [](const auto& test) { return std::string{test.param.name}; });

struct Code {
  const char* text;
  const char* first;
  const char* last;
};

class PeriodCode : public testing::TestWithParam<Code> {};

TEST_P(PeriodCode, OfAStatisticalSystemIsRead) {
  const Period period = Period::parse(GetParam().text);
  EXPECT_EQ(period.first().iso(), GetParam().first);
  EXPECT_EQ(period.last().iso(), GetParam().last);
}

// DHIS2 Developer guide, "Period types"; SDMX 2.1 section 6, 4.2.6; weeks of ISO 8601.
INSTANTIATE_TEST_SUITE_P(
    Period, PeriodCode,
    testing::Values(
        Code{"201703", "2017-03-01", "2017-03-31"}, Code{"20170315", "2017-03-15", "2017-03-15"},
        Code{"2017W05", "2017-01-30", "2017-02-05"}, Code{"2017W5", "2017-01-30", "2017-02-05"},
        Code{"2015W53", "2015-12-28", "2016-01-03"}, Code{"2017BiW1", "2017-01-02", "2017-01-15"},
        Code{"201701B", "2017-01-01", "2017-02-28"}, Code{"2017S1", "2017-01-01", "2017-06-30"},
        Code{"2017AprilS2", "2017-10-01", "2018-03-31"},
        Code{"2017April", "2017-04-01", "2018-03-31"}, Code{"2017July", "2017-07-01", "2018-06-30"},
        Code{"2017Oct", "2017-10-01", "2018-09-30"}, Code{"2017-Q1", "2017-01-01", "2017-03-31"},
        Code{"2017-S2", "2017-07-01", "2017-12-31"}, Code{"2017-M03", "2017-03-01", "2017-03-31"},
        Code{"2017-W05", "2017-01-30", "2017-02-05"}, Code{"2017-D060", "2017-03-01", "2017-03-01"},
        Code{"2017-A1", "2017-01-01", "2017-12-31"}));

struct Bad {
  const char* name;
  const char* text;
};

class PeriodText : public testing::TestWithParam<Bad> {};

TEST_P(PeriodText, ThatNamesNoPeriodIsRefused) {
  EXPECT_THROW(static_cast<void>(Period::parse(GetParam().text)), ParseError);
}

INSTANTIATE_TEST_SUITE_P(
    Period, PeriodText,
    testing::Values(Bad{"empty", ""}, Bad{"years_reversed", "2018-2016"},
                    Bad{"one_year_twice", "2016-2016"}, Bad{"quarter_5", "2016Q5"},
                    Bad{"quarter_0", "2016Q0"}, Bad{"half_3", "2016H3"}, Bad{"month_13", "2016-13"},
                    Bad{"no_such_day", "2017-02-29"}, Bad{"year_1399", "1399"},
                    Bad{"year_99999", "99999"}, Bad{"small_letter", "2016q1"},
                    Bad{"space", "2016 "}, Bad{"days_reversed", "2016-02-03/2016-01-05"},
                    Bad{"two_slashes", "2016/2017/2018"}, Bad{"three_digits", "201"},
                    Bad{"week_54", "2017W54"}, Bad{"week_53_of_a_short_year", "2017W53"},
                    Bad{"month_13_of_dhis2", "201713"}, Bad{"letter_t", "2017-T2"},
                    Bad{"letter_t_4", "2017-T4"}, Bad{"letter_t_of_year_1256", "1256T1"},
                    Bad{"day_366_of_a_short_year", "2017-D366"}, Bad{"no_month", "2017Mai"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Period, NamesBothPartsOfTheYearThatALetterTMayMean) {
  const auto message = [](const char* text) -> std::string {
    try {
      static_cast<void>(Period::parse(text));
    } catch (const ParseError& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_NE(message("2024-T3").find("2024Q3 for the quarter, or 2024-09-01/2024-12-31"),
            std::string::npos);
  EXPECT_NE(message("2024T1").find("2024Q1 for the quarter, or 2024-01-01/2024-04-30"),
            std::string::npos);
  EXPECT_NE(message("2024-T4").find("write 2024Q4."), std::string::npos);
  EXPECT_NE(message("9999T4").find("write 9999Q4."), std::string::npos);
  EXPECT_NE(message("9999T3").find("9999Q3 for the quarter, or 9999-09-01/9999-12-31"),
            std::string::npos);
  EXPECT_NE(message("1399-T1").find("cannot be read"), std::string::npos);
}

TEST(Period, IsClosedAtBothEnds) {
  const Period year = Period::year(2016);
  EXPECT_TRUE(year.contains(Date::from_ymd(2016, 1, 1)));
  EXPECT_TRUE(year.contains(Date::from_ymd(2016, 12, 31)));
  EXPECT_FALSE(year.contains(Date::from_ymd(2017, 1, 1)));
  EXPECT_EQ(year.days(), 366);
  EXPECT_TRUE(year.contains(Period::quarter(2016, 4)));
  EXPECT_FALSE(Period::quarter(2016, 4).contains(year));
}

TEST(Period, OverlapsWhenOneDayIsShared) {
  const Period first{Date::from_ymd(2016, 1, 1), Date::from_ymd(2016, 3, 31)};
  EXPECT_TRUE(first.overlaps(Period::month(2016, 3)));
  EXPECT_FALSE(first.overlaps(Period::month(2016, 4)));
}

TEST(Period, ThatEndsBeforeItBeginsIsRefusedWithBothDays) {
  try {
    const Period period{Date::from_ymd(2018, 1, 1), Date::from_ymd(2016, 1, 1)};
    FAIL() << period.text();
  } catch (const InvalidArgument& error) {
    EXPECT_STREQ(error.what(),
                 "Period from 2018-01-01 to 2016-01-01 ends before it begins; swap the two days.");
  }
}

TEST(Period, PartsOfAYearOutOfRangeAreRefused) {
  EXPECT_THROW(static_cast<void>(Period::quarter(2016, 0)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Period::half(2016, 3)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Period::month(2016, 13)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Period::year(1399)), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::period_test

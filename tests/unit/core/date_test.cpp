// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/date.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/core/text.hpp>

#include <gtest/gtest.h>

#include <climits>
#include <string>

namespace actionplan::date_test {
namespace {

TEST(Date, IsDaysSince1970LikeArrowDate32) {
  EXPECT_EQ(Date{}.iso(), "1970-01-01");
  EXPECT_EQ(Date::from_ymd(1969, 12, 31).days(), -1);
  EXPECT_EQ(Date::from_ymd(2000, 3, 1).days(), 11017);
  EXPECT_EQ(Date::from_ymd(2016, 4, 27).days(), 16918);
}

TEST(Date, RangeEndsAreTheFirstAndLastDaysThatCanBeMade) {
  EXPECT_EQ(Date::earliest(), Date::from_ymd(1400, 1, 1));
  EXPECT_EQ(Date::latest(), Date::from_ymd(9999, 12, 31));
  EXPECT_EQ(Date::earliest().iso(), "1400-01-01");
  EXPECT_EQ(Date::latest().iso(), "9999-12-31");
  EXPECT_THROW(static_cast<void>(Date::earliest().plus_days(-1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::latest().plus_days(1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::from_days(INT_MIN)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::from_days(INT_MAX)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::latest().plus_days(INT_MAX)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::earliest().plus_days(INT_MIN)), InvalidArgument);
}

TEST(Date, EveryDayOfTheRangeComesBackFromItsPartsAndItsText) {
  for (Date day = Date::earliest();; day = day.plus_days(1)) {
    ASSERT_EQ(Date::from_ymd(day.year(), day.month(), day.day()), day);
    if (day.day() == 1 || day.day() > 27) {
      ASSERT_EQ(Date::parse(day.iso()), day);
    }
    if (day == Date::latest()) break;
  }
}

struct NoDay {
  const char* name;
  int year, month, day;
};

class DateThatDoesNotExist : public testing::TestWithParam<NoDay> {};

TEST_P(DateThatDoesNotExist, IsRefused) {
  EXPECT_THROW(static_cast<void>(Date::from_ymd(GetParam().year, GetParam().month, GetParam().day)),
               InvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(
    Date, DateThatDoesNotExist,
    testing::Values(NoDay{"month_0", 2016, 0, 1}, NoDay{"month_13", 2016, 13, 1},
                    NoDay{"day_0", 2016, 1, 0}, NoDay{"leap_day_of_2017", 2017, 2, 29},
                    NoDay{"leap_day_of_1900", 1900, 2, 29}, NoDay{"april_31", 2016, 4, 31},
                    NoDay{"year_1399", 1399, 12, 31}, NoDay{"year_10000", 10000, 1, 1},
                    // 67552 - 65536 = 2016: Boost 1.74 would take it for 2016.
                    NoDay{"year_67552", 67552, 1, 1}, NoDay{"negative_month", 2016, -1, 1},
                    NoDay{"year_int_max", INT_MAX, 1, 1}, NoDay{"day_int_min", 2016, 1, INT_MIN}),
    [](const auto& test) { return std::string{test.param.name}; });

struct Bad {
  const char* name;
  const char* text;
};

class DateText : public testing::TestWithParam<Bad> {};

TEST_P(DateText, ThatIsNoIsoDayIsRefusedWithTheTextAndTheForm) {
  try {
    static_cast<void>(Date::parse(GetParam().text));
    FAIL() << "was read";
  } catch (const ParseError& error) {
    EXPECT_NE(std::string{error.what()}.find("YYYY-MM-DD"), std::string::npos) << error.what();
    EXPECT_FALSE(error.place().is_known());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Date, DateText,
    testing::Values(Bad{"empty", ""}, Bad{"short_month", "2016-4-27"}, Bad{"slashes", "2016/04/27"},
                    Bad{"time", "2016-04-27T00:00"}, Bad{"spaces", " 2016-04-27"},
                    Bad{"sign", "+016-04-27"}, Bad{"letters", "20l6-04-27"},
                    Bad{"no_such_day", "2017-02-29"}, Bad{"year_only", "2016"},
                    Bad{"before_1400", "1399-12-31"}, Bad{"minus_month", "2016--4-27"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Date, LongTextIsCutInTheMessage) {
  try {
    static_cast<void>(Date::parse(std::string(100000, '9')));
    FAIL() << "was read";
  } catch (const ParseError& error) {
    EXPECT_LT(std::string{error.what()}.size(), 200U);
  }
}

TEST(Date, TextsOfOthersAreShownAsWellFormedText) {
  std::string letters = "Bak\u0131";  // 5 bytes: one of eight such stands on the 40th
  while (letters.size() < 80) letters += "\u0131";
  for (const std::string& text : {letters, std::string("2016\0-01", 8), std::string{"\xff\n"}}) {
    for (const bool is_date : {true, false}) {
      try {
        static_cast<void>(is_date ? Date::parse(text) : Period::parse(text).first());
        FAIL() << "was read";
      } catch (const ParseError& error) {
        const std::string_view said = error.what();
        EXPECT_EQ(text::find_invalid_utf8(said), std::string_view::npos) << said;
        EXPECT_EQ(said.back(), '.') << said;  // and no null before it
        EXPECT_EQ(said.find('\n'), std::string_view::npos);
      }
    }
  }
}

struct Step {
  const char* name;
  const char* from;
  int months;
  const char* to;
};

class MonthStep : public testing::TestWithParam<Step> {};

TEST_P(MonthStep, KeepsTheDayOrTakesTheLastOfAShorterMonth) {
  EXPECT_EQ(Date::parse(GetParam().from).plus_months(GetParam().months).iso(), GetParam().to);
}

INSTANTIATE_TEST_SUITE_P(
    Date, MonthStep,
    testing::Values(Step{"month_end_does_not_stick", "2017-02-28", 1, "2017-03-28"},
                    Step{"short_month", "2017-01-31", 1, "2017-02-28"},
                    Step{"leap_february", "2016-01-31", 1, "2016-02-29"},
                    Step{"two_from_the_anchor", "2017-01-31", 2, "2017-03-31"},
                    Step{"back", "2017-03-31", -1, "2017-02-28"},
                    Step{"over_the_year", "2016-12-15", 1, "2017-01-15"},
                    Step{"back_over_the_year", "2016-01-15", -1, "2015-12-15"},
                    Step{"zero", "2016-02-29", 0, "2016-02-29"},
                    Step{"leap_day_to_plain_year", "2016-02-29", 12, "2017-02-28"},
                    Step{"before_1970", "1969-11-30", 3, "1970-02-28"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Date, MonthStepsOutOfRangeAreRefused) {
  EXPECT_THROW(static_cast<void>(Date::latest().plus_months(1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::earliest().plus_months(-1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::latest().plus_months(INT_MAX)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(Date::earliest().plus_months(INT_MIN)), InvalidArgument);
}

TEST(Date, EndOfMonthIsItsLastDay) {
  EXPECT_EQ(Date::from_ymd(2016, 2, 1).end_of_month().iso(), "2016-02-29");
  EXPECT_EQ(Date::from_ymd(2016, 2, 29).end_of_month().iso(), "2016-02-29");
  EXPECT_EQ(Date::latest().end_of_month(), Date::latest());
}

TEST(Date, DifferencesAreDays) {
  EXPECT_EQ(Date::from_ymd(2017, 1, 1) - Date::from_ymd(2016, 1, 1), 366);
  EXPECT_LT(Date::from_ymd(2016, 12, 31), Date::from_ymd(2017, 1, 1));
}

}  // namespace
}  // namespace actionplan::date_test

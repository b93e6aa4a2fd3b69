// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/date_settings.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace actionplan::date_settings_test {
namespace {

DateEvent event(const char* name, const char* day) {
  DateEvent made;
  made.name = name;
  made.day = Date::parse(day);
  return made;
}

struct Case {
  const char* name;
  DateSettings settings;
  const char* says;  // empty: they hold together
};

DateSettings fiscal(int month) {
  DateSettings settings;
  settings.fiscal_month = month;
  return settings;
}

DateSettings events(std::vector<DateEvent> made) {
  DateSettings settings;
  settings.events = std::move(made);
  return settings;
}

DateSettings weekend(int days) {
  DateSettings settings;
  for (int i = 0; i < days; ++i) settings.weekend.push_back(static_cast<Weekday>(i));
  return settings;
}

class DateSettingsThat : public testing::TestWithParam<Case> {};

TEST_P(DateSettingsThat, HoldTogetherOrAreRefused) {
  const Case& c = GetParam();
  std::string said;
  try {
    check_dates(c.settings);
  } catch (const InvalidArgument& error) {
    said = error.what();
  }
  EXPECT_EQ(said.empty(), *c.says == '\0') << said;
  EXPECT_NE(said.find(c.says), std::string::npos) << said;
}

INSTANTIATE_TEST_SUITE_P(
    DateSettings, DateSettingsThat,
    testing::Values(Case{"say_nothing", {}, ""}, Case{"begin_the_year_in_july", fiscal(7), ""},
                    Case{"begin_the_year_in_month_0", fiscal(0), "month 0"},
                    Case{"begin_the_year_in_month_13", fiscal(13), "month 13"},
                    Case{"rest_six_days", weekend(6), ""},
                    Case{"rest_all_week", weekend(7), "seven days"},
                    Case{"name_two_events",
                         events({event("COP26", "2021-10-31"), event("COP27", "2022-11-06")}), ""},
                    Case{"name_an_event_twice",
                         events({event("COP26", "2021-10-31"), event("cop26", "2022-11-06")}),
                         "\"cop26\""},
                    Case{"name_no_event", events({event(" ", "2021-10-31")}), "2021-10-31"},
                    Case{"are_no_text", events({event("\xFF", "2021-10-31")}), "UTF-8"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(DateSettings, OfTwoSourcesTheFirstIsObeyedAndTheOtherFillsGaps) {
  DateSettings first = fiscal(7);
  first.events = {event("COP26", "2021-10-31")};
  first.source = "command line";
  DateSettings second = fiscal(4);
  second.hemisphere = Hemisphere::south;
  second.holidays.emplace();
  second.rolls_to_working_day = true;
  second.weekend = {Weekday::friday};
  second.events = {event("cop26", "2020-11-09"), event("election", "2022-05-21")};
  second.source = "profile";
  const DateSettings both = merge(first, second);
  EXPECT_EQ(both.fiscal_month, 7);
  EXPECT_EQ(both.hemisphere, Hemisphere::south);
  EXPECT_TRUE(both.holidays && both.holidays->empty());
  EXPECT_TRUE(both.rolls_to_working_day);
  EXPECT_EQ(both.weekend, std::vector{Weekday::friday});
  ASSERT_EQ(both.events.size(), 2U);
  EXPECT_EQ(both.events[0].day.iso(), "2021-10-31");
  EXPECT_EQ(both.events[1].name, "election");
  EXPECT_EQ(both.source, "command line");
  EXPECT_EQ(merge({}, second), second);
  EXPECT_EQ(merge(second, {}), second);
}

}  // namespace
}  // namespace actionplan::date_settings_test

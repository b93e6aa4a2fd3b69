// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/interop_boost.hpp>
#include <actionplan/core/interop_chrono.hpp>

#include <gtest/gtest.h>

namespace actionplan::interop_test {
namespace {

TEST(Interop, EveryDateIsTheSameDayInBoostAndChrono) {
  for (std::int32_t days = Date::earliest().days(); days <= Date::latest().days(); days += 37) {
    const Date date = Date::from_days(days);
    ASSERT_EQ(from_boost(to_boost(date)), date);
    ASSERT_EQ(from_sys_days(to_sys_days(date)), date);
    const std::chrono::year_month_day parts{to_sys_days(date)};
    ASSERT_EQ(static_cast<int>(parts.year()), date.year());
    ASSERT_EQ(static_cast<int>(static_cast<unsigned>(parts.month())), date.month());
    ASSERT_EQ(static_cast<int>(static_cast<unsigned>(parts.day())), date.day());
  }
}

TEST(Interop, RangeEndsComeThrough) {
  EXPECT_EQ(from_boost(to_boost(Date::latest())), Date::latest());
  EXPECT_EQ(from_boost(to_boost(Date::earliest())), Date::earliest());
}

TEST(Interop, WhatIsNoDayOrOutOfRangeIsRefused) {
  EXPECT_THROW(static_cast<void>(from_boost(boost::gregorian::date{})), InvalidArgument);
  EXPECT_THROW(static_cast<void>(from_boost(boost::gregorian::date{boost::gregorian::pos_infin})),
               InvalidArgument);
  const std::chrono::sys_days beyond = to_sys_days(Date::latest()) + std::chrono::days{1};
  EXPECT_THROW(static_cast<void>(from_sys_days(beyond)), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::interop_test

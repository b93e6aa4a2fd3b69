// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/assumption_list.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace actionplan::assumption_test {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

TEST(Assumptions, HaveIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  for (const AssumptionPattern& pattern : assumption_patterns()) ids.insert(pattern.id);
  EXPECT_EQ(ids.size(), assumption_patterns().size());
}

TEST(Assumptions, AreSaidAndToldApart) {
  const std::string said = assumption_text(assumed::window_end, {"2016-12-31"});
  EXPECT_EQ(said, "Due on the last day of the window: 2016-12-31.");
  const auto found = find_assumption(said);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->pattern.id, "window_end");
  EXPECT_EQ(found->values, (Values{{"day", "2016-12-31"}}));
}

TEST(Assumptions, KeepWhatIsQuoted) {
  const std::string quoted = "\"mid is taken as 2016-01-01. 2016\"";
  const auto found = find_assumption(
      assumption_text(assumed::taken_as_days, {quoted, "2016-06-01", "2016-07-01"}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->pattern.id, "taken_as_days");
  EXPECT_EQ(found->values,
            (Values{{"quoted", quoted}, {"first", "2016-06-01"}, {"last", "2016-07-01"}}));
}

TEST(Assumptions, OfASourceAreNoneWithoutOne) {
  const auto with = find_assumption("Corrected by a profile, set by law: decree 5: annex. 2.");
  ASSERT_TRUE(with);
  EXPECT_EQ(with->values, (Values{{"set_by", "law"}, {"source", "decree 5: annex. 2"}}));
  const auto without = find_assumption("Corrected by a profile, set by law.");
  ASSERT_TRUE(without);
  EXPECT_EQ(without->pattern.id, "corrected");
}

TEST(Assumptions, OfOthersAreNotFound) {
  for (const std::string_view sentence :
       {"", ".", "We take it to be the end of 2016.", "Due on the last day of the window: soon.",
        "Due on the last day of the window: 2016-12-31", "Due on the last day of the window: .",
        "Due on the last day of the window: 2016-02-30."}) {
    EXPECT_FALSE(find_assumption(sentence)) << sentence;
  }
}

TEST(Assumptions, OfAnyLengthAreToldApartAtOnce) {
  std::string hostile = "\"";
  while (hostile.size() < 2'000'000) hostile += "\" is taken as 2016-01-01 to ";
  EXPECT_FALSE(find_assumption(hostile));
  EXPECT_FALSE(find_assumption(std::string_view{hostile}.substr(0, 8192)));
}

TEST(Assumptions, TakeAValueForEachPlace) {
  EXPECT_THROW((void)assumption_text(assumed::window_end, {}), InvalidArgument);
  EXPECT_THROW((void)assumption_text(assumed::window_end, {"2016-12-31", "x"}), InvalidArgument);
  EXPECT_THROW((void)assumption_text(assumed::no_date, {"x"}), InvalidArgument);
}

TEST(Assumptions, OfEveryPatternComeBack) {
  for (const AssumptionPattern& pattern : assumption_patterns()) {
    std::string sentence{pattern.text};
    const auto fill = [&sentence](std::string_view name, std::string_view value) {
      const std::string place = "{" + std::string{name} + "}";
      const std::size_t at = sentence.find(place);
      if (at != std::string::npos) sentence.replace(at, place.size(), value);
    };
    for (const auto name : {"day", "first", "last"}) fill(name, "2017-03-09");
    fill("quoted", "\"Q1\"");
    for (const auto name : {"bytes", "count", "epoch", "number", "month", "year"}) fill(name, "7");
    for (const auto name :
         {"period", "name", "cadence", "hemisphere", "legend", "set_by", "source"}) {
      fill(name, "any");
    }
    ASSERT_EQ(sentence.find('{'), std::string::npos) << pattern.text;
    const auto found = find_assumption(sentence);
    ASSERT_TRUE(found) << sentence;
    EXPECT_EQ(found->pattern.id, pattern.id);
  }
}

}  // namespace
}  // namespace actionplan::assumption_test

// SPDX-License-Identifier: Apache-2.0
#include "core/internal/nearest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail::nearest_test {
namespace {

struct Case {
  const char* name;
  std::string wanted;
  std::vector<std::string_view> want;
};

class Nearest : public testing::TestWithParam<Case> {};

TEST_P(Nearest, AreTheFewThatWereMostLikelyMeant) {
  NearestIds nearest{GetParam().wanted};
  for (const char* known :
       {"1.1/1", "1.1/2", "6.2.1/1", "6.2.1/2", "6.2.2/1", "10.4/1", "10.4/2"}) {
    nearest.add(known);
  }
  EXPECT_EQ(nearest.found(), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Ids, Nearest,
    testing::Values(Case{"measure_for_indicator", "6.2.1", {"6.2.1/1", "6.2.1/2", "6.2.2/1"}},
                    Case{"ordinal_too_high", "1.1/7", {"1.1/1", "1.1/2"}},
                    Case{"letter_wrong", "6.2.l/1", {"6.2.1/1", "6.2.2/1", "6.2.1/2"}},
                    Case{"nothing_like_it", "budget", {}},
                    Case{"longer_than_is_compared", std::string(100'000, 'x'), {}}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(NearestIds, StandInTheSentence) {
  NearestIds nearest{"1.1/7"};
  EXPECT_EQ(nearest.sentence_part(), "");
  nearest.add("1.1/1");
  EXPECT_EQ(nearest.sentence_part(), "; the nearest is 1.1/1");
  nearest.add("1.1/2");
  nearest.add("1.1/2");
  EXPECT_EQ(nearest.sentence_part(), "; the nearest are 1.1/1 and 1.1/2");
}

}  // namespace
}  // namespace actionplan::detail::nearest_test

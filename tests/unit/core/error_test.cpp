// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include <actionplan/core/problem.hpp>

#include <gtest/gtest.h>

#include <type_traits>

namespace actionplan::error_test {
namespace {

template <class T>
class Family : public testing::Test {};
using Members = testing::Types<InvalidArgument, ParseError, NotFound, EstimationError, StoreError>;
TYPED_TEST_SUITE(Family, Members);

TYPED_TEST(Family, IsCaughtAsErrorAndAsRuntimeErrorWithItsMessage) {
  EXPECT_TRUE((std::is_base_of_v<std::runtime_error, TypeParam>));
  try {
    throw TypeParam("what, which, remedy");
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "what, which, remedy");
  }
}

TEST(ParseError, KnowsItsPlace) {
  const ParseError error{"odd", Place{3, 7}};
  EXPECT_EQ(error.place(), (Place{3, 7}));
  EXPECT_FALSE(ParseError{"odd"}.place().is_known());
}

TEST(Problem, HasErrorsOnlyWhereOneIsAnError) {
  std::vector<Problem> problems{{"a", Severity::info, {}, "", ""},
                                {"b", Severity::warning, {}, "", ""}};
  EXPECT_FALSE(has_errors(problems));
  problems.push_back({"c", Severity::error, {}, "", ""});
  EXPECT_TRUE(has_errors(problems));
  EXPECT_EQ(to_string(Severity::info), "info");
  EXPECT_EQ(to_string(Severity::warning), "warning");
  EXPECT_EQ(to_string(Severity::error), "error");
}

}  // namespace
}  // namespace actionplan::error_test

// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: what a query derives from its assessment is made by the first that asks.
#include "../side_by_side.hpp"
#include "made_assessment.hpp"

#include <actionplan/query/select.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace actionplan::threads_test {
namespace {

TEST(QueryThreads, AnswerFromOneQuery) {
  const Query query{made::query_assessment(2)};
  const Filter filter = Filter::parse(
      "progress >= 0 OR reporter : chamber OR title : open OR number : 4 OR role = lead");
  const std::vector<std::size_t> want = Query{made::query_assessment(2)}.where(filter).rows;
  made::side_by_side(4, [&](int) { EXPECT_EQ(query.where(filter).rows, want); });
}

}  // namespace
}  // namespace actionplan::threads_test

// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: plans are shared between threads without locks.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/rollup.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace actionplan {
namespace {

Plan plan_of_many() {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  builder.add(made::section("1"));
  for (int i = 0; i < 200; ++i) {
    Measure measure =
        made::measure("1." + std::to_string(i),
                      i % 2 == 0 ? made::window("2016-01-01", "2016-12-31")
                                 : made::recurring("2016-01-01", "2018-12-31", Cadence::quarterly));
    measure.section = SectionId{"1"};
    measure.assignments = {made::assignment("justice")};
    builder.add(measure);
  }
  return builder.build();
}

TEST(EvaluateThreads, ShareOnePlanAndAgreeOnEveryDay) {
  constexpr int thread_count = 8;
  constexpr int day_count = 40;
  const Plan plan = plan_of_many();
  std::vector<std::vector<StatusCounts>> found(thread_count);
  std::vector<std::thread> threads;
  for (std::vector<StatusCounts>& mine : found) {
    threads.emplace_back([plan, &mine] {
      for (int i = 0; i < day_count; ++i) {
        const Date day = made::day("2016-01-01").plus_days(30 * i);
        const Assessment assessment = assess(plan, AssessOptions{day});
        mine.push_back(assessment.summary());
        EXPECT_EQ(count_by_section(assessment)[0].counts, mine.back());
        EXPECT_EQ(assessment["1.1"].reports.size(), 12U);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<StatusCounts>& mine : found) EXPECT_EQ(mine, found.front());
}

}  // namespace
}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: plans are shared between threads without locks.
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/rollup.hpp>
#include <actionplan/evaluate/unknown_ids.hpp>

#include "../make_evidence.hpp"
#include "../make_plan.hpp"
#include "../side_by_side.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstring>

#include <thread>
#include <vector>

namespace actionplan::threads_test {
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

// More than one thread takes at a time, with every way in which an indicator is judged.
PlanHistory history_of_very_many() {
  PlanBuilder builder = made::heading();
  Profile profile;
  for (int i = 0; i < 40'000; ++i) {
    const std::string number = std::to_string(i);
    Measure measure =
        made::measure(number, made::window("2016-01-01", i % 3 == 0 ? "2016-12-31" : "2018-12-31"));
    made::set_indicators(measure, {{"it", IndicatorKind::count}});
    builder.add(measure);
    if (i % 2 != 0) continue;
    IndicatorProfile& said = profile.indicators[IndicatorId{number + "/1"}];
    said.direction = Direction::up;
    said.baseline = 0;
    said.aggregation = Aggregation::last;
    said.targets = {Target{}};
    said.targets[0].value = 100;
  }
  return PlanHistory{builder.build(), profile};
}

Evidence evidence_of_many(bool has_others) {
  std::vector<Entry> entries;
  for (int i = 0; i < 40'000; i += 3) {
    const std::string id = std::to_string(i) + "/1";
    entries.push_back(made::value("2016", i % 150, id.c_str()));
    if (i % 21 == 0) entries.push_back(made::value("2016", i % 150 + 1, id.c_str()));
    if (i % 33 == 0) entries.push_back(made::estimate("2017", i % 150, 9, 30, id.c_str()));
  }
  if (has_others) {
    Entry rating = made::entry(EntryKind::rating);
    rating.measure = MeasureId{"30000"};
    rating.completion = Completion::complete;
    rating.reporter_type = ReporterType::independent;
    entries.push_back(rating);
  }
  return Evidence{entries};
}

template <class Span>
bool has_same_bits(const Span& a, const Span& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

TEST(Threads, NeverChangeABitOfAnAssessment) {
  const PlanHistory history = history_of_very_many();
  for (const bool has_others : {false, true}) {
    const Evidence evidence = evidence_of_many(has_others);
    AssessOptions options{made::day("2018-06-30")};
    const Assessment alone = assess(history, evidence, options);
    EXPECT_GT(alone.summary()[DeadlineStatus::overdue], 0U);
    for (const int threads : {0, 2, 3, 16}) {
      options.threads = threads;
      const Assessment found = assess(history, evidence, options);
      EXPECT_TRUE(has_same_bits(found.statuses(), alone.statuses())) << threads;
      EXPECT_TRUE(has_same_bits(found.reasons(), alone.reasons())) << threads;
      EXPECT_TRUE(has_same_bits(found.indicator_statuses(), alone.indicator_statuses()));
      EXPECT_TRUE(has_same_bits(found.indicator_reasons(), alone.indicator_reasons()));
      EXPECT_TRUE(has_same_bits(found.values(), alone.values())) << threads;
      EXPECT_TRUE(has_same_bits(found.progress(), alone.progress())) << threads;
      EXPECT_TRUE(has_same_bits(found.expected(), alone.expected())) << threads;
    }
  }
}

TEST(Threads, EndWhenTheCallIsCancelled) {
  const PlanHistory history = history_of_very_many();
  const Evidence evidence = evidence_of_many(true);
  AssessOptions options{made::day("2018-06-30")};
  options.threads = 3;
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<int> asked{0};
  const Cancel cancel = [&] {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    return ++asked >= 1;
  };
  EXPECT_THROW((void)assess(history, evidence, options, cancel), Cancelled);
  EXPECT_GE(asked, 1);
}

TEST(EvaluateThreads, AskOneLedgerForUnknownIdsOfManyHistories) {
  std::vector<Entry> entries;
  for (int i = 0; i < 50; ++i) entries.push_back(made::value("2016", i, "9.9/1"));
  const Evidence evidence{entries};
  const Plan plan = plan_of_many();
  const PlanHistory shared{plan};
  made::side_by_side(8, [&](int thread) {
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(unknown_ids(shared, evidence).size(), 1U);
      EXPECT_EQ(unknown_ids(PlanHistory{plan}, evidence).size(), 1U);
      const Entry more = made::value("2017", thread, "9.9/2");
      EXPECT_EQ(unknown_ids(shared, evidence.appended({&more, 1})).size(), 2U);
    }
  });
}

}  // namespace
}  // namespace actionplan::threads_test

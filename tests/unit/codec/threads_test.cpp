// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: frames share the memory of one assessment, and are released by whoever is
// last.
#include "../make_evidence.hpp"
#include "../side_by_side.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/codec/to_frame.hpp>
#include <actionplan/evaluate/assess.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace actionplan::threads_test {
namespace {

constexpr int thread_count = 4;

std::shared_ptr<const Assessment> shared_assessment() {
  PlanBuilder builder = made::heading();
  for (int i = 1; i <= 50; ++i) {
    Measure measure = made::measure(std::to_string(i), made::window("2016-01-01", "2017-12-31"));
    made::set_indicators(measure, {{"number of trainings", IndicatorKind::count}});
    builder.add(measure);
  }
  std::vector<Entry> entries;
  for (int i = 1; i <= 50; ++i) {
    entries.push_back(made::value("2016", i, (std::to_string(i) + "/1").c_str()));
  }
  return std::make_shared<const Assessment>(
      assess(builder.build(), Evidence{entries}, AssessOptions{made::day("2019-06-30")}));
}

TEST(CodecThreads, MakeAndReleaseFramesOfOneAssessment) {
  std::shared_ptr<const Assessment> assessment = shared_assessment();
  const std::string want = to_json(assessment->plan());
  std::vector<std::optional<ArrowStreamOwner>> streams(thread_count);
  made::side_by_side(thread_count, [&](int i) {
    const auto at = static_cast<std::size_t>(i);
    streams[at] = to_frame(assessment, AssessmentTable::indicators).to_arrow();
    EXPECT_EQ(to_frame(*assessment).rows(), 50U);
    EXPECT_EQ(to_json(plan_from_json(to_json(assessment->plan()))), want);
  });
  assessment.reset();
  // Each reads, and releases, what another made.
  made::side_by_side(thread_count, [&](int i) {
    const auto at = static_cast<std::size_t>((i + 1) % thread_count);
    const Frame frame = Frame::from_stream(*std::exchange(streams[at], std::nullopt));
    EXPECT_EQ(frame.rows(), 50U);
  });
}

TEST(CodecThreads, ReadOneFrameTogether) {
  std::optional<Frame> frame = to_frame(shared_assessment(), AssessmentTable::indicators);
  made::side_by_side(thread_count, [&frame](int) {
    const Frame mine = *frame;
    for (const FrameColumn& column : mine.columns()) EXPECT_EQ(column.size(), 50U);
    EXPECT_EQ(Frame::from_stream(mine.to_arrow()).rows(), 50U);
  });
}

}  // namespace
}  // namespace actionplan::threads_test

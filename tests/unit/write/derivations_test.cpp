// SPDX-License-Identifier: Apache-2.0
// That each indicator is derived once. A derivation gathers the indicator's rows into a vector; of a
// thousand rows, its largest block of memory has a size that nothing else asks for. So the blocks of
// that size are counted, and the library needs no counter of its own.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/completion.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/write/open_data.hpp>

#include "evaluate/live_rows.hpp"

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <vector>

namespace {

thread_local std::size_t largest_block = 0;
thread_local std::size_t counted_size = 0;
thread_local std::size_t counted_blocks = 0;

}  // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  largest_block = std::max(largest_block, size);
  if (size == counted_size) ++counted_blocks;
  return std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
  if (void* const block = operator new(size, std::nothrow)) return block;
  throw std::bad_alloc{};
}

void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace actionplan::derivations_test {
namespace {

using made::day;

// One indicator with a thousand observations, each on a day of its own.
Assessment assessment_of_many() {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"number of trainings", IndicatorKind::count}});
  builder.add(measure);
  std::vector<Entry> entries;
  for (int i = 0; i < 1000; ++i) {
    entries.push_back(made::value("", i));
    entries.back().observed_on = day("2016-01-01").plus_days(i);
  }
  return assess(builder.build(), Evidence{entries}, AssessOptions{day("2019-07-01")});
}

// The size of the largest block that the indicator's rows take.
std::size_t size_of_rows(const Assessment& assessment) {
  detail::Clocks clocks;
  clocks.as_of = assessment.as_of().days();
  largest_block = 0;
  const auto live = detail::live_rows(assessment.evidence(), IndicatorId{"1/1"}, "", clocks);
  EXPECT_EQ(live.rows.size(), 1000U);
  return largest_block;
}

TEST(Derivations, AreOneForEachIndicator) {
  const Assessment assessment = assessment_of_many();
  counted_size = size_of_rows(assessment);
  const auto derivations = [](auto work) {
    counted_blocks = 0;
    work();
    return counted_blocks;
  };
  EXPECT_EQ(derivations([&] { (void)assessment.at(0); }), 1U);
  EXPECT_EQ(derivations([&] {
              (void)assessment.at(0);
              (void)assessment.at(0);
            }),
            2U);
  EXPECT_EQ(derivations([&] { (void)explain(assessment, 0); }), 1U);
  EXPECT_EQ(derivations([&] { (void)compare_views(assessment); }), 0U);
  EXPECT_EQ(derivations([&] { (void)open_data(assessment); }), 1U);
  std::vector<Explanation> explanations;
  EXPECT_EQ(derivations([&] { explanations = explain_all(assessment); }), 1U);
  EXPECT_EQ(derivations([&] { (void)open_data(assessment, explanations); }), 0U);
  counted_size = 0;
}

}  // namespace
}  // namespace actionplan::derivations_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/rollup.hpp>

#include <actionplan/evaluate/assess.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

namespace actionplan::rollup_test {
namespace {

Measure in_section(const char* number, const char* section, Deadline deadline) {
  Measure measure = made::measure(number, std::move(deadline));
  measure.section = SectionId{section};
  return measure;
}

// Section 4 holds measure 4.1 itself and 4.2.1 in subsection 4.2; 5 holds one measure.
Assessment assessed() {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice")).add(made::agency("finance")).add(made::agency("idle"));
  builder.add(made::section("4")).add(made::section("4.2", "4")).add(made::section("5"));
  Measure first = in_section("4.1", "4", made::window("2016-01-01", "2016-12-31"));
  first.assignments = {made::assignment("justice", Force::recommended), made::assignment("justice"),
                       made::assignment("finance", Force::recommended)};
  made::set_indicators(first, {{"number of laws", IndicatorKind::count},
                               {"number of acts", IndicatorKind::count},
                               {"laws adopted", IndicatorKind::deliverable}});
  Measure second = in_section("4.2.1", "4.2", made::window("2016-01-01", "2018-12-31"));
  second.assignments = {made::assignment("justice")};
  made::set_indicators(second, {{"number of courts", IndicatorKind::count}});
  Measure third =
      in_section("5.1", "5", made::recurring("2016-01-01", "2018-12-31", Cadence::annual));
  builder.add(first).add(second).add(third);
  return assess(builder.build(), AssessOptions{made::day("2017-06-30")});
}

TEST(Rollup, ASectionCountsWhatIsBelowIt) {
  const std::vector<SectionCounts> rows = count_by_section(assessed());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].section, SectionId{"4"});
  EXPECT_EQ(rows[0].counts.total(), 2U);
  EXPECT_EQ(rows[0].counts[DeadlineStatus::unreported], 1U);
  EXPECT_EQ(rows[0].counts[DeadlineStatus::open], 1U);
  EXPECT_EQ(rows[1].counts.total(), 1U);
  EXPECT_EQ(rows[2].counts.total(), 1U);
}

TEST(Rollup, AnAgencyTakesPartOnceInAMeasureByItsStrongestForce) {
  const std::vector<AgencyCounts> rows = count_by_agency(assessed());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].binding.total(), 2U);
  EXPECT_EQ(rows[0].recommended.total(), 0U);
  EXPECT_EQ(rows[1].binding.total(), 0U);
  EXPECT_EQ(rows[1].recommended[DeadlineStatus::unreported], 1U);
  EXPECT_EQ(rows[2].binding.total() + rows[2].recommended.total(), 0U);
}

TEST(Rollup, KindsThatDoNotOccurAreLeftOut) {
  const std::vector<DeadlineKindCounts> rows = count_by_deadline_kind(assessed());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].kind, DeadlineKind::window);
  EXPECT_EQ(rows[0].counts.total(), 2U);
  EXPECT_EQ(rows[1].kind, DeadlineKind::recurring);
}

TEST(Rollup, AMeasureCountsOnceForEachKindOfItsIndicators) {
  const std::vector<IndicatorKindCounts> rows = count_by_indicator_kind(assessed());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].kind, IndicatorKind::count);
  EXPECT_EQ(rows[0].counts.total(), 2U);
  EXPECT_EQ(rows[1].kind, IndicatorKind::deliverable);
  EXPECT_EQ(rows[1].counts.total(), 1U);
}

TEST(Rollup, AShareIsOfTheGroup) {
  const std::vector<SectionCounts> rows = count_by_section(assessed());
  EXPECT_EQ(share(rows[0].counts, DeadlineStatus::open), 0.5);
  EXPECT_EQ(share(rows[0].counts, DeadlineStatus::overdue), 0.0);
  EXPECT_EQ(share(StatusCounts{}, DeadlineStatus::open), std::nullopt);
}

TEST(StatusCounts, AddUp) {
  StatusCounts counts;
  counts.add(DeadlineStatus::open);
  StatusCounts more;
  more.add(DeadlineStatus::open);
  more.add(DeadlineStatus::withdrawn);
  counts += more;
  EXPECT_EQ(counts[DeadlineStatus::open], 2U);
  EXPECT_EQ(counts.total(), 3U);
}

}  // namespace
}  // namespace actionplan::rollup_test

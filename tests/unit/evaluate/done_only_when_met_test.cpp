// SPDX-License-Identifier: Apache-2.0
// A measure is done, and its indicators complete, only where every one of them is met: progress of
// 1 and more is no verdict.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../../support/rounds.hpp"
#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace actionplan::done_only_when_met_test {
namespace {

using made::day;
using made::value;

struct Terms {
  Direction direction = Direction::up;
  std::optional<double> baseline;
  double target = 0;
  Aggregation aggregation = Aggregation::last;
  std::optional<Cadence> cadence = {};
};

// One measure with the window 2016-2018 and one count.
PlanHistory history_of(const Terms& terms) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = terms.direction;
  said.baseline = terms.baseline;
  said.aggregation = terms.aggregation;
  said.cadence = terms.cadence;
  said.targets = {Target{}};
  said.targets[0].value = terms.target;
  return PlanHistory{builder.build(), profile};
}

MeasureAssessment assessed(const Terms& terms, const std::vector<Entry>& entries,
                           const char* as_of) {
  return assess(history_of(terms), Evidence{entries}, AssessOptions{day(as_of)}).at(0);
}

Entry surveyed(Entry made, double standard_error) {
  made.method = Method::survey;
  made.standard_error = standard_error;
  made.n = 400;
  return made;
}

struct Row {
  const char* name;
  Terms terms;
  std::vector<Entry> entries;
  const char* as_of;
  IndicatorStatus indicator;
  DeadlineStatus want;
  std::optional<Completion> derived;
};

const std::vector<Row>& rows() {
  using Kind = Aggregation;
  static const std::vector<Row> all{
      {"ceiling_broken",
       {Direction::down, {}, 200, Kind::sum},
       {value("2016", 200), value("2017", 200), value("2018", 200)},
       "2019-06-01",
       IndicatorStatus::not_met,
       DeadlineStatus::overdue,
       Completion::not_started},
      {"ceiling_with_periods_to_come",
       {Direction::down, 400, 200, Kind::sum},
       {value("2016Q2", 10)},
       "2016-09-30",
       IndicatorStatus::on_track,
       DeadlineStatus::open,
       Completion::substantial},
      {"ceiling_with_periods_missing",
       {Direction::down, 400, 200, Kind::sum},
       {value("2016Q2", 10)},
       "2019-06-01",
       IndicatorStatus::incomplete,
       DeadlineStatus::undecided,
       Completion::substantial},
      {"mean_with_periods_to_come",
       {Direction::up, 0, 80, Kind::mean, Cadence::quarterly},
       {value("2016Q2", 90)},
       "2016-07-15",
       IndicatorStatus::on_track,
       DeadlineStatus::open,
       Completion::substantial},
      {"sample_beyond_the_target_within_its_error",
       {Direction::up, 50, 70, Kind::last},
       {surveyed(value("2017", 73), 3)},
       "2018-10-01",
       IndicatorStatus::on_track,
       DeadlineStatus::open,
       Completion::substantial},
  };
  return all;
}

class DoneOnlyWhenMet : public testing::TestWithParam<Row> {};

TEST_P(DoneOnlyWhenMet, GivesTheStatus) {
  const Row& row = GetParam();
  const MeasureAssessment found = assessed(row.terms, row.entries, row.as_of);
  EXPECT_EQ(found.indicators.at(0).status, row.indicator);
  EXPECT_EQ(found.deadline_status, row.want);
  EXPECT_EQ(found.derived, row.derived);
  EXPECT_FALSE(found.reasons.has(Reason::indicators_met));
}

INSTANTIATE_TEST_SUITE_P(Rows, DoneOnlyWhenMet, testing::ValuesIn(rows()),
                         [](const auto& row) { return std::string{row.param.name}; });

// Whatever is reported, however it is joined: done means met, now or when it was due.
TEST(DoneOnlyWhenMetOf, RandomCases) {
  std::mt19937 random{2016};
  int done = 0;
  for (int round = 0; round < made::rounds(4000); ++round) {
    Terms terms;
    terms.direction = random() % 2 == 0 ? Direction::up : Direction::down;
    if (random() % 3 != 0) terms.baseline = static_cast<double>(random() % 100);
    terms.target = static_cast<double>(random() % 100);
    terms.aggregation = static_cast<Aggregation>(random() % enum_count<Aggregation>);
    if (random() % 2 == 0) terms.cadence = Cadence::quarterly;
    std::vector<Entry> entries;
    for (int quarter = 0; quarter < 12; ++quarter) {
      if (random() % 3 == 0) continue;
      const Period period = Period::quarter(2016 + quarter / 4, 1 + quarter % 4);
      Entry made = value(period.text().c_str(), static_cast<double>(random() % 60));
      if (random() % 4 == 0) made = surveyed(made, 5);
      entries.push_back(made);
    }
    const Date as_of = day("2016-01-01").plus_days(static_cast<std::int32_t>(random() % 1500));
    const Assessment assessment =
        assess(history_of(terms), Evidence{entries}, AssessOptions{as_of});
    const MeasureAssessment whole = assessment.at(0);
    EXPECT_EQ(assessment.statuses()[0], whole.deadline_status);
    const IndicatorAssessment& one = whole.indicators.at(0);
    const bool is_met = one.status == IndicatorStatus::met;
    const bool is_done = whole.deadline_status == DeadlineStatus::done_on_time ||
                         whole.deadline_status == DeadlineStatus::done_late ||
                         whole.deadline_status == DeadlineStatus::done_timing_unknown;
    const bool was_met = one.reasons.has(IndicatorReason::reached_when_due);
    EXPECT_EQ(is_done, is_met || was_met) << to_string(one.status) << " in round " << round;
    EXPECT_EQ(whole.derived == Completion::complete, is_met) << "round " << round;
    done += is_done ? 1 : 0;
  }
  EXPECT_GT(done, made::rounds(500)) << "often enough to tell";
}

TEST(DoneOnlyWhenMetOf, ACeilingIsUsedUpWithoutProgress) {
  const Terms ceiling{Direction::down, {}, 200, Aggregation::sum};
  const MeasureAssessment found = assessed(ceiling, {value("2016", 50)}, "2017-06-01");
  EXPECT_EQ(found.indicators.at(0).progress, std::nullopt);
}

struct Rounded {
  const char* name;
  Aggregation aggregation;
  double each;
  double target;
  Direction direction = Direction::up;
};

class RoundingDecidesNothing : public testing::TestWithParam<Rounded> {};

TEST_P(RoundingDecidesNothing, AsTwelveMonths) {
  const Rounded& given = GetParam();
  std::vector<Entry> entries;
  for (int month = 1; month <= 12; ++month) {
    const std::string period = (month < 10 ? "2018-0" : "2018-") + std::to_string(month);
    entries.push_back(value(period.c_str(), given.each));
  }
  const bool is_up = given.direction == Direction::up;
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2018-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"km", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = given.direction;
  said.baseline = is_up ? 0 : 1000;
  said.aggregation = given.aggregation;
  said.targets = {Target{}};
  said.targets[0].value = given.target;
  const PlanHistory history{builder.build(), profile};
  const auto assess_on = [&](const std::vector<Entry>& all) {
    return assess(history, Evidence{all}, AssessOptions{day("2019-06-01")});
  };
  const Assessment reached = assess_on(entries);
  EXPECT_EQ(reached.at(0).indicators.at(0).status, IndicatorStatus::met);
  EXPECT_EQ(reached.statuses()[0], DeadlineStatus::done_on_time);
  // A number that a person would write is another number.
  entries.back().value = given.each + (is_up ? -0.001 : 0.001);
  const Assessment missed = assess_on(entries);
  EXPECT_EQ(missed.at(0).indicators.at(0).status, IndicatorStatus::not_met);
  EXPECT_EQ(missed.statuses()[0], DeadlineStatus::overdue);
}

INSTANTIATE_TEST_SUITE_P(
    Sums, RoundingDecidesNothing,
    testing::Values(Rounded{"sum_of_1_2", Aggregation::sum, 1.2, 14.4},
                    Rounded{"sum_of_8_35", Aggregation::sum, 8.35, 100.2},
                    Rounded{"sum_of_2_3", Aggregation::sum, 2.3, 27.6},
                    Rounded{"mean_of_14_1", Aggregation::mean, 14.1, 14.1},
                    Rounded{"falling_sum_of_1_1", Aggregation::sum, 1.1, 13.2, Direction::down},
                    Rounded{"falling_mean_of_0_7", Aggregation::mean, 0.7, 0.7, Direction::down}),
    [](const auto& row) { return std::string{row.param.name}; });

TEST(RoundingDecidesNothingOf, WhatTurnsAVerdict) {
  // Just short of the target is a number that is short of it.
  const Terms terms{Direction::up, 0, 14.4, Aggregation::last};
  const Assessment met = assess(history_of(terms), Evidence{std::vector{value("2018", 15)}},
                                AssessOptions{day("2019-06-01")});
  const Explanation told = explain(met, "1");
  ASSERT_TRUE(told.indicators.at(0).turning_value.has_value());
  EXPECT_EQ(*told.indicators.at(0).turning_value, 14.4);
  EXPECT_EQ(told.indicators.at(0).turned_status, IndicatorStatus::not_met);
}

}  // namespace
}  // namespace actionplan::done_only_when_met_test

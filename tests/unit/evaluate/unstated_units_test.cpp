// SPDX-License-Identifier: Apache-2.0
// 0.72 without a unit, of an indicator in percent: 72 % or 0.72 %?
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/unstated_units.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace actionplan {
namespace {

using made::day;
using made::value;

struct Terms {
  std::optional<double> target = 60;
  std::optional<std::string> unit = "%";
  IndicatorKind kind = IndicatorKind::count;
  Direction direction = Direction::up;
};

PlanHistory history_of(const Terms& terms) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(measure, {{"share", terms.kind}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = terms.direction;
  said.aggregation = Aggregation::last;
  said.unit = terms.unit;
  if (terms.target) {
    said.targets = {Target{}};
    said.targets[0].value = *terms.target;
  }
  return PlanHistory{builder.build(), profile};
}

Entry in_percent(const char* period, double number) {
  Entry entry = value(period, number);
  entry.unit = "%";
  return entry;
}

struct Row {
  const char* name;
  Terms terms;
  std::vector<Entry> entries;
  IndicatorStatus want;
  bool is_unstated = true;
};

class UnstatedUnit : public testing::TestWithParam<Row> {};

TEST_P(UnstatedUnit, IsSaidAndDecidesNothingThatHangsOnIt) {
  const Row& row = GetParam();
  const PlanHistory history = history_of(row.terms);
  const Assessment assessment =
      assess(history, Evidence{row.entries}, AssessOptions{day("2018-01-01")});
  const IndicatorAssessment told = assessment.at(0).indicators.at(0);
  EXPECT_EQ(to_string(told.status), to_string(row.want));
  EXPECT_EQ(told.reasons.has(IndicatorReason::unit_unstated), row.is_unstated);
  EXPECT_EQ(told.value, row.entries.back().value) << "the value itself is left as it is";
  const std::vector<Problem> problems = unstated_units(history, row.entries);
  ASSERT_EQ(problems.size(), row.is_unstated ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Percent, UnstatedUnit,
    testing::Values(
        Row{"of_a_share", {}, {value("2017", 0.72)}, IndicatorStatus::inconclusive},
        Row{"that_misses_both_ways", {80}, {value("2017", 0.72)}, IndicatorStatus::not_met},
        Row{"of_what_falls",
            {60, "%", IndicatorKind::count, Direction::down},
            {value("2017", 0.72)},
            IndicatorStatus::inconclusive},
        Row{"by_its_kind",
            {60, {}, IndicatorKind::percentage},
            {value("2017", 0.72)},
            IndicatorStatus::inconclusive},
        Row{"beside_another_value",
            {{}},
            {in_percent("2016", 55), value("2017", 0.72)},
            IndicatorStatus::no_target},
        Row{"stated", {}, {in_percent("2017", 0.72)}, IndicatorStatus::not_met, false},
        Row{"whole", {}, {value("2017", 72)}, IndicatorStatus::met, false},
        Row{"of_shares_of_one",
            {0.6, {}, IndicatorKind::percentage},
            {value("2017", 0.72)},
            IndicatorStatus::met,
            false},
        Row{"of_another_unit", {60, "km"}, {value("2017", 0.72)}, IndicatorStatus::not_met, false},
        Row{"of_nothing", {}, {value("2017", 0)}, IndicatorStatus::not_met, false}),
    [](const auto& row) { return row.param.name; });

TEST(UnstatedUnits, SayTheValueAndBothWaysToStateIt) {
  const std::vector<Problem> problems =
      unstated_units(history_of({}), std::vector<Entry>{value("2016", 55), value("2017", 0.57)});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unit_unstated");
  EXPECT_EQ(problems[0].severity, Severity::warning);
  EXPECT_EQ(problems[0].place.line, 2U);
  EXPECT_EQ(
      problems[0].message,
      "Indicator 1/1 is measured in percent, and its value 0.57 has no unit; it counts as "
      "0.57 %, beside a 60. Give the unit \"%\" where that is meant, or the value 57 with the "
      "unit \"%\".");
}

}  // namespace
}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
// 0.72 without a unit, of an indicator in percent: 72 % or 0.72 %?
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/unstated_units.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace actionplan::unstated_units_test {
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

Entry with_scale(const char* period, double number) {
  Entry entry = value(period, number);
  entry.unit = "% (0-100)";
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
        Row{"stated", {}, {with_scale("2017", 0.72)}, IndicatorStatus::not_met, false},
        Row{"whole", {}, {value("2017", 72)}, IndicatorStatus::met, false},
        Row{"of_shares_of_one",
            {0.6, {}, IndicatorKind::percentage},
            {value("2017", 0.72)},
            IndicatorStatus::met,
            false},
        Row{"of_another_unit", {60, "km"}, {value("2017", 0.72)}, IndicatorStatus::not_met, false},
        Row{"of_nothing", {}, {value("2017", 0)}, IndicatorStatus::not_met, false}),
    [](const auto& row) { return row.param.name; });

class StatedShare : public testing::TestWithParam<Row> {};

TEST_P(StatedShare, IsSaidAndDecidesNothingThatHangsOnIt) {
  const Row& row = GetParam();
  const PlanHistory history = history_of(row.terms);
  const IndicatorAssessment told =
      assess(history, Evidence{row.entries}, AssessOptions{day("2018-01-01")})
          .at(0)
          .indicators.at(0);
  EXPECT_EQ(to_string(told.status), to_string(row.want));
  EXPECT_EQ(told.reasons.has(IndicatorReason::value_maybe_share), row.is_unstated);
  EXPECT_EQ(told.value, row.entries.back().value) << "the value itself is left as it is";
  const std::vector<Problem> problems = unstated_units(history, row.entries);
  ASSERT_EQ(problems.size(), row.is_unstated ? 1U : 0U);
  if (row.is_unstated) {
    EXPECT_EQ(problems[0].code, "value_maybe_share");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Percent, StatedShare,
    testing::Values(
        Row{"far_below_the_target", {}, {in_percent("2017", 0.72)}, IndicatorStatus::inconclusive},
        Row{"that_misses_both_ways", {90}, {in_percent("2017", 0.72)}, IndicatorStatus::not_met},
        Row{"of_what_falls",
            {25, "%", IndicatorKind::count, Direction::down},
            {in_percent("2016", 31), in_percent("2017", 0.29)},
            IndicatorStatus::inconclusive},
        Row{"beside_another_value_alone",
            {{}},
            {in_percent("2016", 31), in_percent("2017", 0.29)},
            IndicatorStatus::no_target},
        Row{"with_its_scale",
            {25, "%", IndicatorKind::count, Direction::down},
            {in_percent("2016", 31), with_scale("2017", 0.29)},
            IndicatorStatus::met,
            false},
        Row{"that_the_scale_of_another_settles",
            {25, "%", IndicatorKind::count, Direction::down},
            {with_scale("2016", 0.3), in_percent("2017", 0.29)},
            IndicatorStatus::met,
            false},
        Row{"as_small_as_the_target",
            {0.5, "%", IndicatorKind::count, Direction::down},
            {in_percent("2016", 8), in_percent("2017", 0.4)},
            IndicatorStatus::met,
            false},
        Row{"at_the_end_of_a_fall",
            {{}},
            {in_percent("2014", 31), in_percent("2015", 6), in_percent("2016", 1.5),
             in_percent("2017", 0.9)},
            IndicatorStatus::no_target,
            false},
        Row{"of_one_percent", {}, {in_percent("2017", 1)}, IndicatorStatus::not_met, false},
        Row{"in_another_unit", {60, "km"}, {value("2017", 0.72)}, IndicatorStatus::not_met, false}),
    [](const auto& row) { return row.param.name; });

TEST(StatedShares, WithOneAmongThemAreSharesOfAHundred) {
  const std::vector<Entry> entries{in_percent("2016", 0.72), in_percent("2017", 1)};
  const std::vector<Problem> problems = unstated_units(history_of({}), entries);
  ASSERT_EQ(problems.size(), 1U) << "once for an indicator";
  EXPECT_EQ(problems[0].place.line, 1U);
  EXPECT_EQ(
      problems[0].message,
      "The value 0.72 of indicator 1/1 (as 1 more is) counts as 0.72 %, beside a 60; give the "
      "value 72 where it is a share of one, or where it is not the unit \"% (0-100)\" (in a "
      "table also 0.72% with its sign).");
}

TEST(StatedShares, AreMendedByAReplacement) {
  const Entry loose = in_percent("2017", 0.57);
  const std::vector<Entry> mended{loose, made::replacing(with_scale("2017", 0.57), loose)};
  EXPECT_TRUE(unstated_units(history_of({}), mended).empty());
  EXPECT_EQ(unstated_units(history_of({}), std::vector<Entry>{loose}).size(), 1U);
}

struct ErrorRow {
  const char* name;
  double value;
  double error;
  IndicatorStatus want;
  bool is_doubtful = true;
  std::optional<double> deff = std::nullopt;
  std::optional<std::string> unit = "%";
};

class ErrorOfShare : public testing::TestWithParam<ErrorRow> {};

TEST_P(ErrorOfShare, IsSaidAndDecidesNothingThatHangsOnIt) {
  const ErrorRow& row = GetParam();
  Entry entry = made::estimate("2017", row.value, row.error, 399);
  entry.deff = row.deff;
  const PlanHistory history = history_of({60, row.unit});
  const IndicatorAssessment told =
      assess(history, Evidence{std::vector<Entry>{entry}}, AssessOptions{day("2018-01-01")})
          .at(0)
          .indicators.at(0);
  EXPECT_EQ(to_string(told.status), to_string(row.want));
  EXPECT_EQ(told.reasons.has(IndicatorReason::error_maybe_share), row.is_doubtful);
  const std::vector<Problem> problems = unstated_units(history, std::vector<Entry>{entry});
  ASSERT_EQ(problems.size(), row.is_doubtful ? 1U : 0U);
  if (row.is_doubtful) {
    EXPECT_EQ(problems[0].code, "error_maybe_share");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Percent, ErrorOfShare,
    testing::Values(
        ErrorRow{"near_the_target", 61, 0.025, IndicatorStatus::inconclusive},
        ErrorRow{"far_above_it", 90, 0.015, IndicatorStatus::met},
        ErrorRow{"too_small_either_way", 61, 0.0001, IndicatorStatus::inconclusive},
        ErrorRow{"in_percent", 61, 2.5, IndicatorStatus::inconclusive, false},
        ErrorRow{"of_a_design_that_explains_it", 61, 0.025, IndicatorStatus::met, false, 0.0001},
        ErrorRow{"of_a_design_that_does_not", 61, 0.025, IndicatorStatus::inconclusive, true, 1.5},
        ErrorRow{"near_to_all", 99.5, 0.01, IndicatorStatus::met, false},
        ErrorRow{"of_a_number", 61, 0.025, IndicatorStatus::met, false, {}, "km"}),
    [](const auto& row) { return row.param.name; });

TEST(ErrorsOfShares, SayWhatASampleOfThatSizeHas) {
  const std::vector<Entry> entries{made::estimate("2017", 61, 0.025)};
  const std::vector<Problem> problems = unstated_units(history_of({}), entries);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].message,
            "The standard error 0.025 of the value 61 % of indicator 1/1 is less than a tenth of "
            "what a sample of 400 has, about 2.4; give 2.5 where it is a share of one, or `deff` "
            "where the design explains it.");
}

struct TargetRow {
  const char* name;
  Terms terms;
  std::vector<Entry> entries;
  IndicatorStatus want;
  bool is_unstated = true;
  std::optional<double> baseline = std::nullopt;
  std::vector<Target> targets = {};
};

Target by(const char* period, double number) {
  Target target;
  target.value = number;
  target.period = Period::parse(period);
  return target;
}

class UnstatedTarget : public testing::TestWithParam<TargetRow> {
 protected:
  static PlanHistory history() {
    const TargetRow& row = GetParam();
    const PlanHistory one = history_of(row.terms);
    Profile profile = one.revisions()[0].profile;
    IndicatorProfile& said = profile.indicators.at(IndicatorId{"1/1"});
    said.baseline = row.baseline;
    if (!row.targets.empty()) said.targets = row.targets;
    return PlanHistory{one.revisions()[0].plan, profile};
  }
};

TEST_P(UnstatedTarget, IsSaidAndDecidesNothingThatHangsOnIt) {
  const TargetRow& row = GetParam();
  const Assessment assessment =
      assess(history(), Evidence{row.entries}, AssessOptions{day("2018-01-01")});
  const IndicatorAssessment told = assessment.at(0).indicators.at(0);
  EXPECT_EQ(to_string(told.status), to_string(row.want));
  EXPECT_EQ(told.reasons.has(IndicatorReason::target_unit_unstated), row.is_unstated);
  EXPECT_EQ(told.value, row.entries.back().value);
}

constexpr IndicatorKind percentage = IndicatorKind::percentage;
constexpr Direction up = Direction::up;
constexpr Direction down = Direction::down;
constexpr std::nullopt_t none = std::nullopt;

INSTANTIATE_TEST_SUITE_P(
    Percent, UnstatedTarget,
    testing::Values(
        TargetRow{"by_the_kind",
                  {0.9, none, percentage},
                  {value("2016", 72)},
                  IndicatorStatus::inconclusive},
        TargetRow{"of_a_value_in_percent",
                  {0.9, none},
                  {in_percent("2016", 72)},
                  IndicatorStatus::inconclusive},
        TargetRow{"of_a_small_value_in_percent",
                  {0.6, none, percentage},
                  {in_percent("2016", 0.72)},
                  IndicatorStatus::inconclusive},
        TargetRow{"reached_both_ways",
                  {0.9, none, percentage},
                  {value("2016", 95)},
                  IndicatorStatus::met},
        TargetRow{"missed_both_ways",
                  {0.9, none, percentage, down},
                  {value("2016", 95)},
                  IndicatorStatus::not_met},
        TargetRow{"of_what_falls",
                  {0.5, none, percentage, down},
                  {value("2016", 40)},
                  IndicatorStatus::inconclusive},
        TargetRow{"of_a_value_without_unit_too",
                  {0.9, none, percentage},
                  {in_percent("2016", 55), value("2017", 0.95)},
                  IndicatorStatus::inconclusive},
        TargetRow{"below_a_baseline_in_percent",
                  {0.9, none, percentage},
                  {value("2016", 72)},
                  IndicatorStatus::no_target,
                  true,
                  40},
        TargetRow{"one_of_two_steps",
                  {none, none, percentage},
                  {value("2016", 72)},
                  IndicatorStatus::inconclusive,
                  true,
                  none,
                  {by("2015", 0.5), by("2016", 1)}},
        TargetRow{"of_shares_of_one",
                  {0.6, none, percentage},
                  {value("2016", 0.72)},
                  IndicatorStatus::met,
                  false},
        TargetRow{
            "stated", {0.9, "%", percentage}, {value("2016", 72)}, IndicatorStatus::met, false},
        TargetRow{"of_another_unit", {0.9, "km"}, {value("2016", 72)}, IndicatorStatus::met, false},
        TargetRow{"of_a_number", {0.9, none}, {value("2016", 72)}, IndicatorStatus::met, false},
        TargetRow{
            "whole", {90, none, percentage}, {value("2016", 95)}, IndicatorStatus::met, false}),
    [](const auto& row) { return row.param.name; });

TEST(UnstatedTargets, LeaveTheDayOpenThatHangsOnThem) {
  // As it stands it was reached in 2015, as a share of one in 2017: on time, or late.
  const PlanHistory history = history_of({0.9, none, percentage, up});
  const Assessment assessment =
      assess(history,
             Evidence{std::vector<Entry>{in_percent("2015", 72), in_percent("2016", 80),
                                         in_percent("2017", 95)}},
             AssessOptions{day("2019-01-01")});
  const MeasureAssessment told = assessment.at(0);
  EXPECT_EQ(to_string(told.indicators.at(0).status), "met");
  EXPECT_EQ(to_string(told.deadline_status), "done_timing_unknown");
}

TEST(UnstatedTargets, AreNamedByEachCheckOfTheProfile) {
  const PlanHistory history = history_of({0.9, none, percentage});
  const Plan& plan = history.revisions()[0].plan;
  Profile profile = history.revisions()[0].profile;
  profile.indicators.at(IndicatorId{"1/1"}).baseline = 0.4;
  const std::vector<Problem> problems = check_profile(plan, profile);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "profile_unit_unstated");
  EXPECT_EQ(problems[0].severity, Severity::warning);
  EXPECT_EQ(problems[0].subject, "1/1");
  EXPECT_EQ(problems[1].message,
            "Indicator 1/1 is measured in percent, and its target 0.9 has no unit; it counts as "
            "0.9 %. Give the unit \"%\" where that is meant, or the target 90 with the unit "
            "\"%\".");
  profile.indicators[IndicatorId{"1/7"}].unit = "km";  // with what `apply` finds, each once
  EXPECT_EQ(check_profile(plan, profile).size(), 3U);
  EXPECT_EQ(apply(plan, profile).problems().size(), plan.problems().size() + 3);
  profile.indicators.at(IndicatorId{"1/1"}).unit = "%";
  EXPECT_EQ(check_profile(plan, profile).size(), 1U);
}

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
      "0.57 %, beside a 60. Give the unit \"% (0-100)\" where that is meant, or the value 57 with "
      "the unit \"%\".");
}

TEST(UnstatedUnits, OfWhatALaterValueTookThePlaceOfAreSaidWhereTheyMatter) {
  const auto reasons_of = [](const std::vector<Entry>& entries) {
    return assess(history_of({}), Evidence{entries}, AssessOptions{day("2019-06-30")})
        .at(0)
        .indicators.at(0)
        .reasons;
  };
  EXPECT_FALSE(reasons_of({value("2017", 0.57), in_percent("2018", 61)})
                   .has(IndicatorReason::unit_unstated));
  EXPECT_TRUE(reasons_of({in_percent("2017", 61), value("2018", 0.57)})
                  .has(IndicatorReason::unit_unstated));
}

struct PartsRow {
  const char* name;
  Aggregation aggregation;
  double first;   // of 2016, with 62 beside it
  double second;  // of 2018, with 70 beside it
  IndicatorStatus want;
  DeadlineStatus deadline;
};

class UnstatedPart : public testing::TestWithParam<PartsRow> {};

// What parts come to of which only some may be shares cannot be told, now or on the day it was due.
TEST_P(UnstatedPart, LeavesOpenWhatHangsOnIt) {
  const PartsRow& row = GetParam();
  const PlanHistory history = history_of({60, "%", IndicatorKind::percentage});
  Profile profile = history.revisions()[0].profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.aggregation = row.aggregation;
  said.dimensions["region"] = {"a", "b"};
  said.dimension_aggregation = Aggregation::mean;
  std::vector<Entry> entries;
  for (const auto& [period, a, b] :
       {std::tuple{"2016", row.first, 62.0}, {"2018", row.second, 70.0}}) {
    entries.push_back(made::part(period, "region", "a", a));
    entries.push_back(made::part(period, "region", "b", b));
  }
  const PlanHistory split{history.revisions()[0].plan, profile};
  const Assessment assessment = assess(split, Evidence{entries}, AssessOptions{day("2019-06-30")});
  const MeasureAssessment told = assessment.at(0);
  EXPECT_EQ(to_string(told.indicators.at(0).status), to_string(row.want));
  EXPECT_EQ(to_string(told.deadline_status), to_string(row.deadline));
}

INSTANTIATE_TEST_SUITE_P(
    Percent, UnstatedPart,
    testing::Values(PartsRow{"that_is_none", Aggregation::last, 80, 80, IndicatorStatus::met,
                             DeadlineStatus::done_on_time},
                    PartsRow{"where_the_last_value_decides", Aggregation::last, 0.5, 80,
                             IndicatorStatus::met, DeadlineStatus::done_timing_unknown},
                    PartsRow{"that_may_be_the_largest", Aggregation::max, 0.5, 80,
                             IndicatorStatus::inconclusive, DeadlineStatus::undecided},
                    PartsRow{"that_may_be_the_largest_in_the_end", Aggregation::max, 80, 0.5,
                             IndicatorStatus::inconclusive, DeadlineStatus::undecided},
                    PartsRow{"in_the_last_value", Aggregation::last, 80, 0.5,
                             IndicatorStatus::inconclusive, DeadlineStatus::undecided}),
    [](const auto& row) { return row.param.name; });

TEST(UnstatedUnits, AreMendedByAReplacementOrWithdrawal) {
  const Entry loose = value("2017", 0.57);
  Entry other = value("2017", 3);
  other.unit = "km";
  const std::vector<Entry> mended{loose, made::replacing(in_percent("2017", 57), loose), other,
                                  made::replacing(in_percent("2017", 58), other)};
  EXPECT_TRUE(unstated_units(history_of({}), mended).empty());
  EXPECT_TRUE(differing_units(history_of({}), mended).empty());
  Entry withdrawal = made::entry(EntryKind::withdrawal);
  withdrawal.about = entry_id(loose);
  EXPECT_TRUE(unstated_units(history_of({}), std::vector<Entry>{loose, withdrawal}).empty());
  EXPECT_EQ(unstated_units(history_of({}), std::vector<Entry>{loose, other}).size(), 1U);
  EXPECT_EQ(differing_units(history_of({}), std::vector<Entry>{loose, other}).size(), 1U);
}

struct NumeratorRow {
  const char* name;
  double number;
  std::optional<double> denominator;
  IndicatorStatus want;
  bool is_doubtful = true;
};

class Numerator : public testing::TestWithParam<NumeratorRow> {};

TEST_P(Numerator, IsSaidOfAnEntryHoweverItWasMade) {
  const NumeratorRow& row = GetParam();
  Entry entry = value("2017", row.number);
  entry.denominator = row.denominator;
  const IndicatorAssessment told =
      assess(history_of({}), Evidence{std::vector<Entry>{entry}}, AssessOptions{day("2018-01-01")})
          .at(0)
          .indicators.at(0);
  EXPECT_EQ(to_string(told.status), to_string(row.want));
  EXPECT_EQ(told.reasons.has(IndicatorReason::value_maybe_numerator), row.is_doubtful);
  EXPECT_EQ(told.value, row.number) << "the value itself is left as it is";
  EXPECT_EQ(unstated_units(history_of({}), std::vector<Entry>{entry}).size(),
            row.is_doubtful ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Numerator,
    testing::Values(NumeratorRow{"that_reaches_both_ways", 700, 1000, IndicatorStatus::met},
                    NumeratorRow{"that_falls_short", 300, 1000, IndicatorStatus::inconclusive},
                    NumeratorRow{"without_a_denominator", 300, {}, IndicatorStatus::met, false},
                    NumeratorRow{"above_its_denominator", 300, 200, IndicatorStatus::met, false},
                    NumeratorRow{"of_percent", 61, 1000, IndicatorStatus::met, false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace actionplan::unstated_units_test

// SPDX-License-Identifier: Apache-2.0
#include "test_paths.hpp"

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <string>

namespace actionplan::indicator_status_test {
namespace {

using made::day;
using made::done;
using made::estimate;
using made::missing;
using made::part;
using made::value;

std::string words(IndicatorReasonSet reasons) {
  std::string out;
  for (const IndicatorReason reason : reasons.list()) {
    out += (out.empty() ? "" : " ") + std::string{to_string(reason)};
  }
  return out;
}

Target target(double number, const char* period = "", TargetMode mode = TargetMode::cumulative,
              SetBy set_by = SetBy::plan) {
  Target made;
  made.value = number;
  if (*period != '\0') made.period = Period::parse(period);
  made.mode = mode;
  made.set_by = set_by;
  return made;
}

// An independent rater's word on the indicator.
Entry rated(Completion completion, const char* rated_on) {
  Entry made = made::rating(completion, rated_on);
  made.measure.reset();
  made.indicator = IndicatorId{"1/1"};
  return made;
}

// What an indicator is measured by, said in one line.
struct Terms {
  std::optional<double> baseline;
  std::vector<Target> targets;
  std::optional<Aggregation> aggregation;
  Direction direction = Direction::up;
  bool has_direction = true;
  std::optional<Cadence> cadence{};
  bool has_path = false;
  std::optional<std::string> unit{};
  std::vector<std::string> regions{};

  [[nodiscard]] IndicatorProfile profile() const {
    IndicatorProfile said;
    if (has_path) said.path = TrajectoryPath::linear;
    said.cadence = cadence;
    said.baseline = baseline;
    said.targets = targets;
    said.aggregation = aggregation;
    if (has_direction) said.direction = direction;
    said.unit = unit;
    if (!regions.empty()) {
      said.dimensions["region"] = regions;
      said.dimension_aggregation = Aggregation::sum;
    }
    return said;
  }
};

const Terms to_100{0, {target(100)}, Aggregation::last};
const Terms on_a_line{0, {target(100)}, Aggregation::last, Direction::up, true, {}, true};
const Terms falling{100, {target(40)}, Aggregation::last, Direction::down};
const Terms no_baseline{{}, {target(100)}, Aggregation::last};
const Terms sum_to_30{{}, {target(30)}, Aggregation::sum};
const Terms yearly{
    {},
    {target(10, "2016", TargetMode::incremental), target(10, "2017", TargetMode::incremental),
     target(10, "2018", TargetMode::incremental)},
    Aggregation::sum};
const Terms unsaid{{}, {}, {}, Direction::up, false};

const Terms in_km{0, {target(100)}, Aggregation::last, Direction::up, true, {}, false, "km"};
const Terms of_two_parts{0,  {target(100)},     Aggregation::last, Direction::up, true, {}, false,
                         {}, {"North", "South"}};

Entry in_miles(Entry made) {
  made.unit = "miles";
  return made;
}

const Terms to_95{0, {target(95)}, Aggregation::last};

// A survey in which every one of n cases said the same.
Entry unanimous(const char* period, double number, std::int64_t n) {
  Entry made = made::estimate(period, number, 0);
  made.method = Method::survey;
  made.n = n;
  made.df.reset();
  return made;
}

// With a value expected every year.
Terms yearly_to_60(Aggregation aggregation, Direction direction = Direction::up) {
  const bool is_up = direction == Direction::up;
  return {is_up ? 0.0 : 90.0, {target(60)}, aggregation, direction, true, Cadence::annual};
}
const Terms yearly_thing{{}, {}, {}, Direction::up, false, Cadence::annual};

// A thing of a year, done or seen not to be there.
Entry of(const char* period, Entry thing) {
  thing.period = Period::parse(period);
  return thing;
}

// The measure's window is 2016-2018, its plan was adopted on 2016-04-27.
struct Row {
  const char* name;
  IndicatorKind kind;
  Terms terms;
  std::vector<Entry> entries;
  const char* as_of;
  IndicatorStatus want;
  const char* reasons;
};

constexpr IndicatorKind count = IndicatorKind::count;
constexpr IndicatorKind thing = IndicatorKind::deliverable;
using Status = IndicatorStatus;

PlanHistory history_of(const Row& row) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"it", row.kind}});
  builder.add(measure);
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}] = row.terms.profile();
  return PlanHistory{builder.build(), profile};
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"silence", count, to_100, {}, "2020-01-01", Status::no_evidence, "nothing_live"},
      {"only_activity_reported",
       IndicatorKind::activity,
       unsaid,
       {done("2017")},
       "2020-01-01",
       Status::no_target,
       "target_unstated exists"},
      {"value_without_target",
       count,
       {0, {}, Aggregation::last},
       {value("2017", 7)},
       "2020-01-01",
       Status::no_target,
       "target_unstated"},
      {"value_without_direction",
       count,
       {0, {target(9)}, Aggregation::last, Direction::up, false},
       {value("2017", 7)},
       "2020-01-01",
       Status::no_target,
       "direction_unstated"},
      {"direction_against_target",
       count,
       {50, {target(9)}, Aggregation::last},
       {value("2017", 7)},
       "2020-01-01",
       Status::no_target,
       "direction_contradicts"},
      {"target_reached_early",
       count,
       to_100,
       {value("2017", 100)},
       "2017-12-31",
       Status::met,
       "target_reached"},
      {"target_of_analyst",
       count,
       {0, {target(5, "", TargetMode::cumulative, SetBy::analyst)}, Aggregation::last},
       {value("2018", 7)},
       "2020-01-01",
       Status::met,
       "analyst_target target_reached"},
      {"short_after_due",
       count,
       to_100,
       {value("2018", 99)},
       "2019-01-01",
       Status::not_met,
       "target_missed"},
      {"short_on_due_day",
       count,
       to_100,
       {value("2018", 99)},
       "2018-12-31",
       Status::behind,
       "expected_missed"},
      {"last_value_before_due",
       count,
       to_100,
       {value("2017", 99)},
       "2020-01-01",
       Status::incomplete,
       "value_before_due"},
      {"meanwhile_on_the_line",
       count,
       to_100,
       {value("2017", 66.7)},
       "2018-06-30",
       Status::on_track,
       "expected_reached"},
      {"meanwhile_below_the_line",
       count,
       on_a_line,
       {value("2017", 50)},
       "2018-06-30",
       Status::behind,
       "expected_missed"},
      {"meanwhile_below_an_assumed_line",
       count,
       to_100,
       {value("2017", 50)},
       "2018-06-30",
       Status::inconclusive,
       "below_assumed_path"},
      {"meanwhile_without_baseline",
       count,
       no_baseline,
       {value("2017", 50)},
       "2018-06-30",
       Status::inconclusive,
       "path_unstated"},
      {"reached_without_baseline",
       count,
       no_baseline,
       {value("2017", 100)},
       "2018-06-30",
       Status::met,
       "target_reached"},
      {"falling_target_reached",
       count,
       falling,
       {value("2017", 40)},
       "2018-06-30",
       Status::met,
       "target_reached"},
      {"falling_target_missed",
       count,
       falling,
       {value("2018", 41)},
       "2020-01-01",
       Status::not_met,
       "target_missed"},
      {"falling_on_the_line",
       count,
       falling,
       {value("2017", 60)},
       "2018-06-30",
       Status::on_track,
       "expected_reached"},
      {"zero_target",
       count,
       {8, {target(0)}, Aggregation::last, Direction::down},
       {value("2018", 0)},
       "2020-01-01",
       Status::met,
       "target_reached"},
      {"target_equal_to_baseline",
       count,
       {50, {target(50)}, Aggregation::last},
       {value("2017", 50)},
       "2018-06-30",
       Status::met,
       "target_reached target_is_baseline"},
      {"below_target_equal_to_baseline",
       count,
       {50, {target(50)}, Aggregation::last},
       {value("2017", 49)},
       "2018-06-30",
       Status::behind,
       "expected_missed target_is_baseline"},
      {"sum_reached_early",
       count,
       sum_to_30,
       {value("2016", 15), value("2017", 15)},
       "2018-06-30",
       Status::met,
       "target_reached sum_begins_at_zero"},
      {"whole_sum_short",
       count,
       sum_to_30,
       {value("2016", 10), value("2017", 10), value("2018", 9)},
       "2020-01-01",
       Status::not_met,
       "target_missed sum_begins_at_zero"},
      {"partial_sum_short",
       count,
       sum_to_30,
       {value("2016", 10), value("2018", 9)},
       "2020-01-01",
       Status::incomplete,
       "sum_begins_at_zero partial_sum"},
      {"sum_with_gap_meanwhile",
       count,
       sum_to_30,
       {value("2017", 10)},
       "2018-06-30",
       Status::incomplete,
       "sum_begins_at_zero partial_sum"},
      {"falling_partial_sum",
       count,
       {0, {target(-3)}, Aggregation::sum, Direction::down},
       {value("2016", -9)},
       "2020-01-01",
       Status::incomplete,
       "partial_sum"},
      {"step_reached",
       count,
       yearly,
       {value("2016", 12)},
       "2017-06-30",
       Status::on_track,
       "expected_reached sum_begins_at_zero"},
      {"step_missed",
       count,
       yearly,
       {value("2016", 9)},
       "2017-06-30",
       Status::behind,
       "expected_missed sum_begins_at_zero"},
      {"before_the_first_step",
       count,
       {{}, {target(10, "2016"), target(20, "2017")}, Aggregation::last},
       {value("2016Q3", 2)},
       "2016-11-01",
       Status::on_track,
       "nothing_expected_yet"},
      {"several_periods_undeclared",
       count,
       {0, {target(10)}, {}},
       {value("2016", 4), value("2017", 12)},
       "2020-01-01",
       Status::inconclusive,
       "target_reached aggregation_unstated"},
      {"running_total_summed",
       count,
       sum_to_30,
       {value("2016-01-01/2016-12-31", 20), value("2016-01-01/2017-12-31", 40)},
       "2018-06-30",
       Status::inconclusive,
       "running_total_summed"},
      {"contradiction_that_matters",
       count,
       to_100,
       {value("2018", 90), value("2018", 110)},
       "2020-01-01",
       Status::contested,
       "target_reached conflicting_entries"},
      {"contradiction_that_does_not",
       count,
       to_100,
       {value("2018", 80), value("2018", 90)},
       "2020-01-01",
       Status::not_met,
       "target_missed conflicting_entries"},
      {"same_value_from_two_documents",
       count,
       sum_to_30,
       {value("2016", 10), value("2017", 10), value("2018", 9),
        [] {
          Entry second = value("2018", 9);
          second.reporter = "Audit office";
          return second;
        }()},
       "2020-01-01",
       Status::not_met,
       "target_missed sum_begins_at_zero"},
      {"undated_contradiction",
       count,
       to_100,
       {value("2018", 110), value("", 90)},
       "2020-01-01",
       Status::contested,
       "target_reached conflicting_entries"},
      {"before_adoption",
       count,
       to_100,
       {value("2016Q1", 70)},
       "2017-01-01",
       Status::no_evidence,
       "nothing_live before_adoption"},
      {"survey_reaches",
       count,
       to_100,
       {estimate("2018", 110, 5)},
       "2020-01-01",
       Status::met,
       "target_reached survey_estimate"},
      {"survey_falls_short",
       count,
       to_100,
       {estimate("2018", 90, 5)},
       "2020-01-01",
       Status::not_met,
       "target_missed survey_estimate"},
      {"survey_cannot_tell",
       count,
       to_100,
       {estimate("2018", 102, 5)},
       "2020-01-01",
       Status::inconclusive,
       "within_sampling_error survey_estimate"},
      {"survey_cannot_tell_meanwhile",
       count,
       to_100,
       {estimate("2017", 67, 5)},
       "2018-06-30",
       Status::inconclusive,
       "within_sampling_error survey_estimate"},
      {"survey_without_variance",
       IndicatorKind::percentage,
       to_95,
       {unanimous("2018", 100, 30)},
       "2020-01-01",
       Status::inconclusive,
       "within_sampling_error survey_estimate"},
      {"survey_without_variance_of_many",
       IndicatorKind::percentage,
       to_95,
       {unanimous("2018", 100, 60)},
       "2020-01-01",
       Status::met,
       "target_reached survey_estimate"},
      {"survey_of_a_constant",
       count,
       to_100,
       {unanimous("2018", 110, 1000)},
       "2020-01-01",
       Status::inconclusive,
       "within_sampling_error survey_estimate"},
      {"periods_missing_from_a_short_mean",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016", 50), value("2018", 50)},
       "2020-01-01",
       Status::incomplete,
       "periods_missing"},
      {"periods_missing_from_a_reached_mean",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016", 70), value("2018", 70)},
       "2020-01-01",
       Status::incomplete,
       "periods_missing"},
      {"every_period_in_a_short_mean",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016", 50), value("2017", 50), value("2018", 50)},
       "2020-01-01",
       Status::not_met,
       "target_missed"},
      {"mean_reached_with_periods_to_come",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016", 70), value("2017", 70)},
       "2018-06-30",
       Status::on_track,
       "expected_reached"},
      {"mean_reached_without_baseline",
       count,
       {{}, {target(60)}, Aggregation::mean, Direction::up, true, Cadence::annual},
       {value("2016", 70), value("2017", 70)},
       "2018-06-30",
       Status::on_track,
       "expected_reached"},
      {"mean_short_with_periods_to_come",
       count,
       {0.0, {target(60)}, Aggregation::mean, Direction::up, true, Cadence::annual, true},
       {value("2016", 30), value("2017", 30)},
       "2018-06-30",
       Status::behind,
       "expected_missed"},
      {"gap_in_a_short_mean_meanwhile",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2017", 30)},
       "2018-06-30",
       Status::incomplete,
       "periods_missing"},
      {"maximum_reached_with_periods_missing",
       count,
       yearly_to_60(Aggregation::max),
       {value("2016", 70)},
       "2020-01-01",
       Status::met,
       "target_reached"},
      {"minimum_reached_with_periods_missing",
       count,
       yearly_to_60(Aggregation::min),
       {value("2016", 70), value("2018", 70)},
       "2020-01-01",
       Status::incomplete,
       "periods_missing"},
      {"falling_minimum_reached_with_periods_missing",
       count,
       yearly_to_60(Aggregation::min, Direction::down),
       {value("2016", 50)},
       "2020-01-01",
       Status::met,
       "target_reached"},
      {"part_of_a_period_is_a_reading",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016-05", 50), value("2017-05", 50), value("2018", 50)},
       "2020-01-01",
       Status::not_met,
       "target_missed"},
      {"result_without_a_number",
       count,
       yearly_to_60(Aggregation::mean),
       {value("2016", 50), of("2017", done("2017-12-31")), value("2018", 50)},
       "2020-01-01",
       Status::incomplete,
       "periods_missing"},
      {"every_thing_of_a_cadence",
       thing,
       yearly_thing,
       {of("2016", done("2017-01-10")), of("2017", done("2018-01-10")),
        of("2018", done("2019-01-10"))},
       "2020-01-01",
       Status::met,
       "exists"},
      {"every_thing_so_far",
       thing,
       yearly_thing,
       {of("2016", done("2017-01-10")), of("2017", done("2018-01-10"))},
       "2018-06-30",
       Status::on_track,
       "expected_reached"},
      {"thing_of_a_period_unreported",
       thing,
       yearly_thing,
       {of("2016", done("2017-01-10")), of("2018", done("2019-01-10"))},
       "2020-01-01",
       Status::incomplete,
       "reports_missing"},
      {"thing_of_a_period_seen_missing",
       thing,
       yearly_thing,
       {of("2016", done("2017-01-10")), of("2017", missing("2019-01-10")),
        of("2018", done("2019-01-10"))},
       "2020-01-01",
       Status::not_met,
       "seen_missing reports_missing"},
      {"thing_exists", thing, unsaid, {done("2017-03-01")}, "2017-06-30", Status::met, "exists"},
      {"value_of_a_thing",
       thing,
       unsaid,
       {value("2017", 1)},
       "2020-01-01",
       Status::inconclusive,
       "needs_deliverable"},
      {"thing_of_another_period",
       thing,
       yearly_thing,
       {of("2017Q1", done("2017-05-01"))},
       "2020-01-01",
       Status::inconclusive,
       "report_unexpected"},
      {"thing_of_another_period_beside",
       thing,
       yearly_thing,
       {of("2017Q1", done("2017-05-01")), of("2016", done("2017-01-10"))},
       "2020-01-01",
       Status::incomplete,
       "reports_missing report_unexpected"},
      {"thing_where_a_number_is_asked",
       count,
       to_100,
       {done("2017-03-01")},
       "2020-01-01",
       Status::inconclusive,
       "exists needs_value"},
      {"value_in_another_unit",
       count,
       in_km,
       {in_miles(value("2018", 100))},
       "2020-01-01",
       Status::inconclusive,
       "unit_differs"},
      {"undeclared_part",
       count,
       of_two_parts,
       {part("2018", "region", "Nort", 100)},
       "2020-01-01",
       Status::inconclusive,
       "parts_missing"},
      {"thing_done_before_adoption",
       thing,
       unsaid,
       {done("2015-03-01")},
       "2017-06-30",
       Status::met,
       "before_adoption exists"},
      {"thing_seen_missing_after_due",
       thing,
       unsaid,
       {missing("2019-01-01")},
       "2019-06-01",
       Status::not_met,
       "seen_missing"},
      {"thing_seen_missing_before_due",
       thing,
       unsaid,
       {missing("2018-06-01")},
       "2019-06-01",
       Status::incomplete,
       "value_before_due seen_missing"},
      {"thing_done_after_seen_missing",
       thing,
       unsaid,
       {missing("2017-06-01"), done("2018-03-01")},
       "2019-06-01",
       Status::met,
       "exists seen_missing"},
      {"thing_contradicted",
       thing,
       unsaid,
       {done("2017-03-01"), missing("2018-06-01")},
       "2019-06-01",
       Status::contested,
       "conflicting_entries exists seen_missing"},
      {"rated_complete",
       IndicatorKind::qualitative,
       unsaid,
       {rated(Completion::complete, "2018-06-01")},
       "2019-06-01",
       Status::met,
       "nothing_live rated"},
      {"rated_limited_after_due",
       IndicatorKind::qualitative,
       unsaid,
       {rated(Completion::limited, "2019-02-01")},
       "2019-06-01",
       Status::not_met,
       "nothing_live rated"},
      {"rated_limited_before_due",
       IndicatorKind::qualitative,
       unsaid,
       {rated(Completion::limited, "2018-02-01")},
       "2019-06-01",
       Status::incomplete,
       "nothing_live rated"},
      {"rated_withdrawn",
       count,
       to_100,
       {value("2018", 40), rated(Completion::withdrawn, "2018-02-01")},
       "2019-06-01",
       Status::inconclusive,
       "target_missed rated"},
  };
  return all;
}

class IndicatorDecisionTable : public testing::TestWithParam<Row> {};

TEST_P(IndicatorDecisionTable, GivesTheStatusAndItsReasons) {
  const Row& row = GetParam();
  const Assessment assessment =
      assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
  EXPECT_EQ(to_string(assessment.indicator_statuses()[0]), to_string(row.want));
  EXPECT_EQ(words(assessment.indicator_reasons()[0]), row.reasons);
  const IndicatorAssessment told = assessment.at(0).indicators.at(0);
  EXPECT_EQ(told.status, row.want);
}

INSTANTIATE_TEST_SUITE_P(Guide, IndicatorDecisionTable, testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });

TEST(Cadence, NamesThePeriodsWithoutValue) {
  const Row row{
      "", count, yearly_to_60(Aggregation::last), {value("2016", 50)}, "2018-12-31", Status::behind,
      ""};
  const Assessment assessment =
      assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
  const auto periods = assessment.at(0).indicators.at(0).periods;
  ASSERT_TRUE(periods.has_value());
  EXPECT_EQ(periods->expected, 2U);  // 2018 has not ended
  EXPECT_EQ(periods->received, 1U);
  EXPECT_EQ(periods->missing, std::vector{Period::year(2017)});
}

TEST(Cadence, LeavesOutPeriodsBeforeAdoption) {
  Row row{"", count, yearly_to_60(Aggregation::sum), {}, "2016-07-01", Status::no_evidence, ""};
  row.terms.cadence = Cadence::quarterly;
  row.entries = {value("2016-04-27/2016-06-30", 3)};
  const auto periods_of = [&row] {
    return assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)})
        .at(0)
        .indicators.at(0)
        .periods.value();
  };
  EXPECT_EQ(periods_of().expected, 1U);  // the first quarter ended before 2016-04-27
  EXPECT_EQ(periods_of().received, 1U);  // from the day of adoption on
  row.entries = {value("2016-06", 3)};
  EXPECT_EQ(periods_of().missing, std::vector{Period::quarter(2016, 2)});
}

TEST(Cadence, YearlyValueSpeaksOfItsQuarters) {
  Row row{"", count, yearly_to_60(Aggregation::sum), {value("2017", 3)}, "2018-12-31", {}, ""};
  row.terms.cadence = Cadence::quarterly;
  const auto periods = assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)})
                           .at(0)
                           .indicators.at(0)
                           .periods.value();
  EXPECT_EQ(periods.expected, 10U);
  EXPECT_EQ(periods.received, 4U);
  EXPECT_EQ(periods.missing.front(), Period::quarter(2016, 2));
}

TEST(Cadence, MonthsMakeUpAQuarter) {
  Row row{"", count, yearly_to_60(Aggregation::sum), {}, "2018-12-31", {}, ""};
  row.terms.cadence = Cadence::quarterly;
  row.entries = {value("2017-01", 1), value("2017-02", 1), value("2017-03", 1), value("2017-04", 1),
                 value("2017-06", 1)};
  const auto periods = assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)})
                           .at(0)
                           .indicators.at(0)
                           .periods.value();
  EXPECT_EQ(periods.received, 1U);
}

TEST(Cadence, IsAbsentWithoutOne) {
  const Row row{"", count, to_100, {value("2016", 5)}, "2018-12-31", {}, ""};
  EXPECT_FALSE(assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)})
                   .at(0)
                   .indicators.at(0)
                   .periods.has_value());
}

TEST(RunningTotal, OfASumHasNoValue) {
  for (const bool has_target : {true, false}) {
    Row row{"", count, sum_to_30, {}, "2018-06-30", {}, ""};
    if (!has_target) row.terms.targets.clear();
    row.entries = {value("2016", 20), value("2016-2017", 40), value("2018-03", 5)};
    const Assessment assessment =
        assess(history_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
    const Explanation told = explain(assessment, 0);
    const IndicatorAssessment& found = told.indicators.at(0).verdict;
    EXPECT_EQ(found.status, has_target ? Status::inconclusive : Status::no_target);
    EXPECT_TRUE(found.reasons.has(IndicatorReason::running_total_summed));
    EXPECT_FALSE(found.reasons.has(IndicatorReason::target_reached));
    EXPECT_FALSE(found.value || found.progress || found.expected || told.indicators[0].estimate);
    EXPECT_TRUE(std::isnan(assessment.values()[0]));
    EXPECT_TRUE(std::isnan(assessment.progress()[0]));
    EXPECT_EQ(told.indicators[0].entries.size(), 3U);
    EXPECT_NE(to_text(told, assessment).find("observation"), std::string::npos);
  }
}

TEST(IndicatorDecisionTable, IsTheGuidesTable) {
  std::ifstream guide{ACTIONPLAN_GUIDE "/indicator_status.md"};
  ASSERT_TRUE(guide);
  std::map<std::string, std::string> written;
  for (std::string line; std::getline(guide, line);) {
    if (line.rfind("## ", 0) == 0) break;
    if (line.rfind("| `", 0) != 0) continue;
    const std::size_t name_end = line.find('`', 3);
    const std::size_t status = line.rfind("| `") + 3;
    written[line.substr(3, name_end - 3)] = line.substr(status, line.find('`', status) - status);
  }
  std::map<std::string, std::string> tested;
  for (const Row& row : rows()) tested[row.name] = to_string(row.want);
  EXPECT_EQ(written, tested);
}

}  // namespace
}  // namespace actionplan::indicator_status_test

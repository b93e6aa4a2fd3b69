// SPDX-License-Identifier: Apache-2.0
// A deadline is judged as of its due day, an indicator as of the day asked about.
#include <actionplan/evaluate/assess.hpp>

#include "../../support/rounds.hpp"
#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace actionplan::reached_when_due_test {
namespace {

using made::day;
using made::value;
using Status = DeadlineStatus;

struct Terms {
  Aggregation aggregation = Aggregation::last;
  Direction direction = Direction::up;
  double target = 100;
  std::optional<Cadence> cadence = {};
};

// One measure with one count, due on the last day of 2016.
PlanHistory history_of(const Terms& terms, const char* due = "2016-12-31",
                       const char* due_latest = "") {
  PlanBuilder builder = made::heading();
  Deadline deadline = made::window("2016-01-01", due);
  if (*due_latest != '\0') deadline.due_latest = day(due_latest);
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = terms.direction;
  said.baseline = terms.direction == Direction::down ? 100 : 0;
  said.aggregation = terms.aggregation;
  said.cadence = terms.cadence;
  said.targets = {Target{}};
  said.targets[0].value = terms.target;
  return PlanHistory{builder.build(), profile};
}

struct Row {
  const char* name;
  Terms terms;
  std::vector<Entry> entries;
  Status want;
  IndicatorStatus indicator;
  bool is_lost = false;  // reached when it was due, and no longer
  std::optional<int> days_late = {};
};

constexpr IndicatorStatus met = IndicatorStatus::met;
constexpr IndicatorStatus not_met = IndicatorStatus::not_met;

Terms with(Aggregation aggregation) { return {aggregation}; }

const std::vector<Row>& rows() {
  static const Terms cap{Aggregation::sum, Direction::down, 10};
  static const Terms falling{Aggregation::last, Direction::down, 10};
  static const Terms monthly_mean{Aggregation::mean, Direction::up, 100, Cadence::quarterly};
  static const std::vector<Row> all{
      {"reached_in_time", {}, {value("2016", 100)}, Status::done_on_time, met},
      {"reached_in_time_then_more",
       {},
       {value("2016", 100), value("2017", 120)},
       Status::done_on_time,
       met},
      {"reached_in_time_then_more_in_a_sum",
       with(Aggregation::sum),
       {value("2016", 100), value("2017", 20)},
       Status::done_on_time,
       met},
      {"reached_in_time_then_more_at_the_most",
       with(Aggregation::max),
       {value("2016", 100), value("2017", 120)},
       Status::done_on_time,
       met},
      {"reached_in_time_then_more_in_a_mean",
       with(Aggregation::mean),
       {value("2016", 100), value("2017", 120)},
       Status::done_on_time,
       met},
      {"reached_in_time_then_less_of_what_falls",
       falling,
       {value("2016", 10), value("2017", 8)},
       Status::done_on_time,
       met},
      {"reached_in_time_then_lost",
       {},
       {value("2016", 100), value("2017", 80)},
       Status::done_on_time,
       not_met,
       true},
      {"reached_in_time_then_lost_and_reached_again",
       {},
       {value("2016", 100), value("2017", 80), value("2018", 100)},
       Status::done_on_time,
       met},
      {"a_sum_within_its_cap_then_beyond",
       cap,
       {value("2016", 9), value("2017", 5)},
       Status::done_on_time,
       not_met,
       true},
      {"a_mean_of_all_quarters_then_lower",
       monthly_mean,
       {value("2016-Q1", 90), value("2016-Q2", 100), value("2016-Q3", 100), value("2016-Q4", 110),
        value("2017", 10)},
       Status::done_on_time,
       not_met,
       true},
      {"lost_before_the_due_day",
       {},
       {value("2016-03", 100), value("2016-12", 80), value("2017", 90)},
       Status::overdue,
       not_met,
       false,
       365},
      {"reached_again_after_the_due_day",
       {},
       {value("2016-03", 100), value("2016-12", 80), value("2017-06", 100), value("2018", 130)},
       Status::done_late,
       met,
       false,
       152},
      {"reached_late_then_lost",
       {},
       {value("2016", 80), value("2017", 100), value("2018", 90)},
       Status::overdue,
       not_met,
       false,
       730},
      {"reached_around_the_due_day",
       {},
       {value("2016-06", 50), value("2016-12-01/2017-01-31", 100), value("2018", 120)},
       Status::done_timing_unknown,
       met},
      {"of_estimates",
       {},
       {made::estimate("2016", 110, 2), made::estimate("2017", 100, 2)},
       Status::done_on_time,
       IndicatorStatus::inconclusive,
       true},
      {"contradicted_when_due",
       {},
       {value("2016", 100),
        [] {
          Entry other = value("2016", 80);
          other.reporter = "Somebody else";
          return other;
        }(),
        value("2017", 100)},
       Status::done_timing_unknown,
       met},
  };
  return all;
}

Status status_of(const PlanHistory& history, const std::vector<Entry>& entries) {
  const Assessment assessment =
      assess(history, Evidence{entries}, AssessOptions{day("2019-03-01")});
  return assessment.statuses()[0];
}

class ReachedWhenDue : public testing::TestWithParam<Row> {};

TEST_P(ReachedWhenDue, IsJudgedAsOfTheDueDay) {
  const Row& row = GetParam();
  const PlanHistory history = history_of(row.terms);
  std::vector<Entry> entries = row.entries;
  const AssessOptions options{day("2019-03-01")};
  const Assessment fast = assess(history, Evidence{entries}, options);
  Entry remark = made::entry(EntryKind::note);  // so that the clear way is taken
  remark.indicator = IndicatorId{"1/1"};
  remark.text = "A remark.";
  entries.push_back(remark);
  const Assessment clear = assess(history, Evidence{entries}, options);
  for (const Assessment* assessment : {&fast, &clear}) {
    const MeasureAssessment told = assessment->at(0);
    EXPECT_EQ(to_string(told.deadline_status), to_string(row.want));
    EXPECT_EQ(to_string(told.indicators[0].status), to_string(row.indicator));
    EXPECT_EQ(told.indicators[0].reasons.has(IndicatorReason::reached_when_due), row.is_lost);
    EXPECT_EQ(told.reasons.has(Reason::met_when_due), row.is_lost);
    EXPECT_EQ(told.reasons.has(Reason::indicators_met), row.indicator == met);
    EXPECT_EQ(told.days_late, row.days_late);
  }
}

INSTANTIATE_TEST_SUITE_P(Values, ReachedWhenDue, testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });

TEST(ReachedWhenDueOf, NamesTheValueThatReachedItAmongTheEntriesUsed) {
  const std::vector<Entry> entries{value("2016", 100), value("2017", 120)};
  const Assessment assessment =
      assess(history_of({}), Evidence{entries}, AssessOptions{day("2019-03-01")});
  EXPECT_EQ(assessment.at(0).indicators[0].evidence.size(), 2U);
}

// Two indicators: one was lost, the other never reached.
TEST(ReachedWhenDueOf, DoesNotMakeUpForAnother) {
  PlanBuilder builder{history_of({}).revisions()[0].plan};
  Measure& measure = builder.measures()[0];
  made::set_indicators(measure,
                       {{"laws", IndicatorKind::count}, {"it", IndicatorKind::deliverable}});
  const PlanHistory history{builder.build(), history_of({}).revisions()[0].profile};
  const std::vector<Entry> lost{value("2016", 100), value("2017", 80)};
  std::vector<Entry> with_other = lost;
  with_other.push_back(made::done("2016-06-01", "1/2"));
  std::vector<Entry> without_other = lost;
  without_other.push_back(made::missing("2017-06-01", "1/2"));
  EXPECT_EQ(status_of(history, lost), Status::undecided);
  EXPECT_EQ(status_of(history, with_other), Status::done_on_time);
  EXPECT_EQ(status_of(history, without_other), Status::overdue);
}

TEST(ReachedWhenDueOf, KnowsTheEarlierDayOfAVagueDeadline) {
  const PlanHistory history = history_of({}, "2016-12-31", "2017-03-31");
  const std::vector<Entry> entries{value("2016", 100), value("2017-03", 120), value("2018", 130)};
  EXPECT_EQ(status_of(history, entries), Status::done_on_time);
}

// Whatever the aggregation: one more value at the end, no worse than all before, never makes late
// or undone what was done in time, and never makes late what was not.
TEST(ReachedWhenDueOf, IsNotUndoneByALaterBetterValue) {
  std::mt19937 random{20161231};
  std::size_t in_time = 0;
  for (int round = 0; round < made::rounds(3000); ++round) {
    Terms terms;
    terms.aggregation = static_cast<Aggregation>(random() % 6);
    if (random() % 3 == 0) terms.direction = Direction::down;
    if (random() % 4 == 0) terms.cadence = Cadence::quarterly;
    terms.target = static_cast<double>(random() % 60);
    const bool is_falling = terms.direction == Direction::down;
    const PlanHistory history = history_of(terms);
    std::vector<Entry> entries;
    double best = is_falling ? 60 : 0;
    for (int quarter = 0; quarter < 11; ++quarter) {
      if (random() % 3 == 0) continue;
      const std::string period = Period::quarter(2016 + quarter / 4, 1 + quarter % 4).text();
      const double number = static_cast<double>(random() % 60);
      best = is_falling ? std::min(best, number) : std::max(best, number);
      entries.push_back(value(period.c_str(), number));
      entries.back().denominator = 10;
      if (random() % 10 == 0) entries.back().standard_error = 3;
    }
    const Status before = status_of(history, entries);
    // A sum is made better by what leaves it as far as it came.
    const bool is_sum = terms.aggregation == Aggregation::sum;
    entries.push_back(value("2018-Q4", is_sum && is_falling ? 0 : best));
    entries.back().denominator = 10;
    const Status after = status_of(history, entries);
    if (before == Status::done_on_time) {
      ++in_time;
      EXPECT_EQ(to_string(after), "done_on_time") << round;
    }
  }
  EXPECT_GT(in_time, made::rounds(200U));
}

}  // namespace
}  // namespace actionplan::reached_when_due_test

// SPDX-License-Identifier: Apache-2.0
// A measure that a revision carries over was adopted with the first plan that has it.
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::first_adoption_test {
namespace {

using made::day;
using made::value;

struct Terms {
  Aggregation aggregation = Aggregation::sum;
  DeadlineKind kind = DeadlineKind::window;
  bool has_cadence = false;
  bool has_path = false;
};

// Measures 1, 2, ... of a plan, with one count each that is to come to 30 by the end of 2018.
Revision revision(const char* adopted_on, int measures, const char* effective_on,
                  const char* recorded_on, const Terms& terms = {}) {
  PlanBuilder builder = made::heading();
  builder.heading().adopted_on.reset();
  if (*adopted_on != '\0') builder.heading().adopted_on = day(adopted_on);
  Profile profile;
  for (int i = 1; i <= measures; ++i) {
    Deadline deadline = made::window("2016-01-01", "2018-12-31");
    deadline.kind = terms.kind;
    if (terms.kind == DeadlineKind::by) deadline.start.reset();
    if (terms.kind == DeadlineKind::recurring) {
      deadline = made::recurring("2016-01-01", "2018-12-31", Cadence::annual, adopted_on);
    }
    Measure measure = made::measure(std::to_string(i), deadline);
    const bool is_report = terms.kind == DeadlineKind::recurring;
    const IndicatorKind kind = is_report ? IndicatorKind::report : IndicatorKind::count;
    made::set_indicators(measure, {{"number of laws", kind}});
    builder.add(measure);
    if (is_report) continue;
    IndicatorProfile& said = profile.indicators[measure.indicators[0].id];
    said.direction = Direction::up;
    said.baseline = 0;
    said.aggregation = terms.aggregation;
    if (terms.has_cadence) said.cadence = Cadence::annual;
    if (terms.has_path) said.path = TrajectoryPath::linear;
    said.targets = {Target{}};
    said.targets[0].value = 30;
  }
  return Revision{builder.build(), day(effective_on), day(recorded_on), profile};
}

// The first plan is of 2016 and has measure 1; that of 2018 has two more.
PlanHistory revised(const Terms& terms = {}) {
  return PlanHistory{{revision("2016-01-10", 1, "2016-01-10", "2016-01-10", terms),
                      revision("2018-01-10", 3, "2018-01-10", "2018-01-10", terms)}};
}

std::vector<Entry> ten_a_year(int measures = 3) {
  std::vector<Entry> entries;
  for (int i = 1; i <= measures; ++i) {
    for (const char* year : {"2016", "2017", "2018"}) {
      entries.push_back(value(year, 10, (std::to_string(i) + "/1").c_str()));
    }
  }
  return entries;
}

const AssessOptions at_the_end{day("2019-07-01")};

bool has_early(const IndicatorAssessment& found) {
  return found.reasons.has(IndicatorReason::before_adoption);
}

TEST(FirstAdoption, CountsForWhatARevisionCarriesOver) {
  const Assessment assessment = assess(revised(), Evidence{ten_a_year()}, at_the_end);
  const IndicatorAssessment carried = assessment["1"].indicators[0];
  EXPECT_EQ(carried.value, 30);
  EXPECT_EQ(carried.status, IndicatorStatus::met);
  EXPECT_FALSE(has_early(carried));
  const IndicatorAssessment added = assessment["2"].indicators[0];
  EXPECT_EQ(added.value, 10);
  EXPECT_TRUE(has_early(added));
}

// An entry that was replaced and one of a part, beside plain values.
TEST(FirstAdoption, IsTheSameHoweverTheValuesAreRead) {
  for (const Aggregation aggregation : {Aggregation::sum, Aggregation::last, Aggregation::mean}) {
    for (const bool has_cadence : {false, true}) {
      Terms terms;
      terms.aggregation = aggregation;
      terms.has_cadence = has_cadence;
      const PlanHistory history{{revision("2016-01-10", 3, "2016-01-10", "2016-01-10", terms),
                                 revision("2018-01-10", 3, "2018-01-10", "2018-01-10", terms)}};
      const PlanHistory unrevised{{revision("2016-01-10", 3, "2016-01-10", "2016-01-10", terms)}};
      std::vector<Entry> entries = ten_a_year();
      entries.push_back(made::replacing(value("2017", 8, "2/1"), entries[4]));
      entries.push_back(made::part("2017", "region", "north", 3));
      const Evidence evidence{entries};
      const Assessment found = assess(history, evidence, at_the_end);
      const Assessment wanted = assess(unrevised, evidence, at_the_end);
      for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_EQ(found.indicator_statuses()[row], wanted.indicator_statuses()[row]);
        EXPECT_EQ(found.indicator_reasons()[row].bits(), wanted.indicator_reasons()[row].bits());
        EXPECT_EQ(found.at(row).indicators[0].value, wanted.at(row).indicators[0].value);
        EXPECT_EQ(found.at(row).indicators[0].progress, wanted.at(row).indicators[0].progress);
        ASSERT_EQ(found.at(row).indicators[0].periods.has_value(), has_cadence);
        if (!has_cadence) continue;
        EXPECT_EQ(found.at(row).indicators[0].periods->expected, 3U);
        EXPECT_EQ(found.at(row).indicators[0].periods->received, 3U);
      }
    }
  }
}

TEST(FirstAdoption, HoldsWhenMoreIsReported) {
  const std::vector<Entry> all = ten_a_year();
  const Evidence first{std::vector<Entry>(all.begin(), all.begin() + 1)};
  const Assessment before = assess(revised(), first, at_the_end);
  const Assessment found =
      reassess(before, first.appended(std::vector<Entry>(all.begin() + 1, all.end())));
  const Assessment wanted = assess(revised(), Evidence{all}, at_the_end);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(found.values()[row], row == 0 ? 30 : 10);
    EXPECT_EQ(found.statuses()[row], wanted.statuses()[row]);
    EXPECT_EQ(found.reasons()[row].bits(), wanted.reasons()[row].bits());
    EXPECT_EQ(found.indicator_reasons()[row].bits(), wanted.indicator_reasons()[row].bits());
  }
}

TEST(FirstAdoption, SaysWhichReportsAreExpected) {
  Terms terms;
  terms.kind = DeadlineKind::recurring;
  const Assessment assessment = assess(revised(terms), at_the_end);
  EXPECT_EQ(assessment["1"].report_counts.expected, 3U);
  EXPECT_FALSE(assessment["1"].reports.front().before_adoption);
  EXPECT_EQ(assessment["2"].report_counts.expected, 1U);
  EXPECT_TRUE(assessment["2"].reports.front().before_adoption);
  std::vector<Entry> reports;
  for (const char* id : {"1/1", "2/1"}) {
    Entry report = made::done("2019-02-01", id);
    report.period = Period::parse("2018");
    reports.push_back(report);
  }
  const Assessment reported = assess(revised(terms), Evidence{reports}, at_the_end);
  EXPECT_EQ(reported["1"].indicators[0].status, IndicatorStatus::incomplete);
  EXPECT_EQ(reported["2"].indicators[0].status, IndicatorStatus::met);
}

TEST(FirstAdoption, BeginsTheLineOfADayAlone) {
  Terms terms;
  terms.aggregation = Aggregation::last;
  terms.kind = DeadlineKind::by;
  terms.has_path = true;
  std::vector<Entry> entries;
  for (const char* id : {"1/1", "2/1"}) entries.push_back(value("2018-02-01", 10, id));
  const Assessment assessment =
      assess(revised(terms), Evidence{entries}, AssessOptions{day("2018-03-01")});
  EXPECT_GT(assessment["1"].indicators[0].expected.value(), 20);
  EXPECT_EQ(assessment["1"].indicators[0].status, IndicatorStatus::behind);
  EXPECT_LT(assessment["2"].indicators[0].expected.value(), 3);
  EXPECT_EQ(assessment["2"].indicators[0].status, IndicatorStatus::on_track);
}

TEST(FirstAdoption, IsThatOfAnyRevisionKnownByThen) {
  const PlanHistory history{{revision("2016-01-10", 1, "2016-01-10", "2019-05-01"),
                             revision("2018-01-10", 3, "2018-01-10", "2018-01-10")}};
  AssessOptions options = at_the_end;
  EXPECT_EQ(assess(history, Evidence{ten_a_year()}, options)["1"].indicators[0].value, 30);
  std::vector<Entry> entries = ten_a_year();
  for (Entry& entry : entries) entry.recorded_on = day("2019-02-01");
  options.known_at = day("2019-04-30");
  EXPECT_EQ(assess(history, Evidence{entries}, options)["1"].indicators[0].value, 10);
  options.known_at = day("2019-05-01");
  EXPECT_EQ(assess(history, Evidence{entries}, options)["1"].indicators[0].value, 30);
}

TEST(FirstAdoption, IsNeverALaterOne) {
  const PlanHistory later{{revision("2018-01-10", 1, "2016-01-10", "2016-01-10"),
                           revision("2016-01-10", 1, "2018-01-10", "2018-01-10")}};
  EXPECT_EQ(assess(later, Evidence{ten_a_year(1)}, at_the_end)["1"].indicators[0].value, 30);
  const PlanHistory unsaid{{revision("2018-01-10", 1, "2016-01-10", "2016-01-10"),
                            revision("", 1, "2018-01-10", "2018-01-10")}};
  EXPECT_EQ(assess(unsaid, Evidence{ten_a_year(1)}, at_the_end)["1"].indicators[0].value, 10);
}

TEST(FirstAdoption, IsWhatTheDayAskedAboutIsHeldAgainst) {
  const PlanHistory history{{revision("2016-01-10", 1, "2016-01-10", "2016-01-10"),
                             revision("2018-01-10", 3, "2017-12-01", "2017-12-01")}};
  const Assessment assessment = assess(history, AssessOptions{day("2017-12-15")});
  EXPECT_FALSE(assessment["1"].reasons.has(Reason::before_adoption));
  EXPECT_TRUE(assessment["2"].reasons.has(Reason::before_adoption));
  EXPECT_TRUE(assessment["3"].reasons.has(Reason::before_adoption));
}

}  // namespace
}  // namespace actionplan::first_adoption_test

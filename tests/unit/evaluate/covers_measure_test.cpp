// SPDX-License-Identifier: Apache-2.0
// Indicators that can be met while their measure is not known to be done.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::covers_measure_test {
namespace {

using made::day;
using made::done;
using made::value;
using Status = DeadlineStatus;

constexpr Completion complete = Completion::complete;

TEST(CoversMeasure, KeepsAReportFromBeingGradedUntilAPersonConfirmsIt) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"Information on trainings", IndicatorKind::report}});
  builder.add(measure);
  const Plan plan = builder.build();
  const std::vector<Entry> entries{done("2017-03-01")};
  const AssessOptions options{day("2019-06-01")};
  const MeasureAssessment narrow = assess(plan, Evidence{entries}, options).at(0);
  EXPECT_EQ(narrow.indicators[0].status, IndicatorStatus::met);
  EXPECT_EQ(narrow.derived, std::nullopt);
  EXPECT_EQ(narrow.not_gradable, std::vector<IndicatorId>{IndicatorId{"1/1"}});
  EXPECT_EQ(narrow.deadline_status, Status::undecided);
  EXPECT_TRUE(narrow.indicators[0].reasons.has(IndicatorReason::narrower_than_measure));
  const Assessment assessed = assess(plan, Evidence{entries}, options);
  const Explanation explained = explain(assessed, MeasureId{"1"});
  EXPECT_EQ(explained.deadline_rule,
            "every indicator is met, and nobody confirmed by `covers_measure` that 1/1 shows the "
            "whole to be done");
  EXPECT_NE(to_text(explained, assessed)
                .find("narrower_than_measure: Declare `covers_measure: true` of the indicator"),
            std::string::npos);
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}].covers_measure = true;
  const MeasureAssessment confirmed =
      assess(PlanHistory{plan, profile}, Evidence{entries}, options).at(0);
  EXPECT_EQ(confirmed.derived, complete);
  EXPECT_EQ(confirmed.deadline_status, Status::done_on_time);
  EXPECT_FALSE(confirmed.indicators[0].reasons.has(IndicatorReason::narrower_than_measure));
}

struct CoversRow {
  const char* name;
  IndicatorKind kind;
  std::optional<bool> covers;
  std::optional<double> target;
  std::vector<Entry> entries;
  bool is_narrower = true;
};

class CoversMeasureOfKinds : public testing::TestWithParam<CoversRow> {};

// Whatever is met and leaves the measure undecided says why.
TEST_P(CoversMeasureOfKinds, IsNamedWhereWhatIsMetDoesNotDecide) {
  const CoversRow& row = GetParam();
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"trainings", row.kind}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.covers_measure = row.covers;
  said.aggregation = Aggregation::last;
  if (row.target) {
    said.direction = Direction::up;
    said.targets = {Target{}};
    said.targets[0].value = *row.target;
  }
  const MeasureAssessment told = assess(PlanHistory{builder.build(), profile},
                                        Evidence{row.entries}, AssessOptions{day("2019-06-01")})
                                     .at(0);
  EXPECT_EQ(told.indicators[0].reasons.has(IndicatorReason::narrower_than_measure),
            row.is_narrower);
  const bool is_met = told.indicators[0].status == IndicatorStatus::met;
  EXPECT_EQ(told.deadline_status == Status::undecided && is_met, row.is_narrower);
}

INSTANTIATE_TEST_SUITE_P(
    Indicators, CoversMeasureOfKinds,
    testing::Values(
        CoversRow{"report", IndicatorKind::report, {}, {}, {done("2017-03-01")}},
        CoversRow{"report_that_does_not", IndicatorKind::report, false, {}, {done("2017-03-01")}},
        CoversRow{"report_that_does", IndicatorKind::report, true, {}, {done("2017-03-01")}, false},
        CoversRow{"report_with_a_target", IndicatorKind::report, {}, 3, {value("2018", 4)}},
        CoversRow{"report_short_of_it", IndicatorKind::report, {}, 3, {value("2018", 2)}, false},
        CoversRow{"count", IndicatorKind::count, {}, 3, {value("2018", 4)}, false},
        CoversRow{"count_that_does_not", IndicatorKind::count, false, 3, {value("2018", 4)}},
        CoversRow{"deliverable_that_does_not",
                  IndicatorKind::deliverable,
                  false,
                  {},
                  {done("2017-03-01")}},
        CoversRow{"deliverable", IndicatorKind::deliverable, {}, {}, {done("2017-03-01")}, false}),
    [](const auto& row) { return row.param.name; });

// What else is met and leaves its measure undecided: what has no weight, and what is done on no day.
TEST(MetAndUndecided, SaysWhy) {
  PlanBuilder builder = made::heading();
  Measure once = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(once, {{"law", IndicatorKind::deliverable}});
  builder.add(once);
  Deadline goes_on = made::window("2016-01-01", "2018-12-31");
  goes_on.kind = DeadlineKind::continuous;
  Measure standing = made::measure("2", goes_on);
  made::set_indicators(standing, {{"law", IndicatorKind::deliverable}});
  builder.add(standing);
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}].weight = 0;
  const Assessment told =
      assess(PlanHistory{builder.build(), profile},
             Evidence{std::vector<Entry>{done("2017-03-01"), done("2017-03-01", "2/1")}},
             AssessOptions{day("2019-06-01")});
  const auto rule_of = [&told](const char* id) {
    const Explanation explained = explain(told, MeasureId{id});
    EXPECT_EQ(explained.verdict.deadline_status, Status::undecided);
    EXPECT_EQ(explained.verdict.indicators.at(0).status, IndicatorStatus::met);
    return explained.deadline_rule;
  };
  EXPECT_NE(rule_of("1").find("each has the `weight` 0"), std::string::npos);
  EXPECT_NE(rule_of("2").find("a duty that goes on is done on no day"), std::string::npos);
}

}  // namespace
}  // namespace actionplan::covers_measure_test

// SPDX-License-Identifier: Apache-2.0
// What a vague deadline means for indicators: their last day is the latest that it could mean.
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace actionplan::vague_indicator_test {
namespace {

using made::day;

// The window 2016-2018, at the latest until 2019-02-28; a count from 0 to 100.
PlanHistory history(bool is_vague, std::optional<Cadence> cadence = {}) {
  PlanBuilder builder = made::heading();
  Deadline deadline = made::window("2016-01-01", "2018-12-31");
  if (is_vague) deadline.due_latest = day("2019-02-28");
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"number of trainings", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.baseline = 0;
  said.direction = Direction::up;
  said.aggregation = Aggregation::last;
  said.cadence = cadence;
  Target target;
  target.value = 100;
  said.targets = {target};
  return PlanHistory{builder.build(), profile};
}

struct Case {
  const char* name;
  const char* period;  // of a value of 50
  IndicatorStatus exact;
  bool is_decided_when_vague;
};

class VagueIndicator : public testing::TestWithParam<Case> {};

TEST_P(VagueIndicator, IsNotMetOnlyByAValueOfTheLatestDay) {
  const Case& c = GetParam();
  const std::vector<Entry> entries{made::value(c.period, 50)};
  const AssessOptions options{day("2019-06-01")};
  const auto status = [&](bool is_vague) {
    return made::borrowed(assess(history(is_vague), Evidence{entries}, options))
        .indicator_statuses()[0];
  };
  EXPECT_EQ(to_string(status(false)), to_string(c.exact));
  EXPECT_EQ(status(true) == IndicatorStatus::not_met, c.is_decided_when_vague);
}

INSTANTIATE_TEST_SUITE_P(
    Assess, VagueIndicator,
    testing::Values(Case{"of_the_due_day", "2018-12-31", IndicatorStatus::not_met, false},
                    Case{"between", "2019-02-27", IndicatorStatus::not_met, false},
                    Case{"of_the_latest_day", "2019-02-28", IndicatorStatus::not_met, true},
                    Case{"after_it", "2019-03-01", IndicatorStatus::not_met, true}),
    [](const auto& test) { return std::string{test.param.name}; });

// "by 2021: 50%, by 2022: 100%", of a measure with one share.
PlanHistory by_parts(const Profile& profile = {}) {
  PlanBuilder builder = made::heading();
  Deadline deadline;
  deadline.text = "by 2021: 50%, by 2022: 100%";
  deadline.kind = DeadlineKind::several;
  deadline.due = day("2022-12-31");
  for (const auto& [due, target] : {std::pair{"2021-12-31", 50}, std::pair{"2022-12-31", 100}}) {
    DeadlinePart part;
    part.text = deadline.text;
    part.due = day(due);
    part.target = target;
    part.unit = "%";
    deadline.parts.push_back(part);
  }
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"share of schools", IndicatorKind::percentage}});
  builder.add(measure);
  return PlanHistory{builder.build(), profile};
}

IndicatorStatus share_status(const Profile& profile, const char* period, double value,
                             const char* as_of) {
  const std::vector<Entry> entries{made::value(period, value)};
  return made::borrowed(assess(by_parts(profile), Evidence{entries}, AssessOptions{day(as_of)}))
      .indicator_statuses()[0];
}

TEST(PartTargets, AreMeasuredByWhereTheProfileHasNone) {
  const Profile none;
  EXPECT_EQ(share_status(none, "2021-12-31", 30, "2022-03-01"), IndicatorStatus::behind);
  EXPECT_EQ(share_status(none, "2021-12-31", 60, "2022-03-01"), IndicatorStatus::on_track);
  EXPECT_EQ(share_status(none, "2022-12-31", 100, "2023-03-01"), IndicatorStatus::met);
  EXPECT_EQ(share_status(none, "2022-12-31", 80, "2023-03-01"), IndicatorStatus::not_met);
  Profile own;
  Target target;
  target.value = 70;
  own.indicators[IndicatorId{"1/1"}].targets = {target};
  own.indicators[IndicatorId{"1/1"}].direction = Direction::up;
  EXPECT_EQ(share_status(own, "2022-12-31", 80, "2023-03-01"), IndicatorStatus::met);
}

TEST(VagueIndicator, ExpectsNoFurtherPeriods) {
  const AssessOptions options{day("2019-06-01")};
  const auto expected = [&](bool is_vague) {
    return assess(history(is_vague, Cadence::monthly), Evidence{}, options)
        .at(0)
        .indicators[0]
        .periods->expected;
  };
  EXPECT_EQ(expected(true), expected(false));
}

}  // namespace
}  // namespace actionplan::vague_indicator_test

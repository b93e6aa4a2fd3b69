// SPDX-License-Identifier: Apache-2.0
// What a sum takes for one statement: a longer period beside shorter ones that come to it.
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::summed_periods_test {
namespace {

using made::day;
using made::value;

struct Row {
  const char* name;
  std::vector<Entry> entries;
  bool is_conflict;
  double want = 70;
  std::size_t used = 2;
  Aggregation aggregation = Aggregation::sum;
};

class SummedPeriods : public testing::TestWithParam<Row> {};

TEST_P(SummedPeriods, AreHeldAgainstWhatTheyComeTo) {
  const Row& row = GetParam();
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"boats", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = Direction::up;
  said.aggregation = row.aggregation;
  said.targets = {Target{}};
  said.targets[0].value = 70;
  const IndicatorAssessment told = assess(PlanHistory{builder.build(), profile},
                                          Evidence{row.entries}, AssessOptions{day("2019-06-30")})
                                       .at(0)
                                       .indicators.at(0);
  EXPECT_EQ(told.reasons.has(IndicatorReason::conflicting_entries), row.is_conflict);
  EXPECT_EQ(told.value, row.want);
  EXPECT_EQ(told.evidence.size(), row.used);
}

INSTANTIATE_TEST_SUITE_P(
    Values, SummedPeriods,
    testing::Values(
        Row{"two_years", {value("2017", 30), value("2018", 40), value("2017-2018", 70)}, false},
        Row{"said_before_them",
            {value("2017-2018", 70), value("2018", 40), value("2017", 30)},
            false},
        Row{"years_of_halves",
            {value("2017", 30), value("2018H1", 15), value("2018H2", 25), value("2018", 40),
             value("2017-2018", 70)},
            false,
            70,
            3},
        Row{"of_decimals",
            {value("2017", 0.1), value("2018", 0.2), value("2017-2018", 0.3)},
            false,
            0.1 + 0.2},
        Row{"that_say_another",
            {value("2017", 30), value("2018", 40), value("2017-2018", 71)},
            true,
            71,
            1},
        Row{"with_a_year_missing",
            {value("2016-2018", 70), value("2017", 30), value("2018", 40)},
            true,
            70,
            1},
        Row{"that_overlap",
            {value("2016-2017", 30), value("2017-2018", 40), value("2016-2018", 70)},
            true,
            70,
            1},
        Row{"of_a_mean",
            {value("2017", 30), value("2018", 40), value("2017-2018", 70)},
            true,
            70,
            1,
            Aggregation::mean}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace actionplan::summed_periods_test

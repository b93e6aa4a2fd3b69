// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/write/calendar.hpp>
#include <actionplan/write/csv.hpp>
#include <actionplan/write/open_data.hpp>

#include "../asking.hpp"
#include "../make_evidence.hpp"

#include <string>
#include <vector>

namespace actionplan::cancel_test {
namespace {

using made::day;

Plan plan_of_many() {
  PlanBuilder builder = made::heading();
  for (int i = 1; i <= 20; ++i) {
    Measure measure = made::measure(std::to_string(i), made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"number of trainings", IndicatorKind::count}});
    builder.add(measure);
  }
  return builder.build();
}

Evidence evidence_of_many() {
  std::vector<Entry> entries;
  for (int i = 1; i <= 20; ++i) entries.push_back(made::value("2016", i));
  return Evidence{entries};
}

Assessment assessed() {
  return assess(plan_of_many(), evidence_of_many(), AssessOptions{day("2019-07-01")});
}

class LongWriting : public ::testing::TestWithParam<made::LongCall> {};

TEST_P(LongWriting, AsksWhetherToStop) { made::expect_that_it_asks(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Write, LongWriting,
    ::testing::Values(
        made::LongCall{"assessment",
                       [](const Cancel& cancel) { static_cast<void>(to_csv(assessed(), cancel)); }},
        made::LongCall{
            "indicators",
            [](const Cancel& cancel) { static_cast<void>(indicators_to_csv(assessed(), cancel)); }},
        made::LongCall{
            "evidence",
            [](const Cancel& cancel) { static_cast<void>(to_csv(evidence_of_many(), cancel)); }},
        made::LongCall{
            "calendar",
            [](const Cancel& cancel) { static_cast<void>(calendar(plan_of_many(), cancel)); }},
        made::LongCall{
            "open_data",
            [](const Cancel& cancel) { static_cast<void>(open_data(assessed(), cancel)); }}),
    made::name_of);

}  // namespace
}  // namespace actionplan::cancel_test

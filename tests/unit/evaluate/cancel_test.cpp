// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include "../asking.hpp"
#include "../make_evidence.hpp"

#include <string>
#include <vector>

namespace actionplan::cancel_test {
namespace {

using made::day;

// More measures than are judged between two questions, each with a deadline of its own.
Plan large_plan() {
  PlanBuilder builder = made::heading();
  const Date begin = day("2016-01-01");
  for (std::int32_t i = 1; i <= 6000; ++i) {
    Measure measure = made::measure(std::to_string(i), made::window("2016-01-01", "2018-12-31"));
    measure.deadline.due = Date::from_days(begin.days() + i);
    made::set_indicators(measure, {{"number of trainings", IndicatorKind::count}});
    builder.add(measure);
  }
  return builder.build();
}

const Plan& plan() {
  static const Plan made = large_plan();
  return made;
}

AssessOptions options() { return AssessOptions{day("2019-07-01")}; }

class LongAssessment : public ::testing::TestWithParam<made::LongCall> {};

TEST_P(LongAssessment, AsksWhetherToStop) { made::expect_that_it_asks(GetParam()); }

// One indicator with many entries that only the clear version can judge: it asks within.
Evidence many_of_one() {
  std::vector<Entry> entries;
  for (int i = 0; i < 200; ++i) {
    entries.push_back(made::value("2016", i, "1/1"));
    entries.push_back(made::estimate("2017", i, 1, 30, "1/1"));
  }
  return Evidence{entries};
}

INSTANTIATE_TEST_SUITE_P(
    Assess, LongAssessment,
    ::testing::Values(
        made::LongCall{
            "silence",
            [](const Cancel& cancel) { static_cast<void>(assess(plan(), options(), cancel)); }},
        made::LongCall{"values",
                       [](const Cancel& cancel) {
                         const Evidence one{std::vector<Entry>{made::value("2016", 1, "1/1")}};
                         static_cast<void>(assess(plan(), one, options(), cancel));
                       }},
        made::LongCall{"one_indicator",
                       [](const Cancel& cancel) {
                         PlanBuilder builder = made::heading();
                         builder.add(plan().measures().front());
                         static_cast<void>(
                             assess(builder.build(), many_of_one(), options(), cancel));
                       }},
        made::LongCall{"reassess",
                       [](const Cancel& cancel) {
                         const Evidence one{std::vector<Entry>{made::value("2016", 1, "1/1")}};
                         const Evidence more = one.appended(std::vector<Entry>{
                             made::value("2017", 1, "1/1"), made::value("2017", 1, "2/1"),
                             made::value("2017", 1, "3/1"), made::value("2017", 1, "4/1")});
                         static_cast<void>(reassess(assess(plan(), one, options()), more, cancel));
                       }}),
    made::name_of);

}  // namespace
}  // namespace actionplan::cancel_test

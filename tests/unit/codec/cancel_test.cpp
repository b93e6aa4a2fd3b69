// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/json.hpp>
#include <actionplan/evaluate/assess.hpp>

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

Profile profile_of_many() {
  Profile profile;
  for (int i = 1; i <= 20; ++i) {
    profile.indicators[IndicatorId{std::to_string(i) + "/1"}].weight = 2;
  }
  return profile;
}

Evidence evidence_of_many() {
  std::vector<Entry> entries;
  for (int i = 1; i <= 20; ++i) entries.push_back(made::value("2016", i));
  return Evidence{entries};
}

Assessment assessed() {
  return assess(plan_of_many(), evidence_of_many(), AssessOptions{day("2019-07-01")});
}

class LongCoding : public ::testing::TestWithParam<made::LongCall> {};

TEST_P(LongCoding, AsksWhetherToStop) { made::expect_that_it_asks(GetParam()); }

// Calls `code` with what `make` gives, which is made before the question is asked.
template <class Make, class Code>
made::LongCall long_call(const char* name, Make make, Code code) {
  return {name, [=](const Cancel& cancel) { static_cast<void>(code(make(), cancel)); }};
}

const auto write = [](const auto& value, const Cancel& cancel) { return to_json(value, cancel); };

INSTANTIATE_TEST_SUITE_P(
    Codec, LongCoding,
    ::testing::Values(long_call("plan", plan_of_many, write),
                      long_call("profile", profile_of_many, write),
                      long_call("assessment", assessed, write),
                      long_call("evidence", evidence_of_many, write),
                      long_call("explanations", assessed,
                                [](const Assessment& made, const Cancel& cancel) {
                                  return explanations_to_json(made, cancel);
                                }),
                      long_call(
                          "plan_from_json", [] { return to_json(plan_of_many()); },
                          [](const std::string& text, const Cancel& cancel) {
                            return plan_from_json(text, {}, cancel);
                          }),
                      long_call(
                          "profile_from_json", [] { return to_json(profile_of_many()); },
                          [](const std::string& text, const Cancel& cancel) {
                            return profile_from_json(text, {}, cancel);
                          })),
    made::name_of);

}  // namespace
}  // namespace actionplan::cancel_test

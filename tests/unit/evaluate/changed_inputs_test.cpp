// SPDX-License-Identifier: Apache-2.0
// What a later version does to an indicator is said of those, too, whose formula takes it.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "versions.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::changed_inputs_test {
namespace {

using made::after_due;
using made::asked;
using made::before_due;
using made::said_of;
using made::value;

// Measure 1 with one count, and measure 2 with so many.
Plan plan_of(std::size_t inputs = 2) {
  const auto count_of = [](const char* number, std::size_t many) {
    Measure measure = made::measure(number, made::window("2016-01-01", "2016-12-31"));
    std::vector<std::pair<std::string, IndicatorKind>> parts;
    for (std::size_t i = 0; i < many; ++i) {
      parts.emplace_back("people " + std::to_string(i + 1), IndicatorKind::count);
    }
    made::set_indicators(measure, parts);
    return measure;
  };
  PlanBuilder builder = made::heading();
  builder.add(count_of("1", 1));
  if (inputs != 0) builder.add(count_of("2", inputs));
  return builder.build();
}

IndicatorProfile& said_in(Profile& profile, const char* id) {
  return profile.indicators[IndicatorId{id}];
}

Profile profile_of(const char* formula = "[2/1] + [2/2]") {
  Profile profile;
  said_in(profile, "1/1") = made::terms();
  said_in(profile, "1/1").formula = Formula::parse(formula);
  return profile;
}

Evidence short_of_it() {
  return Evidence{std::vector<Entry>{value("2016", 700, "2/2"), value("2016", 500, "2/1")}};
}

using Edit = std::function<void(Profile&)>;

struct Case {
  const char* name;
  std::size_t inputs_before;
  std::size_t inputs_after;
  Edit edit = [](Profile&) {};  // of the profile, by the second version
  const char* before = "changed";
  const char* after = "after due";
  const char* formula = "[2/1] + [2/2]";
};

class ChangedInputs : public testing::TestWithParam<Case> {};

TEST_P(ChangedInputs, AreSaid) {
  const Case& c = GetParam();
  const Profile first = profile_of(c.formula);
  Profile second = first;
  c.edit(second);
  const auto by = [&](const char* day) {
    return made::history_of({plan_of(c.inputs_before), first}, {plan_of(c.inputs_after), second},
                            day);
  };
  EXPECT_EQ(said_of(assess(by(before_due), short_of_it(), asked())), c.before);
  EXPECT_EQ(said_of(assess(by(after_due), short_of_it(), asked())), c.after);
  EXPECT_EQ(said_of(assess(by(after_due), short_of_it(), asked("2017-02-28"))), "");
}

INSTANTIATE_TEST_SUITE_P(
    Formulas, ChangedInputs,
    testing::Values(
        Case{"nothing", 2, 2, [](Profile&) {}, "", ""}, Case{"dropped", 2, 1},
        Case{"dropped_with_their_measure", 2, 0},
        Case{"dropped_and_not_asked_for", 3, 2, [](Profile&) {}, "", ""},
        Case{"added", 1, 2, [](Profile&) {}, "", "after due"},
        Case{"unit", 2, 2, [](Profile& p) { said_in(p, "2/1").unit = "km"; }, "", "after due"},
        Case{"aggregation_of_no_input", 3, 3,
             [](Profile& p) { said_in(p, "2/3").aggregation = Aggregation::sum; }, "", ""},
        Case{"aggregation", 2, 2,
             [](Profile& p) { said_in(p, "2/1").aggregation = Aggregation::sum; }, "", "after due"},
        // What it is to reach decides nothing about its values.
        Case{"target", 2, 2, [](Profile& p) { said_in(p, "2/1") = made::terms(10); }, "", ""},
        Case{"in_a_circle", 2, 1,
             [](Profile& p) { said_in(p, "2/1").formula = Formula::parse("[1/1]"); }}),
    [](const auto& test) { return std::string{test.param.name}; });

// A chain of formulas: what its last link takes is dropped.
TEST(ChangedInputsOf, AFormulaOfAFormula) {
  Profile profile = profile_of("[2/1] * 2");
  said_in(profile, "2/1").formula = Formula::parse("[2/2] / 2");
  const auto by = [&](std::size_t inputs) {
    return made::history_of({plan_of(), profile}, {plan_of(inputs), profile}, after_due);
  };
  EXPECT_EQ(said_of(assess(by(2), short_of_it(), asked())), "");
  EXPECT_EQ(said_of(assess(by(1), short_of_it(), asked())), "after due");
}

// The finding itself: what showed that it was not met is dropped from another measure.
TEST(ChangedInputsOf, ADroppedOneIsToldWithTheVerdictOfTheDueDay) {
  const PlanHistory history =
      made::history_of({plan_of(2), profile_of()}, {plan_of(1), profile_of()}, after_due);
  EXPECT_EQ(assess(history, short_of_it(), asked("2017-02-28"))["1"].deadline_status,
            DeadlineStatus::overdue);
  const Assessment assessment = assess(history, short_of_it(), asked());
  EXPECT_NE(assessment["1"].deadline_status, DeadlineStatus::overdue);
  const Explanation explained = explain(assessment, MeasureId{"1"});
  EXPECT_EQ(explained.former_status, DeadlineStatus::overdue);
  const IndicatorExplanation& one = explained.indicators.at(0);
  ASSERT_EQ(one.changes.size(), 1U);
  EXPECT_EQ(one.changes[0].indicator, IndicatorId{"1/1"});
  EXPECT_EQ(one.changes[0].before, (IndicatorTerm{"input", "2/2", {}, {}, SetBy::plan}));
  EXPECT_FALSE(one.changes[0].after);
  ASSERT_TRUE(one.former);
  EXPECT_EQ(one.former->status, IndicatorStatus::not_met);
  const std::string text = to_text(explained, assessment);
  EXPECT_NE(text.find("  Indicator 2/2, which its formula takes, was dropped by the version in "
                      "force from 2017-03-01, recorded 2017-04-01, when the day by which it was "
                      "due had passed.\n"),
            std::string::npos)
      << text;
}

TEST(ChangedInputsOf, AnotherUnitIsToldWithTheInput) {
  Profile first = profile_of();
  said_in(first, "2/1").unit = "km";
  Profile second = first;
  said_in(second, "2/1").unit = "miles";
  const PlanHistory history = made::history_of({plan_of(), first}, {plan_of(), second}, after_due);
  const Assessment assessment = assess(history, short_of_it(), asked());
  EXPECT_EQ(said_of(assessment), "after due");
  const TermChange change = explain(assessment, MeasureId{"1"}).indicators.at(0).changes.at(0);
  EXPECT_EQ(change.before->name, "input_unit");
  EXPECT_EQ(change.before->text, "2/1: km");
  EXPECT_EQ(change.after->text, "2/1: miles");
}

}  // namespace
}  // namespace actionplan::changed_inputs_test

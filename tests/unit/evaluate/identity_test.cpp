// SPDX-License-Identifier: Apache-2.0
// Ids are names, numbers are labels: what is missing or repeats hides no measure.
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/evaluate/member_reports.hpp>
#include <actionplan/plan/amend.hpp>

#include "../make_numbers.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::identity_test {
namespace {

Assessment assessed(const Plan& plan) {
  return assess(plan, made::evidence_of_numbers(plan), AssessOptions{made::day("2018-01-01")});
}

template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(Identity, EveryMeasureIsExplainedByItsIdAndByItsRow) {
  const Plan plan = made::plan_of_numbers(made::odd_numbers());
  const Assessment assessment = assessed(plan);
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    const MeasureId& id = plan.measures()[row].id;
    EXPECT_EQ(assessment.row(id), row) << id.value();
    for (const Explanation& told : {explain(assessment, id), explain(assessment, row)}) {
      EXPECT_EQ(told.verdict.id, id);
      ASSERT_EQ(told.indicators.size(), 1U);
      EXPECT_EQ(told.indicators.front().verdict.id, plan.measures()[row].indicators.front().id);
      EXPECT_EQ(told.indicators.front().entries.size(), 1U) << id.value();
      EXPECT_EQ(told.verdict.indicators.front().status,
                made::is_done_of_numbers(row) ? IndicatorStatus::met : IndicatorStatus::not_met)
          << id.value();
      EXPECT_NE(to_text(told, assessment).find(plan.measures()[row].title), std::string::npos);
    }
    EXPECT_EQ(assessment[id].id, id);
    EXPECT_TRUE(member_reports(assessment, id).empty());
  }
  EXPECT_TRUE(assessment.orphans().empty());
}

TEST(Identity, ATextThatStandsForSeveralIsRefusedWithTheirIds) {
  const Plan plan = made::plan_of_numbers({"3", "3", "4", "4.1", "", "", "x", "X"});
  const Assessment assessment = assessed(plan);
  const std::string want =
      "Number \"3\" stands for 2 measures; give an id, as in id=\"3\": 3, 3#2.";
  EXPECT_EQ(refusal([&] { (void)plan["3"]; }), want);
  EXPECT_EQ(refusal([&] { (void)assessment["3"]; }), want);
  EXPECT_EQ(refusal([&] { (void)explain(assessment, "3"); }), want);
  EXPECT_EQ(refusal([&] { (void)member_reports(assessment, "3"); }), want);
  EXPECT_THROW((void)plan["3"], InvalidArgument);
  EXPECT_EQ(plan["3#2"].id.value(), "3#2");
  EXPECT_EQ(plan["4."].id.value(), "4");
  EXPECT_EQ(plan["unnumbered#2"].title, "Title 6");
  EXPECT_EQ(plan["x"].title, "Title 7");
  EXPECT_EQ(plan["X"].title, "Title 8");
  EXPECT_THROW((void)plan[""], NotFound);  // an empty text is no number
  EXPECT_THROW((void)assessment[""], NotFound);
  EXPECT_EQ(plan.find_number("3"), nullptr);
  EXPECT_EQ(plan.find_number("4"), &plan.measures()[2]);
  EXPECT_EQ(plan.positions("3"), (std::vector<std::size_t>{0, 1}));
}

TEST(Identity, AnIdThatIsTheNumberOfAnotherIsRefusedAsText) {
  PlanBuilder builder = made::heading();
  Measure first = made::measure("4.2", made::window("2016-01-01", "2016-12-31"));
  first.number = "4.1";
  Measure second = made::measure("4.3", made::window("2016-01-01", "2016-12-31"));
  second.number = "4.2";
  const Plan plan = builder.add(first).add(second).build();
  EXPECT_EQ(refusal([&] { (void)plan["4.2"]; }),
            "Number \"4.2\" stands for 2 measures; give an id, as in id=\"4.2\": 4.2, 4.3.");
  EXPECT_EQ(plan.measure(MeasureId{"4.2"}).number, "4.1");
  EXPECT_EQ(plan["4.1"].id.value(), "4.2");
  EXPECT_EQ(plan["4.3"].number, "4.2");
}

TEST(Identity, AMessageListsTheFirstIdsOfMany) {
  const Plan plan = made::plan_of_numbers(std::vector<std::string>(500, "3"));
  const std::string message = refusal([&] { (void)plan["3"]; });
  EXPECT_NE(message.find("stands for 500 measures"), std::string::npos) << message;
  EXPECT_NE(message.find("3#20 and 480 more."), std::string::npos) << message;
}

TEST(Identity, LabelsTellMeasuresApart) {
  const Plan plan = made::plan_of_numbers(made::odd_numbers());
  std::set<std::string> labels;
  for (const Measure& measure : plan.measures()) labels.insert(label(measure));
  EXPECT_EQ(labels.size(), plan.measures().size());
  EXPECT_EQ(label(plan.measures()[0]), "unnumbered");
  EXPECT_EQ(label(plan.measures()[2]), "3");
  EXPECT_EQ(label(plan.measures()[3]), "3 (3#2)");
}

TEST(Identity, ADroppedMeasureWhoseNumberLivesOnIsExplained) {
  const Plan before = made::plan_of_numbers({"1", "2"});
  PlanBuilder later{before};
  later.measures().pop_back();
  Measure renumbered = made::measure("9", made::window("2016-01-01", "2016-12-31"));
  renumbered.number = "2";
  const Plan after = later.add(renumbered).build();
  const PlanHistory history{
      {Revision{before, made::day("2016-01-01"), made::day("2016-01-01"), {}},
       Revision{after, made::day("2017-01-01"), made::day("2017-01-01"), {}}}};
  const Assessment assessment = assess(history, Evidence{}, AssessOptions{made::day("2018-01-01")});
  ASSERT_EQ(assessment.size(), 3U);
  EXPECT_EQ(refusal([&] { (void)assessment["2"]; }),
            "Number \"2\" stands for 2 measures; give an id, as in id=\"9\": 9, 2.");
  EXPECT_EQ(explain(assessment, MeasureId{"2"}).verdict.deadline_status, DeadlineStatus::withdrawn);
  EXPECT_EQ(explain(assessment, MeasureId{"9"}).verdict.number, "2");
}

// A measure numbered 3/1 and the first indicator of measure 3 have the same id.
TEST(Identity, AMeasureAndAnIndicatorWithTheSameIdHaveTheirOwnEvidence) {
  const Plan plan = made::plan_of_numbers({"3", "3/1"});
  const Entry about_measure =
      made::rating(Completion::complete, "2016-12-01", ReporterType::independent, "3/1");
  const AssessOptions options{made::day("2018-01-01")};
  const std::vector<Entry> entries{about_measure};
  const Assessment assessment = assess(plan, Evidence{entries}, options);
  EXPECT_TRUE(assessment.at(0).rated.empty());
  EXPECT_EQ(assessment.at(0).deadline_status, DeadlineStatus::unreported);
  ASSERT_EQ(assessment.at(1).rated.size(), 1U);
  EXPECT_EQ(assessment.at(1).deadline_status, DeadlineStatus::done_on_time);
  const Assessment again =
      reassess(assess(plan, Evidence{}, options), Evidence{}.appended(entries));
  EXPECT_EQ(again.at(1).deadline_status, DeadlineStatus::done_on_time);
}

TEST(Identity, RevisionsPairMeasuresWithTheSameNumberAndTitleByTheirText) {
  Measure first = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(first, {{"Act adopted", IndicatorKind::deliverable}});
  Measure second = first;
  second.id = MeasureId{"1#2"};
  made::set_indicators(second, {{"Portal opened", IndicatorKind::deliverable}});
  const Plan before = made::heading().add(first).add(second).build();
  std::swap(first.id, second.id);
  made::set_indicators(first, {{"Act adopted", IndicatorKind::deliverable}});
  made::set_indicators(second, {{"Portal opened", IndicatorKind::deliverable}});
  const Plan after = made::heading().add(second).add(first).build();
  const Amendment amendment = amend(before, after, {});
  EXPECT_EQ(amendment.kept.size(), 2U);
  EXPECT_EQ(amendment.plan.measure(MeasureId{"1"}).indicator_text, "Act adopted");
  EXPECT_EQ(amendment.plan.measure(MeasureId{"1#2"}).indicator_text, "Portal opened");
}

}  // namespace
}  // namespace actionplan::identity_test

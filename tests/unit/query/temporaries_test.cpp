// SPDX-License-Identifier: Apache-2.0
// What is asked of an object that ends with the expression is a value of its own. Under
// AddressSanitizer these would fail if it were borrowed.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/query/filter.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::temporaries_test {
namespace {

Measure measure(const char* number, const char* title) {
  Measure made;
  made.id = MeasureId{number};
  made.number = number;
  made.title = title;
  return made;
}

Plan plan() {
  PlanBuilder builder = made::heading("A title that is too long to be kept within a string object");
  builder.add(measure("1.1", "The first of two, long enough to lie elsewhere"));
  builder.add(measure("1.2", "The second of two, long enough to lie elsewhere"));
  return builder.build();
}

Assessment assessment() { return assess(plan(), AssessOptions{made::day("2017-06-30")}); }

TEST(Temporaries, OfAPlanGiveMeasuresToGoOver) {
  std::vector<std::string> titles;
  for (const Measure& measure : plan().measures()) titles.push_back(measure.title);
  ASSERT_EQ(titles.size(), 2U);
  EXPECT_EQ(titles[1], "The second of two, long enough to lie elsewhere");
}

TEST(Temporaries, OfAPlanGiveItsParts) {
  const Measure& by_text = plan()["1.2"];
  const Measure& by_id = plan().measure(MeasureId{"1.2"});
  const PlanHeading& heading = plan().heading();
  EXPECT_EQ(by_text.title, by_id.title);
  EXPECT_EQ(heading.title.substr(0, 7), "A title");
}

TEST(Temporaries, OfAHistoryGiveThePlanOfTheDay) {
  const Plan& of_day = PlanHistory{plan()}.plan_on(made::day("2017-06-30"));
  EXPECT_EQ(of_day.measures().size(), 2U);
  for (const Revision& revision : PlanHistory{plan()}.revisions()) {
    EXPECT_EQ(revision.plan.measures().size(), 2U);
  }
}

TEST(Temporaries, OfAnAssessmentGiveItsPlanAndMeasures) {
  const Plan& assessed = assessment().plan();
  const Measure& measure = assessment().measure(1);
  EXPECT_EQ(assessed.measures()[1].title, measure.title);
}

TEST(Temporaries, OfAFilterGiveItsText) {
  const std::string& text = Filter::parse("deadline_status = open AND due < 2018-01-01").text();
  EXPECT_EQ(text, "deadline_status = open AND due < 2018-01-01");
}

}  // namespace
}  // namespace actionplan::temporaries_test

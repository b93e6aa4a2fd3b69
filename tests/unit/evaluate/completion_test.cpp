// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/completion.hpp>

#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

namespace actionplan::completion_test {
namespace {

using made::day;
using made::rating;

constexpr ReporterType self = ReporterType::implementer;
constexpr ReporterType independent = ReporterType::independent;

// Five measures, each with one thing to be done.
Plan plan() {
  PlanBuilder builder = made::heading();
  for (const char* number : {"1", "2", "3", "4", "5"}) {
    Measure measure = made::measure(number, made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"a law", IndicatorKind::deliverable}});
    builder.add(measure);
  }
  return builder.build();
}

Assessment assessed(const std::vector<Entry>& entries, const Profile& profile = {}) {
  return assess(PlanHistory{plan(), profile}, Evidence{entries}, AssessOptions{day("2019-06-01")});
}

TEST(CountCompletion, CountsEachMeasureOnce) {
  const CompletionCounts counts =
      count_completion(assessed({made::done("2017", "1/1"), made::missing("2019-01-01", "2/1"),
                                 made::missing("2018-01-01", "3/1")}));
  EXPECT_EQ(counts[Completion::complete], 1U);
  EXPECT_EQ(counts[Completion::not_started], 1U);
  EXPECT_EQ(counts[Completion::no_evidence], 2U);
  EXPECT_EQ(counts.not_gradable, 1U);
}

TEST(ScoreBounds, AreApartByWhatIsUnknown) {
  const ScoreBounds bounds =
      score_bounds(assessed({made::done("2017", "1/1"), made::missing("2019-01-01", "2/1"),
                             rating(Completion::substantial, "2019-01-01", independent, "3")}));
  EXPECT_DOUBLE_EQ(bounds.worst, (1 + 0 + 0.5) / 5);
  EXPECT_DOUBLE_EQ(bounds.best, (1 + 0 + 1 + 2) / 5.0);
  EXPECT_EQ(bounds.unknown, (std::vector<MeasureId>{MeasureId{"4"}, MeasureId{"5"}}));
}

TEST(ScoreBounds, FollowDeclaredWeights) {
  Profile profile;
  profile.measures[MeasureId{"1"}].weight = 6;
  const ScoreBounds bounds = score_bounds(assessed({made::done("2017", "1/1")}, profile));
  EXPECT_DOUBLE_EQ(bounds.worst, 0.6);
  EXPECT_DOUBLE_EQ(bounds.best, 1);
}

TEST(CompareViews, PutsWhoRatedBothSideBySide) {
  const ViewComparison views =
      compare_views(assessed({rating(Completion::complete, "2018-01-01", self, "1"),
                              rating(Completion::limited, "2018-02-01", independent, "1"),
                              rating(Completion::substantial, "2018-01-01", self, "2"),
                              rating(Completion::substantial, "2018-02-01", independent, "2"),
                              rating(Completion::complete, "2018-01-01", self, "3"),
                              rating(Completion::limited, "2018-02-01", independent, "4"),
                              rating(Completion::complete, "2018-01-01", self, "5"),
                              rating(Completion::no_evidence, "2018-02-01", independent, "5")}));
  EXPECT_EQ(views.n, 2U);
  EXPECT_EQ(views.shift, 1.0);
  EXPECT_EQ(views.no_evidence, 1U);
  EXPECT_EQ(views.counts[4][2], 1U);
  EXPECT_EQ(views.counts[3][3], 1U);
  EXPECT_EQ(views.counts[4][0], 1U);
  EXPECT_EQ(views.only_self, std::vector<MeasureId>{MeasureId{"3"}});
  EXPECT_EQ(views.only_independent, std::vector<MeasureId>{MeasureId{"4"}});
}

TEST(CompareViews, WithoutAPairHasNoShift) {
  EXPECT_EQ(compare_views(assessed({})).shift, std::nullopt);
}

}  // namespace
}  // namespace actionplan::completion_test

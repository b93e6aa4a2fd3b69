// SPDX-License-Identifier: Apache-2.0
// Where the straight line from a baseline to a target begins, and what it decides.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::assumed_path_test {
namespace {

using made::day;
using made::value;

// From 0 to 100 by the end of 2018.
struct Case {
  const char* name;
  DeadlineKind kind;
  const char* plan_begins;  // empty: the plan has no period
  const char* adopted_on;   // empty: unknown
  const char* baseline_on;  // empty: unknown
  const char* begins;       // of the line; empty: there is none
};

constexpr auto by = DeadlineKind::by;
constexpr auto window = DeadlineKind::window;

PlanHistory history_of(const Case& c, bool is_declared = false,
                       IndicatorKind kind = IndicatorKind::count) {
  PlanBuilder builder;
  builder.heading().title = "A plan";
  if (*c.adopted_on != '\0') builder.heading().adopted_on = day(c.adopted_on);
  if (*c.plan_begins != '\0')
    builder.heading().period = Period{day(c.plan_begins), day("2018-12-31")};
  Deadline deadline = made::window("2016-01-01", "2018-12-31");
  deadline.kind = c.kind;
  if (c.kind == by) deadline.start.reset();
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"number of laws", kind}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.baseline = 0;
  said.direction = Direction::up;
  said.aggregation = Aggregation::last;
  Target target;
  target.value = 100;
  said.targets = {target};
  if (*c.baseline_on != '\0') said.baseline_on = day(c.baseline_on);
  if (is_declared) said.path = TrajectoryPath::linear;
  return PlanHistory{builder.build(), profile};
}

// A value of one day.
Entry on(const char* iso, double number) {
  Entry made = value(iso, number);
  made.recorded_on = day("2019-06-01");
  return made;
}

Assessment assessed(const PlanHistory& history, const Entry& entry, const char* as_of) {
  return assess(history, Evidence{{&entry, 1}}, AssessOptions{day(as_of)});
}

class PathBegins : public testing::TestWithParam<Case> {};

TEST_P(PathBegins, AtTheLatestOfWhatIsKnown) {
  const Case& c = GetParam();
  const Assessment assessment = assessed(history_of(c), on("2017-12-31", 50), "2018-01-31");
  const IndicatorAssessment found = assessment.at(0).indicators.at(0);
  if (*c.begins == '\0') {
    EXPECT_EQ(found.expected, std::nullopt);
    EXPECT_TRUE(found.reasons.has(IndicatorReason::path_unstated));
    return;
  }
  const Date begins = day(c.begins);
  const double share = static_cast<double>(day("2017-12-31") - begins) /
                       static_cast<double>(day("2018-12-31") - begins);
  ASSERT_TRUE(found.expected.has_value());
  EXPECT_NEAR(*found.expected, 100 * share, 1e-9);
  const bool is_short = 50 < 100 * share;
  EXPECT_EQ(found.status, is_short ? IndicatorStatus::inconclusive : IndicatorStatus::on_track);
  EXPECT_EQ(found.reasons.has(IndicatorReason::below_assumed_path), is_short);
}

INSTANTIATE_TEST_SUITE_P(
    Days, PathBegins,
    testing::Values(
        Case{"window_with_its_first_day", window, "2016-01-01", "2016-04-27", "", "2016-01-01"},
        Case{"window_with_a_later_baseline", window, "2016-01-01", "", "2017-06-30", "2017-06-30"},
        Case{"window_with_an_earlier_baseline", window, "", "", "2015-12-31", "2016-01-01"},
        Case{"by_with_the_plans_first_day", by, "2016-06-01", "2016-04-27", "", "2016-06-01"},
        Case{"by_with_the_adoption", by, "2016-01-01", "2016-04-27", "", "2016-04-27"},
        Case{"by_with_the_adoption_alone", by, "", "2016-04-27", "", "2016-04-27"},
        Case{"by_with_a_later_baseline", by, "2016-01-01", "2016-04-27", "2017-06-30",
             "2017-06-30"},
        Case{"by_with_an_earlier_baseline", by, "2016-01-01", "2016-04-27", "2015-12-31",
             "2016-04-27"},
        Case{"by_with_a_baseline_alone", by, "", "", "2016-12-31", "2016-12-31"},
        Case{"by_without_any_day", by, "", "", "", ""}),
    [](const auto& row) { return row.param.name; });

const Case by_2018{"", by, "2016-01-01", "", "", "2016-01-01"};

TEST(AssumedPath, BecomesAVerdictWhereItIsDeclared) {
  const Entry half_way = on("2017-12-31", 50);
  const Assessment assumed = assessed(history_of(by_2018), half_way, "2018-01-31");
  const Assessment declared = assessed(history_of(by_2018, true), half_way, "2018-01-31");
  EXPECT_EQ(assumed.indicator_statuses()[0], IndicatorStatus::inconclusive);
  EXPECT_EQ(declared.indicator_statuses()[0], IndicatorStatus::behind);
  EXPECT_NE(to_text(explain(assumed, "1"), assumed).find("Declare `path: linear`"),
            std::string::npos);
}

TEST(AssumedPath, EndsOnTheDueDay) {
  const Assessment met = assessed(history_of(by_2018), on("2018-12-31", 100), "2019-01-31");
  EXPECT_EQ(met.indicator_statuses()[0], IndicatorStatus::met);
  const Assessment missed = assessed(history_of(by_2018), on("2018-12-31", 99), "2019-01-31");
  EXPECT_EQ(missed.indicator_statuses()[0], IndicatorStatus::not_met);
}

// "Target 2018" and "Target" alone ask for the same.
TEST(AssumedPath, LeadsToATargetOfOnePeriod) {
  const Case c{"", by, "2016-01-01", "2016-01-01", "", ""};
  for (const bool is_declared : {false, true}) {
    const PlanHistory whole = history_of(c, is_declared);
    Profile profile = whole.revisions()[0].profile;
    profile.indicators.at(IndicatorId{"1/1"}).targets[0].period = Period::year(2018);
    const PlanHistory of_year{whole.revisions()[0].plan, profile};
    for (const char* as_of : {"2017-01-01", "2018-12-31", "2019-06-01"}) {
      for (const double number : {1.0, 50.0, 100.0}) {
        const Entry entry = on("2017-06-30", number);
        const IndicatorAssessment a = assessed(whole, entry, as_of).at(0).indicators.at(0);
        const IndicatorAssessment b = assessed(of_year, entry, as_of).at(0).indicators.at(0);
        EXPECT_EQ(a.status, b.status) << as_of << ", " << number;
        EXPECT_EQ(a.reasons, b.reasons);
        EXPECT_EQ(a.expected, b.expected);
      }
    }
  }
}

TEST(AssumedPath, BesideTargetsOfSeveralPeriodsADeclaredOneIsNamed) {
  const Case c{"", by, "2016-01-01", "2016-01-01", "", ""};
  const PlanHistory whole = history_of(c, true);
  Profile profile = whole.revisions()[0].profile;
  IndicatorProfile& said = profile.indicators.at(IndicatorId{"1/1"});
  const auto codes = [&] {
    std::vector<std::string> found;
    for (const Problem& problem : check_profile(whole.revisions()[0].plan, profile)) {
      found.push_back(problem.code);
    }
    return found;
  };
  said.targets[0].period = Period::year(2018);
  EXPECT_EQ(codes(), std::vector<std::string>{});
  Target first = said.targets[0];
  first.period = Period::year(2017);
  first.value = 60;
  said.targets.push_back(first);
  EXPECT_EQ(codes(), std::vector<std::string>{"profile_path"});
}

TEST(AssumedPath, IsNoneForWhatExistsOrDoesNot) {
  const PlanHistory things = history_of(by_2018, false, IndicatorKind::deliverable);
  const Assessment found = assessed(things, on("2017-12-31", 50), "2018-01-31");
  EXPECT_EQ(found.at(0).indicators.at(0).expected, std::nullopt);
  EXPECT_FALSE(found.indicator_reasons()[0].has(IndicatorReason::below_assumed_path));
}

}  // namespace
}  // namespace actionplan::assumed_path_test

// SPDX-License-Identifier: Apache-2.0
// What a rater calls withdrawn is neither late nor done: rows of docs/guide/deadline_status.md and
// what stands beside them.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/completion.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan::withdrawn_rating_test {
namespace {

using made::day;
using made::rating;

constexpr Completion withdrawn = Completion::withdrawn;
constexpr ReporterType implementer = ReporterType::implementer;

Plan plan_of(const Deadline& deadline) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"number of laws", IndicatorKind::count}});
  builder.add(measure);
  return builder.build();
}

Assessment assessed(const Deadline& deadline, const std::vector<Entry>& entries,
                    const char* as_of = "2019-06-01", bool implementer_decides = false) {
  AssessOptions options{day(as_of)};
  options.implementer_ratings_decide = implementer_decides;
  return assess(plan_of(deadline), Evidence{entries}, options);
}

const Deadline& three_years() {
  static const Deadline deadline = made::window("2016-01-01", "2018-12-31");
  return deadline;
}

TEST(WithdrawnRating, HoldsFromItsDayOn) {
  const std::vector<Entry> entries{rating(withdrawn, "2018-06-01")};
  EXPECT_EQ(made::borrowed(assessed(three_years(), entries, "2018-05-31")).statuses()[0],
            DeadlineStatus::open);
  EXPECT_EQ(made::borrowed(assessed(three_years(), entries, "2018-06-01")).statuses()[0],
            DeadlineStatus::withdrawn);
}

TEST(WithdrawnRating, IsNeitherLateNorPastDue) {
  const Assessment assessment = assessed(three_years(), {rating(withdrawn, "2019-02-01")});
  const MeasureAssessment row = assessment.at(0);
  EXPECT_EQ(row.deadline_status, DeadlineStatus::withdrawn);
  EXPECT_EQ(row.days_late, std::nullopt);
  EXPECT_EQ(row.days_past_due, std::nullopt);
  EXPECT_EQ(row.due, day("2018-12-31"));  // so that a withdrawal after it is seen
  EXPECT_TRUE(row.reasons.has(Reason::rated));
  EXPECT_EQ(row.indicators.size(), 1U);  // the plan has it still
}

TEST(WithdrawnRating, StandsWhateverTheDeadlineSays) {
  Deadline none;
  none.text = "to be determined";
  for (const Deadline& deadline : {none, made::unread("Mrach 2018", "Mrach", 0)}) {
    EXPECT_EQ(made::borrowed(assessed(deadline, {rating(withdrawn, "2018-06-01")})).statuses()[0],
              DeadlineStatus::withdrawn);
  }
}

TEST(WithdrawnRating, OfTheImplementerDecidesWhereThatIsAsked) {
  const std::vector<Entry> entries{rating(withdrawn, "2018-06-01", implementer)};
  EXPECT_EQ(made::borrowed(assessed(three_years(), entries)).statuses()[0],
            DeadlineStatus::undecided);
  EXPECT_EQ(made::borrowed(assessed(three_years(), entries, "2019-06-01", true)).statuses()[0],
            DeadlineStatus::withdrawn);
}

TEST(WithdrawnRating, ExpectsNoReportOfAPeriodThatHadNotEnded) {
  Deadline deadline = made::recurring("2016-01-01", "2018-12-31", Cadence::annual);
  for (ExpectedReport& report : deadline.expected_reports) {
    report.due = Date::from_days(report.period.last().days() + 90);
    report.due_source = DueSource::plan;
  }
  const Assessment assessment = assessed(deadline, {rating(withdrawn, "2017-06-01")});
  const MeasureAssessment row = assessment.at(0);
  EXPECT_EQ(row.report_counts.expected, 1U);
  EXPECT_EQ(row.report_counts.missing, std::vector{Period::year(2016)});
  ASSERT_EQ(row.reports.size(), 3U);
  EXPECT_EQ(row.reports[0].status, DeadlineStatus::unreported);
  EXPECT_EQ(row.reports[1].status, DeadlineStatus::withdrawn);
  EXPECT_EQ(row.reports[2].status, DeadlineStatus::withdrawn);
}

TEST(WithdrawnRating, ExplainsItself) {
  const Assessment assessment = assessed(three_years(), {rating(withdrawn, "2018-06-01")});
  const std::string text = to_text(explain(assessment, "1"), assessment);
  EXPECT_NE(text.find("withdrawn, because a rater says that it was withdrawn, so that it is "
                      "neither late nor done"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Rated withdrawn by Rater (independent) on 2018-06-01."), std::string::npos);
}

TEST(WithdrawnRating, OfAnIndicatorLeavesTheMeasureUndecided) {
  Entry entry = rating(withdrawn, "2018-06-01");
  entry.measure.reset();
  entry.indicator = IndicatorId{"1/1"};
  const Assessment assessment = assessed(three_years(), {entry});
  EXPECT_EQ(assessment.indicator_statuses()[0], IndicatorStatus::inconclusive);
  EXPECT_TRUE(assessment.indicator_reasons()[0].has(IndicatorReason::rated));
  EXPECT_EQ(assessment.statuses()[0], DeadlineStatus::undecided);
  EXPECT_EQ(assessment.at(0).derived, std::nullopt);
}

TEST(WithdrawnRating, OfAnIndicatorStandsBeforeItsValues) {
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.direction = Direction::up;
  Target target;
  target.value = 10;
  said.targets = {target};
  Entry entry = rating(withdrawn, "2018-06-01");
  entry.measure.reset();
  entry.indicator = IndicatorId{"1/1"};
  const PlanHistory measured{plan_of(three_years()), profile};
  const AssessOptions options{day("2019-06-01")};
  const Entry short_of = made::value("2018", 5);
  EXPECT_EQ(
      made::borrowed(assess(measured, Evidence{{&short_of, 1}}, options)).indicator_statuses()[0],
      IndicatorStatus::not_met);
  const std::vector<Entry> both{short_of, entry};
  const Assessment found = assess(measured, Evidence{both}, options);
  EXPECT_EQ(found.indicator_statuses()[0], IndicatorStatus::inconclusive);
  EXPECT_EQ(found.values()[0], 5);
  EXPECT_EQ(found.at(0).indicators[0].status, IndicatorStatus::inconclusive);
}

// Three measures, each with one thing to be done: one is given up, one done.
TEST(WithdrawnRating, IsCountedApartAndLeftOutOfScores) {
  PlanBuilder builder = made::heading();
  for (const char* number : {"1", "2", "3"}) {
    Measure measure = made::measure(number, three_years());
    made::set_indicators(measure, {{"a law", IndicatorKind::deliverable}});
    builder.add(measure);
  }
  const std::vector<Entry> entries{rating(withdrawn, "2018-06-01", ReporterType::independent, "1"),
                                   rating(Completion::limited, "2018-06-01", implementer, "1"),
                                   made::done("2017", "2/1")};
  const Assessment assessment =
      assess(PlanHistory{builder.build()}, Evidence{entries}, AssessOptions{day("2019-06-01")});
  const CompletionCounts counts = count_completion(assessment);
  EXPECT_EQ(counts[withdrawn], 1U);
  EXPECT_EQ(counts[Completion::complete], 1U);
  EXPECT_EQ(counts[Completion::no_evidence], 1U);

  const ScoreBounds bounds = score_bounds(assessment);
  EXPECT_EQ(bounds.withdrawn, std::vector{MeasureId{"1"}});
  EXPECT_EQ(bounds.weight, 2);
  EXPECT_EQ(bounds.worst, 0.5);
  EXPECT_EQ(bounds.best, 1);

  const ViewComparison views = compare_views(assessment);
  EXPECT_EQ(views.withdrawn, 1U);
  EXPECT_EQ(views.n, 0U);
  EXPECT_EQ(views.shift, std::nullopt);
}

}  // namespace
}  // namespace actionplan::withdrawn_rating_test

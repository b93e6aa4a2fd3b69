// SPDX-License-Identifier: Apache-2.0
// What is said of evidence that is there and does not decide.
#include "../make_plan.hpp"

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::heard_in_vain_test {
namespace {

using made::day;

// A measure of 2016-2018 with one indicator.
PlanHistory history_of(IndicatorKind kind, const IndicatorProfile& said = {},
                       const char* due_latest = "") {
  PlanBuilder builder = made::heading();
  Deadline deadline = made::window("2016-01-01", "2018-12-31");
  if (*due_latest != '\0') deadline.due_latest = day(due_latest);
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"it", kind}});
  builder.add(measure);
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}] = said;
  return PlanHistory{builder.build(), profile};
}

std::string told(const PlanHistory& history, const std::vector<Entry>& entries,
                 const char* as_of = "2019-06-01") {
  const Assessment assessed = assess(history, Evidence{entries}, AssessOptions{day(as_of)});
  return to_text(explain(assessed, "1"), assessed);
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

IndicatorProfile yearly() {
  IndicatorProfile said;
  said.cadence = Cadence::annual;
  return said;
}

Entry of_period(const char* period) {
  Entry entry = made::done("2017-05-01");
  entry.period = Period::parse(period);
  return entry;
}

TEST(HeardInVain, IsNotCalledSilence) {
  IndicatorProfile in_parts;
  in_parts.dimensions["region"] = {"North", "South"};
  IndicatorProfile in_km;
  in_km.unit = "km";
  Entry miles = made::value("2018", 5);
  miles.unit = "miles";
  const struct {
    const char* name;
    PlanHistory history;
    Entry entry;
    const char* remedy;
  } cases[] = {
      {"value of a thing", history_of(IndicatorKind::deliverable), made::value("2018", 1),
       "  needs_deliverable: Record an entry of kind deliverable"},
      {"thing of another period", history_of(IndicatorKind::report, yearly()), of_period("2017Q1"),
       "  report_unexpected: Record one deliverable for each expected report"},
      {"part that nobody declared", history_of(IndicatorKind::count, in_parts),
       made::part("2018", "region", "Nort", 5), "  parts_missing: Record the parts"},
      {"another unit", history_of(IndicatorKind::count, in_km), miles,
       "  unit_differs: Record the value in the unit"},
      {"thing where a number is asked", history_of(IndicatorKind::count), made::done("2018-05-01"),
       "  needs_value: Record an entry of kind observation"},
  };
  for (const auto& one : cases) {
    const std::string text = told(one.history, {one.entry});
    EXPECT_FALSE(has(text, "nothing was reported")) << one.name << "\n" << text;
    EXPECT_FALSE(has(text, "nothing_live")) << one.name << "\n" << text;
    EXPECT_TRUE(has(
        text, "undecided, because there is evidence, and its indicators cannot be judged by it."))
        << one.name << "\n"
        << text;
    EXPECT_TRUE(has(text, one.remedy)) << one.name << "\n" << text;
  }
}

TEST(HeardInVain, BeforeTheDueDayIsNoLateness) {
  const Assessment assessed =
      assess(history_of(IndicatorKind::deliverable), Evidence{std::vector{made::value("2016", 1)}},
             AssessOptions{day("2017-06-01")});
  EXPECT_EQ(assessed.statuses()[0], DeadlineStatus::open);
  EXPECT_EQ(assessed.at(0).derived, std::nullopt);
}

TEST(HeardInVain, IsDecidedByAnIndependentRatingOfTheIndicator) {
  Entry rating = made::rating(Completion::complete, "2018-06-01");
  rating.measure.reset();
  rating.indicator = IndicatorId{"1/1"};
  const Assessment assessed = assess(history_of(IndicatorKind::deliverable),
                                     Evidence{std::vector{made::value("2018", 1), rating}},
                                     AssessOptions{day("2019-06-01")});
  EXPECT_EQ(assessed.indicator_statuses()[0], IndicatorStatus::met);
}

TEST(HeardInVain, OfATimeBeforeTheAdoptionIsNothingThatCouldBeJudged) {
  const std::string text = told(history_of(IndicatorKind::count), {made::value("2015", 5)});
  EXPECT_TRUE(has(text, "unreported, because nothing was reported that could be judged.")) << text;
  EXPECT_FALSE(has(text, "nothing was reported.")) << text;
}

TEST(HeardInVain, AnUnexpectedPeriodIsUsedNeitherAloneNorBesideAnother) {
  for (const bool is_beside : {false, true}) {
    std::vector<Entry> entries{of_period("2017Q1")};
    if (is_beside) entries.push_back(of_period("2017"));
    const Assessment assessed = assess(history_of(IndicatorKind::report, yearly()),
                                       Evidence{entries}, AssessOptions{day("2019-06-01")});
    const Explanation explained = explain(assessed, "1");
    const IndicatorExplanation& one = explained.indicators[0];
    for (const UsedEntry& used : one.entries) {
      const bool is_unexpected = used.id == entry_id(entries[0]);
      EXPECT_EQ(used.use, is_unexpected ? EntryUse::beside_the_point : EntryUse::used);
    }
    EXPECT_EQ(one.verdict.periods->received, is_beside ? 1U : 0U);
    EXPECT_TRUE(one.verdict.reasons.has(IndicatorReason::report_unexpected));
  }
}

TEST(Rating, OfADayBeforeTheDueDayDoesNotDecideAndIsNotSaidTo) {
  const Entry early = made::rating(Completion::substantial, "2018-02-01");
  const PlanHistory history = history_of(IndicatorKind::deliverable);
  const Assessment assessed =
      assess(history, Evidence{std::vector{early}}, AssessOptions{day("2019-06-01")});
  EXPECT_FALSE(assessed.reasons()[0].has(Reason::rated));
  EXPECT_TRUE(assessed.reasons()[0].has(Reason::rated_before_due));
  EXPECT_TRUE(has(told(history, {early}),
                  "undecided, because the last independent rating is from "
                  "before the due day, and nothing shows how it ended."));
  const Entry late = made::rating(Completion::substantial, "2019-02-01");
  const Assessment decided =
      assess(history, Evidence{std::vector{late}}, AssessOptions{day("2019-06-01")});
  EXPECT_TRUE(decided.reasons()[0].has(Reason::rated));
  EXPECT_FALSE(decided.reasons()[0].has(Reason::rated_before_due));
}

// Before the due day no rating of the way there decides, either: the dates alone do.
TEST(Rating, OfTheWayThereLeavesTheDatesToDecide) {
  const std::string text = told(history_of(IndicatorKind::deliverable),
                                {made::rating(Completion::limited, "2017-02-01")}, "2017-06-01");
  EXPECT_TRUE(has(text, "open, because its dates alone decide.")) << text;
}

TEST(Rating, WithinAVagueDeadlineIsNotSaidToBeEarly) {
  const Assessment assessed =
      assess(history_of(IndicatorKind::deliverable, {}, "2019-02-28"),
             Evidence{std::vector{made::rating(Completion::limited, "2019-01-15")}},
             AssessOptions{day("2019-06-01")});
  EXPECT_EQ(assessed.statuses()[0], DeadlineStatus::undecided);
  EXPECT_TRUE(assessed.reasons()[0].has(Reason::vague_deadline));
  EXPECT_FALSE(assessed.reasons()[0].has(Reason::rated_before_due));
}

TEST(TurningValue, OfAFallingIndicatorLiesAboveItsTarget) {
  IndicatorProfile said;
  said.baseline = 40;
  said.aggregation = Aggregation::last;
  said.targets.push_back(Target{});
  said.targets[0].value = 25;
  for (const bool is_falling : {true, false}) {
    said.direction = is_falling ? Direction::down : Direction::up;
    said.baseline = is_falling ? 40 : 10;
    const PlanHistory history = history_of(IndicatorKind::percentage, said);
    const std::string met = told(history, {made::value("2018", is_falling ? 24 : 26)});
    EXPECT_TRUE(
        has(met, is_falling ? "  Above 25 it turns not_met." : "  Short of 25 it turns not_met."))
        << met;
    const std::string missed = told(history, {made::value("2018", is_falling ? 26 : 24)});
    EXPECT_TRUE(
        has(missed, is_falling ? "  From 25 down it turns met." : "  From 25 on it turns met."))
        << missed;
  }
}

}  // namespace
}  // namespace actionplan::heard_in_vain_test

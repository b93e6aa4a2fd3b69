// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <climits>
#include <string>
#include <vector>

namespace actionplan::assess_test {
namespace {

using made::day;

Deadline of_kind(DeadlineKind kind, const char* start, const char* due) {
  Deadline deadline;
  deadline.kind = kind;
  if (*start != '\0') deadline.start = day(start);
  if (*due != '\0') deadline.due = day(due);
  return deadline;
}

Plan plan_of(Deadline deadline) {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  Measure measure = made::measure("1", std::move(deadline));
  measure.assignments = {made::assignment("justice")};
  builder.add(measure);
  return builder.build();
}

std::string words(ReasonSet reasons) {
  std::string out;
  for (const Reason reason : reasons.list()) {
    out += (out.empty() ? "" : " ") + std::string{to_string(reason)};
  }
  return out;
}

// The rows of docs/guide/deadline_status.md, with `due_soon_days` at its 30.
struct Row {
  const char* name;
  DeadlineKind kind;
  const char* start;
  const char* due;
  const char* as_of;
  DeadlineStatus want;
  const char* reasons;
};

class DecisionTable : public testing::TestWithParam<Row> {};

TEST_P(DecisionTable, GivesTheStatusAndItsReasons) {
  const Row& row = GetParam();
  const Assessment assessment =
      assess(plan_of(of_kind(row.kind, row.start, row.due)), AssessOptions{day(row.as_of)});
  EXPECT_EQ(to_string(assessment.statuses()[0]), to_string(row.want));
  EXPECT_EQ(words(assessment.reasons()[0]), row.reasons);
}

constexpr auto window = DeadlineKind::window;
constexpr auto by = DeadlineKind::by;
constexpr auto several = DeadlineKind::several;
constexpr auto recurring = DeadlineKind::recurring;
constexpr auto continuous = DeadlineKind::continuous;
constexpr auto relative = DeadlineKind::relative;
constexpr auto no_date = DeadlineKind::no_date;
constexpr const char* start = "2017-01-01";
constexpr const char* due = "2017-12-31";

INSTANTIATE_TEST_SUITE_P(
    Assess, DecisionTable,
    testing::Values(
        Row{"window_before", window, start, due, "2016-12-31", DeadlineStatus::upcoming,
            "before_window window_only"},
        Row{"window_first_day", window, start, due, "2017-01-01", DeadlineStatus::open,
            "within_window window_only"},
        Row{"window_31_days_ahead", window, start, due, "2017-11-30", DeadlineStatus::open,
            "within_window window_only"},
        Row{"window_30_days_ahead", window, start, due, "2017-12-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days window_only"},
        Row{"window_due_day", window, start, due, "2017-12-31", DeadlineStatus::due_soon,
            "within_window within_due_soon_days window_only"},
        Row{"window_day_after", window, start, due, "2018-01-01", DeadlineStatus::unreported,
            "past_due no_evidence window_only"},
        Row{"window_open_end", window, start, "", "2090-01-01", DeadlineStatus::open,
            "within_window window_only"},
        Row{"by_long_before", by, "", due, "2016-05-01", DeadlineStatus::open, "within_window"},
        Row{"by_soon", by, "", due, "2017-12-05", DeadlineStatus::due_soon,
            "within_window within_due_soon_days"},
        Row{"by_past", by, "", due, "2018-01-01", DeadlineStatus::unreported,
            "past_due no_evidence"},
        Row{"several_open", several, start, due, "2017-06-01", DeadlineStatus::open,
            "within_window due_of_last_part"},
        Row{"several_past", several, start, due, "2018-06-01", DeadlineStatus::unreported,
            "past_due no_evidence due_of_last_part"},
        Row{"recurring_open", recurring, start, due, "2017-06-01", DeadlineStatus::open,
            "within_window due_of_last_report"},
        Row{"recurring_past", recurring, start, due, "2018-06-01", DeadlineStatus::unreported,
            "past_due no_evidence due_of_last_report"},
        Row{"continuous_before", continuous, start, "", "2016-06-01", DeadlineStatus::upcoming,
            "before_window standing_duty"},
        Row{"continuous_endless", continuous, "", "", "2090-06-01", DeadlineStatus::open,
            "within_window standing_duty"},
        Row{"continuous_is_never_due_soon", continuous, start, due, "2017-12-31",
            DeadlineStatus::open, "within_window standing_duty"},
        Row{"continuous_closed", continuous, start, due, "2018-01-01", DeadlineStatus::unreported,
            "past_due no_evidence standing_duty"},
        Row{"relative_unknown", relative, "", "", "2018-01-01", DeadlineStatus::awaiting_trigger,
            "trigger_unknown"},
        Row{"relative_resolved_open", relative, "2016-04-27", due, "2017-01-01",
            DeadlineStatus::open, "within_window"},
        Row{"relative_resolved_past", relative, "2016-04-27", due, "2018-01-01",
            DeadlineStatus::unreported, "past_due no_evidence"},
        Row{"no_date", no_date, "", "", "2018-01-01", DeadlineStatus::no_date, "text_without_date"},
        Row{"before_adoption", by, "", due, "2016-04-26", DeadlineStatus::open,
            "within_window before_adoption"},
        Row{"on_the_day_of_adoption", by, "", due, "2016-04-27", DeadlineStatus::open,
            "within_window"}),
    [](const auto& test) { return std::string{test.param.name}; });

// Around both days of a deadline that is due on 2017-06-30, and on 2017-08-31 at the latest.
class VagueDecisionTable : public testing::TestWithParam<Row> {};

TEST_P(VagueDecisionTable, GivesTheStatusAndItsReasons) {
  const Row& row = GetParam();
  Deadline deadline = of_kind(row.kind, row.start, row.due);
  deadline.due_latest = day("2017-08-31");
  const Assessment assessment = assess(plan_of(std::move(deadline)), AssessOptions{day(row.as_of)});
  EXPECT_EQ(to_string(assessment.statuses()[0]), to_string(row.want));
  EXPECT_EQ(words(assessment.reasons()[0]), row.reasons);
  const MeasureAssessment told = assessment.at(0);
  EXPECT_EQ(told.due_latest, day("2017-08-31"));
  const bool is_past = row.want == DeadlineStatus::unreported;
  EXPECT_EQ(told.days_past_due.has_value(), is_past);
}

constexpr const char* mid = "2017-06-30";

INSTANTIATE_TEST_SUITE_P(
    Assess, VagueDecisionTable,
    testing::Values(
        Row{"long_before", by, "", mid, "2017-05-30", DeadlineStatus::open, "within_window"},
        Row{"soon", by, "", mid, "2017-05-31", DeadlineStatus::due_soon,
            "within_window within_due_soon_days"},
        Row{"due_day", by, "", mid, "2017-06-30", DeadlineStatus::due_soon,
            "within_window within_due_soon_days"},
        Row{"day_after_the_due_day", by, "", mid, "2017-07-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days vague_deadline"},
        Row{"latest_day", by, "", mid, "2017-08-31", DeadlineStatus::due_soon,
            "within_window within_due_soon_days vague_deadline"},
        Row{"day_after_the_latest", by, "", mid, "2017-09-01", DeadlineStatus::unreported,
            "past_due no_evidence"},
        Row{"window_before", window, start, mid, "2016-12-31", DeadlineStatus::upcoming,
            "before_window window_only"},
        Row{"window_between", window, start, mid, "2017-07-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days window_only vague_deadline"},
        Row{"window_after", window, start, mid, "2017-09-01", DeadlineStatus::unreported,
            "past_due no_evidence window_only"},
        Row{"several_between", several, start, mid, "2017-07-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days due_of_last_part vague_deadline"},
        Row{"recurring_between", recurring, start, mid, "2017-07-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days due_of_last_report vague_deadline"},
        Row{"relative_between", relative, start, mid, "2017-07-01", DeadlineStatus::due_soon,
            "within_window within_due_soon_days vague_deadline"},
        Row{"continuous_between_is_open", continuous, start, mid, "2017-07-01",
            DeadlineStatus::open, "within_window standing_duty vague_deadline"},
        Row{"continuous_after", continuous, start, mid, "2017-09-01", DeadlineStatus::unreported,
            "past_due no_evidence standing_duty"}),
    [](const auto& test) { return std::string{test.param.name}; });

struct WhyCase {
  NoDateReason reason;
  DeadlineStatus want;
  const char* reasons;
};

class WithoutADate : public testing::TestWithParam<WhyCase> {};

TEST_P(WithoutADate, OnlyWhatWeCouldNotReadIsUnread) {
  Deadline deadline;
  deadline.text = "a text";
  deadline.reason = GetParam().reason;
  for (const char* as_of : {"1400-01-01", "2017-06-30", "9999-12-31"}) {
    const Assessment assessment = assess(plan_of(deadline), AssessOptions{day(as_of)});
    EXPECT_EQ(assessment.statuses()[0], GetParam().want);
    EXPECT_NE(words(assessment.reasons()[0]).find(GetParam().reasons), std::string::npos);
    EXPECT_EQ(assessment.at(0).deadline_reason, GetParam().reason);
    EXPECT_EQ(assessment.summary()[GetParam().want], 1U);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Assess, WithoutADate,
    testing::Values(
        WhyCase{NoDateReason::unread, DeadlineStatus::unread, "deadline_unread"},
        WhyCase{NoDateReason::empty, DeadlineStatus::no_date, "text_without_date"},
        WhyCase{NoDateReason::undetermined, DeadlineStatus::no_date, "text_without_date"},
        WhyCase{NoDateReason::as_needed, DeadlineStatus::no_date, "text_without_date"},
        WhyCase{NoDateReason::elsewhere, DeadlineStatus::no_date, "text_without_date"},
        WhyCase{NoDateReason::remark_only, DeadlineStatus::no_date, "text_without_date"}),
    [](const auto& test) { return std::string{to_string(test.param.reason)}; });

TEST(Explain, SaysWhatADeadlineLeavesOpenAndWhatWasNotRead) {
  Deadline parts = of_kind(several, start, "2018-12-31");
  parts.text = "1.1) by 2017: 50%, 1.2) by 2018";
  parts.due_latest = day("2019-01-31");
  parts.due_original = day("2016-12-31");
  parts.parts = {{"by 2017: 50%", {}, day(due), {}, "1.1", 50.0, "%"},
                 {"by 2018", {}, day("2018-12-31"), day("2019-01-31"), "1.2"}};
  parts.conditions = {"subject to funding"};
  parts.remarks = {"see annex"};
  const auto explained = [](const Deadline& deadline) {
    const Assessment assessment = assess(plan_of(deadline), AssessOptions{day("2017-06-30")});
    return to_text(explain(assessment, "1"), assessment);
  };
  const std::string text = explained(parts);
  for (const char* line :
       {", due 2018-12-31, at the latest 2019-01-31, first 2016-12-31. Reasons:",
        "\n  Part 1.1 due 2017-12-31, target 50 %.\n",
        "\n  Part 1.2 due 2018-12-31, at the latest 2019-01-31.\n",
        "\n  On condition: \"subject to funding\". Whether it holds is not known here.\n",
        "\n  Remark: \"see annex\".\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  const std::string unread = explained(made::unread("by Mrach 2018", "Mrach", 3));
  EXPECT_NE(unread.find("We could not read the deadline: \"Mrach\" at position 4 was not "
                        "understood; without it, it would be window, due 2018-12-31. Nothing "
                        "counts on that until a profile accepts it.\n"),
            std::string::npos)
      << unread;
  Deadline bare;
  bare.text = "soonish";
  EXPECT_NE(explained(bare).find("We could not read the deadline; correct it in a profile.\n"),
            std::string::npos);
}

TEST(Assess, AConditionMarksTheVerdictAndLeavesTheStatus) {
  for (const char* as_of : {"2016-12-31", "2017-06-30", "2018-01-01"}) {
    Deadline deadline = of_kind(by, "2017-01-01", due);
    const Assessment plain = assess(plan_of(deadline), AssessOptions{day(as_of)});
    deadline.conditions = {"subject to funding"};
    const Assessment marked = assess(plan_of(deadline), AssessOptions{day(as_of)});
    EXPECT_EQ(marked.statuses()[0], plain.statuses()[0]);
    EXPECT_FALSE(plain.reasons()[0].has(Reason::conditional));
    ReasonSet without = marked.reasons()[0];
    EXPECT_TRUE(without.has(Reason::conditional));
    without.remove(Reason::conditional);
    EXPECT_EQ(without, plain.reasons()[0]);
  }
}

// Neighbours whose deadlines differ in one thing only are judged apart.
TEST(Assess, RunsOfEqualDeadlinesEndWhereAnythingDiffers) {
  PlanBuilder builder = made::heading();
  std::vector<Deadline> deadlines(6, of_kind(by, "", mid));
  deadlines[1].due_latest = day("2017-08-31");
  deadlines[3].conditions = {"subject to funding"};
  deadlines[4] = deadlines[5] = Deadline{};
  deadlines[5].text = "soonish";
  for (std::size_t i = 0; i < deadlines.size(); ++i) {
    builder.add(made::measure(std::to_string(i + 1), deadlines[i]));
  }
  const Assessment assessment = assess(builder.build(), AssessOptions{day("2017-07-15")});
  const std::vector<DeadlineStatus> want{DeadlineStatus::unreported, DeadlineStatus::due_soon,
                                         DeadlineStatus::unreported, DeadlineStatus::unreported,
                                         DeadlineStatus::no_date,    DeadlineStatus::unread};
  EXPECT_TRUE(std::equal(want.begin(), want.end(), assessment.statuses().begin()));
  EXPECT_TRUE(assessment.reasons()[3].has(Reason::conditional));
  EXPECT_FALSE(assessment.reasons()[2].has(Reason::conditional));
}

TEST(Assess, SilenceIsNeverOverdueOrDone) {
  for (const DeadlineKind kind : {window, by, several, recurring, continuous, relative, no_date}) {
    for (const char* as_of : {"1400-01-01", "2017-06-30", "9999-12-31"}) {
      const bool has_days = kind != no_date;
      const Assessment assessment =
          assess(plan_of(of_kind(kind, has_days ? start : "", has_days ? due : "")),
                 AssessOptions{day(as_of)});
      const DeadlineStatus status = assessment.statuses()[0];
      EXPECT_NE(status, DeadlineStatus::overdue);
      EXPECT_NE(status, DeadlineStatus::lapsed);
      EXPECT_NE(status, DeadlineStatus::done_on_time);
      EXPECT_EQ(assessment.at(0).days_late, std::nullopt);
    }
  }
}

TEST(Assess, DueSoonFollowsItsOption) {
  AssessOptions options{day("2017-12-01")};
  const Plan plan = plan_of(of_kind(window, start, due));
  options.due_soon_days = 29;
  EXPECT_EQ(made::borrowed(assess(plan, options)).statuses()[0], DeadlineStatus::open);
  options.due_soon_days = 0;
  options.as_of = day(due);
  EXPECT_EQ(made::borrowed(assess(plan, options)).statuses()[0], DeadlineStatus::due_soon);
  options.due_soon_days = INT_MAX;
  options.as_of = day(start);
  EXPECT_EQ(made::borrowed(assess(plan, options)).statuses()[0], DeadlineStatus::due_soon);
  options.due_soon_days = -1;
  EXPECT_THROW(static_cast<void>(assess(plan, options)), InvalidArgument);
}

TEST(Assess, SaysWhoIsBound) {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  Measure none = made::measure("1", of_kind(by, "", due));
  Measure recommended = made::measure("2", of_kind(by, "", due));
  recommended.assignments = {made::assignment("justice", Force::recommended)};
  builder.add(none).add(recommended);
  const Assessment assessment = assess(builder.build(), AssessOptions{day("2018-01-01")});
  EXPECT_EQ(words(assessment.reasons()[0]), "past_due no_evidence no_assignment");
  EXPECT_EQ(words(assessment.reasons()[1]), "past_due no_evidence only_recommended");
  EXPECT_EQ(assessment.statuses()[1], DeadlineStatus::unreported);
}

TEST(Assess, CountsDaysPastDueButNotLateness) {
  const Assessment assessment =
      assess(plan_of(of_kind(by, "", due)), AssessOptions{day("2018-01-10")});
  EXPECT_EQ(assessment["1"].days_past_due, 10);
  EXPECT_EQ(assessment["1"].days_late, std::nullopt);
  EXPECT_EQ(assess(plan_of(of_kind(by, "", due)), AssessOptions{day(due)})["1"].days_past_due,
            std::nullopt);
}

std::string states(const MeasureAssessment& row) {
  std::string out;
  for (const ReportAssessment& report : row.reports) {
    out += (out.empty() ? "" : " ") + report.period.text() + ":" +
           std::string{to_string(report.status)};
  }
  return out;
}

TEST(AssessReports, EachHasAStateOfItsOwnAndNoDueDayWithoutASource) {
  const Plan plan = plan_of(made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly));
  const MeasureAssessment row = assess(plan, AssessOptions{day("2016-08-15")})["1"];
  EXPECT_EQ(states(row), "2016Q1:no_date 2016Q2:no_date 2016Q3:open 2016Q4:upcoming");
  EXPECT_EQ(row.deadline_status, DeadlineStatus::open);
  EXPECT_EQ(row.report_counts.expected, 1U);  // the first ended before adoption
  EXPECT_EQ(row.report_counts.received, 0U);
  EXPECT_EQ(row.report_counts.on_time, std::nullopt);
  EXPECT_EQ(row.report_counts.missing, std::vector<Period>{Period::quarter(2016, 2)});
}

TEST(AssessReports, WithASourceFallDue) {
  Deadline deadline =
      with_report_due(made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly),
                      report_due_preset("open_budget_survey"));
  const MeasureAssessment row =
      assess(plan_of(std::move(deadline)), AssessOptions{day("2016-12-15")})["1"];
  EXPECT_EQ(states(row), "2016Q1:unreported 2016Q2:unreported 2016Q3:due_soon 2016Q4:open");
  EXPECT_EQ(row.report_counts.expected, 2U);
  EXPECT_EQ(row.report_counts.on_time, 0U);
  EXPECT_EQ(row.due, day("2017-03-31"));
}

TEST(AssessReports, OfAPeriodAreExpectedFromTheDayAfterItsEnd) {
  const Plan plan = plan_of(made::recurring("2016-01-01", "2016-12-31", Cadence::semiannual));
  EXPECT_EQ(assess(plan, AssessOptions{day("2016-06-30")})["1"].report_counts.expected, 0U);
  EXPECT_EQ(assess(plan, AssessOptions{day("2016-07-01")})["1"].report_counts.expected, 1U);
}

// A plan of measures 1 and 2; the revision of 2017-03-01 moves the due day of 1 and drops 2.
PlanHistory revised_history(const char* new_due) {
  PlanBuilder first = made::heading();
  first.add(made::measure("1", made::window("2016-01-01", "2016-12-31")))
      .add(made::measure("2", made::window("2016-01-01", "2017-12-31")));
  PlanBuilder second = made::heading();
  second.add(made::measure("1", made::window("2016-01-01", new_due)));
  return PlanHistory{{Revision{first.build(), day("2016-04-27"), day("2016-05-01")},
                      Revision{second.build(), day("2017-03-01"), day("2017-04-01")}}};
}

TEST(AssessRevisions, AnExtensionNeverErasesSlippage) {
  const PlanHistory history = revised_history("2018-12-31");
  const MeasureAssessment before = assess(history, AssessOptions{day("2017-02-28")})["1"];
  EXPECT_EQ(before.deadline_status, DeadlineStatus::unreported);
  EXPECT_FALSE(before.is_extended_after_due);
  const MeasureAssessment after = assess(history, AssessOptions{day("2017-03-01")})["1"];
  EXPECT_EQ(after.deadline_status, DeadlineStatus::open);
  EXPECT_EQ(after.due, day("2018-12-31"));
  EXPECT_EQ(after.due_original, day("2016-12-31"));
  EXPECT_TRUE(after.is_extended_after_due);
  EXPECT_TRUE(after.reasons.has(Reason::due_changed));
}

TEST(AssessRevisions, ADueDayMovedForwardIsNoExtension) {
  const MeasureAssessment row =
      assess(revised_history("2016-10-31"), AssessOptions{day("2017-03-01")})["1"];
  EXPECT_TRUE(row.reasons.has(Reason::due_changed));
  EXPECT_FALSE(row.is_extended_after_due);
}

Deadline postponed(const char* from, const char* to) {
  Deadline deadline = made::window("2016-01-01", to);
  deadline.due_original = day(from);
  return deadline;
}

TEST(AssessRevisions, ADayThatTheTextWasPostponedFromStaysInTheFirstPlanToo) {
  const MeasureAssessment row =
      assess(plan_of(postponed("2016-12-31", "2018-12-31")), AssessOptions{day("2017-06-30")})["1"];
  EXPECT_EQ(row.due, day("2018-12-31"));
  EXPECT_EQ(row.due_original, day("2016-12-31"));
  EXPECT_TRUE(row.reasons.has(Reason::due_changed));
  EXPECT_FALSE(row.is_extended_after_due);  // nothing says when it was moved
}

TEST(AssessRevisions, TheEarliestDayThatIsKnownIsTheOriginal) {
  struct Case {
    Deadline first;
    Deadline second;
    const char* want;
    bool is_extended;
  };
  const std::vector<Case> cases{{made::window("2016-01-01", "2016-12-31"),
                                 postponed("2016-12-31", "2018-12-31"), "2016-12-31", true},
                                {made::window("2016-01-01", "2017-12-31"),
                                 postponed("2016-06-30", "2018-12-31"), "2016-06-30", false},
                                {postponed("2016-06-30", "2016-12-31"),
                                 made::window("2016-01-01", "2018-12-31"), "2016-06-30", true},
                                {made::unread("31 Decembr", "Decembr", 3),
                                 postponed("2016-12-31", "2018-12-31"), "2016-12-31", false}};
  for (const Case& c : cases) {
    PlanBuilder first = made::heading();
    first.add(made::measure("1", c.first));
    PlanBuilder second = made::heading();
    second.add(made::measure("1", c.second));
    const PlanHistory history{{Revision{first.build(), day("2016-04-27"), day("2016-05-01")},
                               Revision{second.build(), day("2017-03-01"), day("2017-04-01")}}};
    const MeasureAssessment row = assess(history, AssessOptions{day("2017-06-30")})["1"];
    EXPECT_EQ(row.due_original, day(c.want));
    EXPECT_TRUE(row.reasons.has(Reason::due_changed));
    EXPECT_EQ(row.is_extended_after_due, c.is_extended);
  }
}

// Two versions with the words of one deadline each, read by a profile each.
MeasureAssessment read_by(const char* first_text, const Profile& first, const char* second_text,
                          const Profile& second) {
  const auto plan_with = [](const char* text) {
    Deadline deadline = made::window("2016-01-01", "2016-12-31");
    deadline.text = text;
    PlanBuilder builder = made::heading();
    return builder.add(made::measure("1", deadline)).build();
  };
  const PlanHistory history = PlanHistory{plan_with(first_text), first}.revised(
      plan_with(second_text), day("2017-03-01"), day("2017-04-01"), second);
  return assess(history, AssessOptions{day("2017-06-30")})["1"];
}

Profile corrected_to(const char* last, std::optional<Date> from = {}) {
  DeadlineCorrection correction;
  correction.kind = DeadlineKind::by;
  correction.due = day(last);
  correction.due_original = from;
  Profile profile;
  profile.measures[MeasureId{"1"}].deadline = correction;
  return profile;
}

TEST(AssessRevisions, WhatAProfileReadsOtherwiseInTheSameWordsIsNoChangeOfThePlan) {
  struct Case {
    const char* name;
    Profile first;
    const char* second_text;
    Profile second;
    const char* original;
    bool is_changed;
  };
  const Profile none;
  const char* const text = "by the end of 2016";
  const std::vector<Case> cases{
      {"corrected", none, text, corrected_to("2018-12-31"), "2018-12-31", false},
      {"corrected again", corrected_to("2016-06-30"), text, corrected_to("2018-12-31"),
       "2018-12-31", false},
      {"no longer corrected", corrected_to("2015-06-30"), text, none, "2016-12-31", false},
      {"other words", none, "by the end of 2018", corrected_to("2018-12-31"), "2016-12-31", true},
      {"said to be postponed", none, text, corrected_to("2018-12-31", day("2016-12-31")),
       "2016-12-31", true}};
  for (const Case& c : cases) {
    const MeasureAssessment row = read_by(text, c.first, c.second_text, c.second);
    EXPECT_EQ(row.due_original, day(c.original)) << c.name;
    EXPECT_EQ(row.reasons.has(Reason::due_changed), c.is_changed) << c.name;
    EXPECT_EQ(row.is_extended_after_due, c.is_changed) << c.name;
  }
}

// When reports fall due is a profile's word, and moves the due day of the duty to report.
TEST(AssessRevisions, ARuleForReportsIsNoChangeOfThePlan) {
  Profile rule;
  rule.report_due = report_due_preset("open_budget_survey");
  PlanBuilder builder = made::heading();
  builder.add(made::measure("1", made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly)));
  const Plan plan = builder.build();
  const PlanHistory history =
      PlanHistory{plan}.revised(plan, day("2017-03-01"), day("2017-04-01"), rule);
  const MeasureAssessment row = assess(history, AssessOptions{day("2017-06-30")})["1"];
  EXPECT_EQ(row.due, day("2017-03-31"));
  EXPECT_EQ(row.due_original, row.due);
  EXPECT_FALSE(row.reasons.has(Reason::due_changed));
}

TEST(AssessRevisions, ADayWithinWhatVagueWordsCouldMeanIsNoExtension) {
  Deadline vague = made::window("2016-01-01", "2016-12-31");
  vague.due_latest = day("2017-02-28");
  PlanBuilder first = made::heading();
  first.add(made::measure("1", vague));
  PlanBuilder second = made::heading();
  second.add(made::measure("1", made::window("2016-01-01", "2017-02-28")));
  const PlanHistory history{{Revision{first.build(), day("2016-04-27"), day("2016-05-01")},
                             Revision{second.build(), day("2017-03-01"), day("2017-04-01")}}};
  const MeasureAssessment row = assess(history, AssessOptions{day("2017-06-30")})["1"];
  EXPECT_TRUE(row.reasons.has(Reason::due_changed));
  EXPECT_FALSE(row.is_extended_after_due);
}

TEST(AssessRevisions, ADroppedMeasureIsWithdrawnAndListed) {
  const Assessment assessment =
      assess(revised_history("2018-12-31"), AssessOptions{day("2017-03-01")});
  ASSERT_EQ(assessment.size(), 2U);
  EXPECT_EQ(assessment.plan().measures().size(), 1U);
  EXPECT_EQ(assessment["2"].deadline_status, DeadlineStatus::withdrawn);
  EXPECT_EQ(words(assessment["2"].reasons), "dropped_by_revision");
  EXPECT_EQ(assessment.measure(1).title, "Measure 2");
}

TEST(AssessRevisions, WhatWasRecordedLaterChangesNothing) {
  AssessOptions options{day("2017-03-15")};
  options.known_at = day("2017-03-15");
  const Assessment assessment = assess(revised_history("2018-12-31"), options);
  EXPECT_EQ(assessment.size(), 2U);
  EXPECT_EQ(assessment["1"].deadline_status, DeadlineStatus::unreported);
  EXPECT_EQ(assessment["2"].deadline_status, DeadlineStatus::open);
}

TEST(Assessment, RefusesRowsAndNumbersThatItDoesNotHave) {
  const Assessment assessment = assess(plan_of(of_kind(by, "", due)), AssessOptions{day(due)});
  EXPECT_THROW(static_cast<void>(assessment.at(1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(assessment.measure(1)), InvalidArgument);
  EXPECT_THROW(static_cast<void>(assessment["7"]), NotFound);
}

TEST(Assessment, OfAnEmptyPlanIsEmpty) {
  const Assessment assessment = assess(Plan{}, AssessOptions{day(due)});
  EXPECT_EQ(assessment.size(), 0U);
  EXPECT_EQ(assessment.summary().total(), 0U);
}

TEST(Status, WordsAreTheEnumerators) {
  EXPECT_EQ(to_string(DeadlineStatus::done_timing_unknown), "done_timing_unknown");
  EXPECT_EQ(to_string(static_cast<DeadlineStatus>(enum_count<DeadlineStatus> - 1)), "withdrawn");
  EXPECT_EQ(to_string(static_cast<Reason>(enum_count<Reason> - 1)), "rated_before_due");
}

}  // namespace
}  // namespace actionplan::assess_test

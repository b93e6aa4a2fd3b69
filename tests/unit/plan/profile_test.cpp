// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/lint.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/plan/profile_check.hpp>

#include <actionplan/core/error.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan::profile_test {
namespace {

// One measure with two indicators and a window, one that recurs each quarter.
Plan read_plan() {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice")).add(made::agency("finance"));
  Measure first = made::measure("1.1", made::window("2016-01-01", "2018-12-31"));
  first.assignments = {made::assignment("justice"), made::assignment("finance")};
  made::set_indicators(first, {{"Established mechanisms", IndicatorKind::deliverable},
                               {"number of trainings", IndicatorKind::count}});
  first.deadline.text = "2016-2018";
  builder.add(first);
  builder.add(
      made::measure("1.2", made::recurring("2016-01-01", "2018-12-31", Cadence::quarterly)));
  return builder.build();
}

MeasureProfile& said_of(Profile& profile, const char* measure) {
  return profile.measures[MeasureId{measure}];
}

const Problem& only_problem(const Plan& plan, const char* code) {
  EXPECT_EQ(plan.problems().size(), 1U);
  const Problem& problem = plan.problems().at(0);
  EXPECT_EQ(problem.code, code);
  return problem;
}

TEST(Profile, ThatSaysNothingChangesNothing) { EXPECT_EQ(apply(read_plan(), {}), read_plan()); }

TEST(Profile, CorrectsASplitAndKeepsTheIdsOfPartsThatStay) {
  Profile profile;
  said_of(profile, "1.1").indicators = {{"number of  trainings", IndicatorKind::count},
                                        {"Established", IndicatorKind::deliverable},
                                        {"mechanisms", IndicatorKind::qualitative}};
  const Plan plan = apply(read_plan(), profile);
  EXPECT_TRUE(plan.problems().empty());
  const auto& parts = plan["1.1"].indicators;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].text, "Established");
  EXPECT_EQ(parts[0].id, IndicatorId{"1.1/3"});
  EXPECT_EQ(parts[1].id, IndicatorId{"1.1/4"});
  EXPECT_EQ(parts[2].id, IndicatorId{"1.1/2"});
  EXPECT_EQ(parts[2].span, (Span{24, 43}));
}

TEST(Profile, FindsTheSameWordsTwiceAtTwoPlaces) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(measure, {{"new forms, new forms", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  said_of(profile, "1").indicators = {{"new forms", IndicatorKind::count},
                                      {"new forms", IndicatorKind::count}};
  const Plan plan = apply(builder.build(), profile);
  ASSERT_EQ(plan["1"].indicators.size(), 2U);
  EXPECT_EQ(plan["1"].indicators[1].span, (Span{11, 20}));
}

TEST(Profile, WithWordsThatDoNotStandThereLeavesTheWholeSplitAsRead) {
  Profile profile;
  said_of(profile, "1.1").indicators = {{"Established", IndicatorKind::deliverable},
                                        {"number of seminars", IndicatorKind::count}};
  const Plan plan = apply(read_plan(), profile);
  EXPECT_EQ(plan, read_plan());
  EXPECT_NE(only_problem(plan, "profile_split_not_found").message.find("number of seminars"),
            std::string::npos);
}

TEST(Profile, WithAHostileNumberOfPartsIsRefused) {
  Profile profile;
  said_of(profile, "1.1").indicators.assign(1001, {"e", IndicatorKind::count});
  only_problem(apply(read_plan(), profile), "profile_split_too_long");
}

TEST(Profile, CorrectsAKind) {
  Profile profile;
  profile.indicators[IndicatorId{"1.1/1"}].kind = IndicatorKind::activity;
  EXPECT_EQ(apply(read_plan(), profile)["1.1"].indicators[0].kind, IndicatorKind::activity);
}

TEST(Profile, CorrectsADeadlineAndSaysSo) {
  Profile profile;
  MeasureProfile& said = said_of(profile, "1.1");
  said.deadline = DeadlineCorrection{DeadlineKind::by, {}, made::day("2017-06-30"), {}};
  said.set_by = SetBy::law;
  said.source = "Law 12, article 3";
  const Deadline deadline = apply(read_plan(), profile)["1.1"].deadline;
  EXPECT_EQ(deadline.text, "2016-2018");
  EXPECT_EQ(deadline.kind, DeadlineKind::by);
  EXPECT_EQ(deadline.start, std::nullopt);
  EXPECT_EQ(deadline.due, made::day("2017-06-30"));
  EXPECT_EQ(deadline.edtf, "../2017-06-30");
  ASSERT_EQ(deadline.assumptions.size(), 1U);
  EXPECT_EQ(deadline.assumptions[0], "Corrected by a profile, set by law: Law 12, article 3.");
}

TEST(Profile, CanMakeAMeasureRecurWithinTheWindowThatWasRead) {
  Profile profile;
  said_of(profile, "1.1").deadline =
      DeadlineCorrection{DeadlineKind::recurring, {}, {}, Cadence::annual};
  const Deadline deadline = apply(read_plan(), profile)["1.1"].deadline;
  ASSERT_EQ(deadline.expected_reports.size(), 3U);
  EXPECT_EQ(deadline.expected_reports[0].period, Period::year(2016));
  EXPECT_EQ(deadline.edtf, "2016/2018");
}

// A measure whose deadline was not understood, but for a condition and an extension.
Plan unread_plan() {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1.1", made::unread("by Mrach 2018", "Mrach", 3));
  measure.deadline.conditions = {"subject to funding"};
  measure.deadline.remarks = {"see note"};
  measure.deadline.language = "en";
  measure.deadline.due_original = made::day("2017-03-31");
  builder.add(measure);
  return builder.build();
}

TEST(Profile, AcceptsACandidateAndKeepsWhatElseWasRead) {
  const Plan read = unread_plan();
  Profile profile;
  MeasureProfile& said = said_of(profile, "1.1");
  said.deadline = correction(*read["1.1"].deadline.candidate);
  said.source = "review of 2018-01-05";
  const Deadline deadline = apply(read, profile)["1.1"].deadline;
  EXPECT_EQ(deadline.kind, DeadlineKind::window);
  EXPECT_EQ(deadline.start, made::day("2018-01-01"));
  EXPECT_EQ(deadline.due, made::day("2018-12-31"));
  EXPECT_EQ(deadline.edtf, "2018");
  EXPECT_EQ(deadline.reason, std::nullopt);
  EXPECT_EQ(deadline.candidate, std::nullopt);
  EXPECT_EQ(deadline.conditions, std::vector<std::string>{"subject to funding"});
  EXPECT_EQ(deadline.remarks, std::vector<std::string>{"see note"});
  EXPECT_EQ(deadline.language, "en");
  EXPECT_EQ(deadline.due_original, made::day("2017-03-31"));
  EXPECT_EQ(deadline.assumptions.at(0),
            "Corrected by a profile, set by analyst: review of 2018-01-05.");
}

TEST(Profile, CannotAcceptACandidateWithoutADate) {
  DeadlineCandidate candidate;
  candidate.token = "soonish";
  EXPECT_THROW(static_cast<void>(correction(candidate)), InvalidArgument);
}

TEST(Profile, SaysThatThereIsNoDateAndWhy) {
  Profile profile;
  said_of(profile, "1.1").deadline = DeadlineCorrection{DeadlineKind::no_date, {}, {}, {}};
  EXPECT_EQ(apply(unread_plan(), profile)["1.1"].deadline.reason, NoDateReason::undetermined);
  said_of(profile, "1.1").deadline->reason = NoDateReason::elsewhere;
  EXPECT_EQ(apply(unread_plan(), profile)["1.1"].deadline.reason, NoDateReason::elsewhere);
}

TEST(Profile, SaysHowLateVagueWordsCouldMean) {
  Profile profile;
  DeadlineCorrection& said =
      said_of(profile, "1.1").deadline.emplace(DeadlineCorrection{DeadlineKind::by, {}, {}, {}});
  said.due = made::day("2018-06-30");
  said.due_latest = made::day("2018-08-31");
  said.due_original = made::day("2016-12-31");
  const Deadline deadline = apply(read_plan(), profile)["1.1"].deadline;
  EXPECT_EQ(deadline.due_latest, made::day("2018-08-31"));
  EXPECT_EQ(deadline.due_original, made::day("2016-12-31"));
}

struct Contradiction {
  const char* name;
  DeadlineCorrection said;
};

class DeadlineInAProfile : public testing::TestWithParam<Contradiction> {};

TEST_P(DeadlineInAProfile, ThatContradictsItselfIsNotApplied) {
  Profile profile;
  said_of(profile, "1.1").deadline = GetParam().said;
  const Plan plan = apply(read_plan(), profile);
  EXPECT_EQ(plan, read_plan());
  EXPECT_EQ(only_problem(plan, "profile_deadline").subject, "1.1");
  EXPECT_EQ(check_profile(read_plan(), profile), plan.problems());
  EXPECT_EQ(check_profile(plan, profile), plan.problems()) << "of a plan that it was applied to";
  EXPECT_EQ(lint(read_plan(), profile).front(), plan.problems().front());
}

INSTANTIATE_TEST_SUITE_P(
    Profile, DeadlineInAProfile,
    testing::Values(
        Contradiction{"due_before_start",
                      {DeadlineKind::window, made::day("2018-01-01"), made::day("2017-01-01"), {}}},
        Contradiction{"window_without_due",
                      {DeadlineKind::window, made::day("2018-01-01"), {}, {}}},
        Contradiction{"by_without_due", {DeadlineKind::by, {}, {}, {}}},
        Contradiction{"recurring_without_cadence", {DeadlineKind::recurring, {}, {}, {}}},
        Contradiction{"no_date_with_a_day",
                      {DeadlineKind::no_date, {}, made::day("2018-01-01"), {}}},
        Contradiction{"latest_day_before_the_due_day",
                      {DeadlineKind::by, {}, made::day("2018-01-02"), {}, made::day("2018-01-01")}},
        Contradiction{"latest_day_without_a_due_day",
                      {DeadlineKind::continuous, {}, {}, {}, made::day("2018-01-01")}},
        Contradiction{
            "reason_beside_a_day",
            {DeadlineKind::by, {}, made::day("2018-01-01"), {}, {}, {}, NoDateReason::elsewhere}},
        Contradiction{"recurring_after_the_window_that_was_read",
                      {DeadlineKind::recurring, made::day("2020-01-01"), {}, Cadence::annual}},
        Contradiction{"more_reports_than_there_can_be",
                      {DeadlineKind::recurring, made::day("1400-01-01"), {}, Cadence::monthly}}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Profile, SetsTheDischargeOfASharedDuty) {
  Profile profile;
  said_of(profile, "1.1").discharge = Discharge::joint;
  const Plan plan = apply(read_plan(), profile);
  for (const Assignment& assignment : plan["1.1"].assignments) {
    EXPECT_EQ(assignment.discharge, Discharge::joint);
  }
}

TEST(Profile, SetsReportDueDaysForAllOrForOne) {
  Profile profile;
  profile.report_due = report_due_preset("open_budget_survey");
  EXPECT_EQ(apply(read_plan(), profile)["1.2"].deadline.due, made::day("2019-03-31"));
  ReportDueRule own{"law", "Law 12", DueSource::law, 1, 1};
  said_of(profile, "1.2").report_due = own;
  const Deadline deadline = apply(read_plan(), profile)["1.2"].deadline;
  EXPECT_EQ(deadline.due, made::day("2019-01-31"));
  EXPECT_EQ(deadline.expected_reports[0].due_source, DueSource::law);
  EXPECT_TRUE(apply(read_plan(), profile).problems().empty());
}

TEST(Profile, ReportDueOfAMeasureWithoutReportsIsAProblem) {
  Profile profile;
  said_of(profile, "1.1").report_due = report_due_preset("open_budget_survey");
  const Plan plan = apply(read_plan(), profile);
  EXPECT_EQ(plan, read_plan());
  only_problem(plan, "profile_report_due");
}

TEST(Profile, ReportDueOutOfRangeIsAProblem) {
  Profile profile;
  profile.report_due = ReportDueRule{"never", "", DueSource::user, 1000000, 1000000};
  const Plan plan = apply(read_plan(), profile);
  EXPECT_EQ(only_problem(plan, "profile_report_due").subject, "1.2");
  EXPECT_EQ(plan, read_plan());
}

TEST(Profile, OfAnotherPlanIsNamedWhateverItsIds) {
  Profile profile;
  profile.plan = "Another plan";
  said_of(profile, "1.1").weight = 1.0;
  const std::vector<Problem> problems = check_profile(read_plan(), profile);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "profile_other_plan");
  EXPECT_EQ(problems[0].severity, Severity::warning);
  profile.plan = "  " + text::fold(read_plan().heading().title) + " ";
  EXPECT_TRUE(check_profile(read_plan(), profile).empty());  // but for case and spaces the same
  profile.plan.clear();
  EXPECT_TRUE(check_profile(read_plan(), profile).empty());
}

TEST(Profile, OfWhatThePlanDoesNotHaveBecomesProblemsAndTheRestIsApplied) {
  Profile profile;
  profile.plan = "Another plan";
  profile.indicators[IndicatorId{"9/9"}].kind = IndicatorKind::count;
  profile.measures[MeasureId{"9"}].weight = 1.0;
  said_of(profile, "1.1").discharge = Discharge::any;
  const Plan plan = apply(read_plan(), profile);
  EXPECT_EQ(plan["1.1"].assignments[0].discharge, Discharge::any);
  ASSERT_EQ(plan.problems().size(), 3U);
  EXPECT_EQ(plan.problems()[0].code, "profile_other_plan");
  EXPECT_EQ(plan.problems()[1].code, "profile_unknown_measure");
  EXPECT_EQ(plan.problems()[2].code, "profile_unknown_indicator");
}

struct Said {
  const char* name;
  void (*say)(Profile&);
};

class CheckedApplication : public testing::TestWithParam<Said> {};

TEST_P(CheckedApplication, IsWhatApplyingAndCheckingGive) {
  Profile profile;
  GetParam().say(profile);
  const CheckedPlan checked = apply_and_check(read_plan(), profile);
  EXPECT_EQ(checked.plan, apply(read_plan(), profile));
  EXPECT_EQ(checked.plan.problems(), apply(read_plan(), profile).problems());
  EXPECT_EQ(checked.problems, check_profile(read_plan(), profile));
}

INSTANTIATE_TEST_SUITE_P(
    Profile, CheckedApplication,
    testing::Values(
        Said{"nothing", [](Profile&) {}},
        Said{"another_plan", [](Profile& said) { said.plan = "Another plan"; }},
        Said{"a_target_on_the_wrong_side",
             [](Profile& said) {
               IndicatorProfile& of = said.indicators[IndicatorId{"1.1/2"}];
               of.direction = Direction::up;
               of.baseline = 9;
               of.targets = {Target{}};
             }},
        Said{"a_kind",
             [](Profile& said) {
               said.indicators[IndicatorId{"1.1/1"}].kind = IndicatorKind::count;
             }},
        Said{"a_split",
             [](Profile& said) {
               said_of(said, "1.1").indicators = {{"Established", IndicatorKind::deliverable}};
             }},
        Said{"a_split_of_words_that_do_not_stand_there",
             [](Profile& said) {
               said_of(said, "1.1").indicators = {{"Elsewhere", IndicatorKind::deliverable}};
             }},
        Said{"an_indicator_that_a_split_makes",
             [](Profile& said) {
               said_of(said, "1.1").indicators = {{"Established", IndicatorKind::deliverable},
                                                  {"mechanisms", IndicatorKind::count},
                                                  {"number of trainings", IndicatorKind::count}};
               said.indicators[IndicatorId{"1.1/4"}].weight = -1;
             }},
        Said{"unknown_ids",
             [](Profile& said) {
               said.measures[MeasureId{"9"}].weight = 1;
               said.indicators[IndicatorId{"9/1"}].unit = "laws";
             }},
        Said{"a_formula_of_what_is_not_there",
             [](Profile& said) {
               said.indicators[IndicatorId{"1.1/2"}].formula = Formula::parse("[9/1] * 2");
             }},
        Said{"a_rule_for_reports", [](Profile& said) { said.report_due = ReportDueRule{}; }}),
    [](const auto& one) { return std::string{one.param.name}; });

}  // namespace
}  // namespace actionplan::profile_test

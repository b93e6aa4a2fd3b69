// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/plan_builder.hpp>

#include <actionplan/core/error.hpp>

#include "plan/internal/plan_name.hpp"

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

namespace actionplan::plan_builder_test {
namespace {

PlanBuilder good() {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice")).add(made::agency("finance"));
  builder.add(made::section("4")).add(made::section("4.1", "4"));
  Measure measure = made::measure("4.1.1", made::window("2016-01-01", "2016-12-31"));
  measure.section = SectionId{"4.1"};
  measure.assignments = {made::assignment("justice")};
  made::set_indicators(measure, {{"Təlimlər", IndicatorKind::activity},
                                 {"number of trainings", IndicatorKind::count}});
  builder.add(measure);
  builder.add(made::measure("4.1.2", made::window("2016-01-01", "2018-12-31")));
  return builder;
}

TEST(PlanBuilder, BuildsWhatFitsAndIsEmptyAfterwards) {
  PlanBuilder builder = good();
  const Plan plan = builder.build();
  EXPECT_EQ(plan.measures().size(), 2U);
  EXPECT_EQ(plan["4.1.1"].indicators[1].text, "number of trainings");
  EXPECT_EQ(builder.build(), Plan{});
}

struct Case {
  const char* name;
  std::function<void(PlanBuilder&)> spoil;
  const char* says;
};

TEST(PlanBuilder, MakesIndicatorsOfTexts) {
  PlanBuilder builder;
  Measure measure;
  measure.id = MeasureId{"1.1"};
  builder.add(measure);
  builder.add_indicator(" Qanun qəbul edilib ", IndicatorKind::deliverable)
      .add_indicator("number of trainings", IndicatorKind::count);
  builder.measures().back().indicators.erase(builder.measures().back().indicators.begin());
  builder.add_indicator("report", IndicatorKind::report);
  const Plan plan = builder.build();
  const Measure& made = plan.measures().front();
  EXPECT_EQ(made.indicator_text, "Qanun qəbul edilib; number of trainings; report");
  ASSERT_EQ(made.indicators.size(), 2U);
  EXPECT_EQ(made.indicators[0].id.value(), "1.1/2");
  EXPECT_EQ(made.indicators[0].span.begin, 20U);
  EXPECT_EQ(made.indicators[1].id.value(), "1.1/3");
  EXPECT_EQ(made.indicators[1].kind, IndicatorKind::report);
}

TEST(PlanBuilder, RefusesIndicatorsWithoutMeasureOrText) {
  PlanBuilder builder;
  EXPECT_THROW(builder.add_indicator("law adopted", IndicatorKind::deliverable), InvalidArgument);
  builder.add(Measure{.id = MeasureId{"1"}});
  EXPECT_THROW(builder.add_indicator("  ", IndicatorKind::deliverable), InvalidArgument);
}

class PlanThatDoesNotFit : public testing::TestWithParam<Case> {};

TEST_P(PlanThatDoesNotFit, IsRefusedWithTheObjectNamedAndTheBuilderKept) {
  PlanBuilder builder = good();
  GetParam().spoil(builder);
  const std::size_t measures = builder.measures().size();
  try {
    static_cast<void>(builder.build());
    FAIL() << "was built";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find(GetParam().says), std::string::npos) << error.what();
  }
  EXPECT_EQ(builder.measures().size(), measures);
}

ExpectedReport report(std::optional<Date> due, std::optional<DueSource> source) {
  return ExpectedReport{Period::year(2016), due, source, false};
}

INSTANTIATE_TEST_SUITE_P(
    PlanBuilder, PlanThatDoesNotFit,
    testing::Values(
        Case{"agency_without_id", [](PlanBuilder& b) { b.add(Agency{}); }, "Agency \"\""},
        Case{"agency_id_twice", [](PlanBuilder& b) { b.add(made::agency("justice")); },
             "Agency \"justice\""},
        Case{"successor_unknown",
             [](PlanBuilder& b) { b.agencies()[0].successors = {AgencyId{"transport"}}; },
             "\"transport\""},
        Case{"own_successor",
             [](PlanBuilder& b) { b.agencies()[0].successors = {AgencyId{"justice"}}; },
             "Agency \"justice\""},
        Case{"agency_ends_before_it_begins",
             [](PlanBuilder& b) {
               b.agencies()[0].valid_from = made::day("2017-01-01");
               b.agencies()[0].valid_to = made::day("2016-01-01");
             },
             "2016-01-01"},
        Case{"section_id_twice", [](PlanBuilder& b) { b.add(made::section("4")); },
             "Section \"4\""},
        Case{"parent_after_child",
             [](PlanBuilder& b) { std::swap(b.sections()[0], b.sections()[1]); },
             "Section \"4.1\""},
        Case{"own_parent", [](PlanBuilder& b) { b.sections()[0].parent = SectionId{"4"}; },
             "Section \"4\""},
        Case{"measure_id_twice", [](PlanBuilder& b) { b.measures()[1].id = MeasureId{"4.1.1"}; },
             "Measure \"4.1.1\""},
        Case{"section_unknown", [](PlanBuilder& b) { b.measures()[0].section = SectionId{"9"}; },
             "section \"9\""},
        Case{"agency_unknown",
             [](PlanBuilder& b) { b.measures()[0].assignments[0].agency = AgencyId{"x"}; },
             "agency \"x\""},
        Case{"indicator_id_twice",
             [](PlanBuilder& b) { b.measures()[0].indicators[1].id = IndicatorId{"4.1.1/1"}; },
             "Indicator \"4.1.1/1\""},
        Case{"spans_overlap", [](PlanBuilder& b) { b.measures()[0].indicators[1].span.begin = 3; },
             "Indicator \"4.1.1/2\""},
        Case{"span_empty", [](PlanBuilder& b) { b.measures()[0].indicators[0].span.end = 0; },
             "Indicator \"4.1.1/1\""},
        Case{"span_counts_bytes",
             [](PlanBuilder& b) { b.measures()[0].indicators[0].span.end = 9; },
             "Indicator \"4.1.1/1\""},
        Case{"span_beyond_the_text",
             [](PlanBuilder& b) {
               b.measures()[0].indicators[1].span = {500, 519};
             },
             "Indicator \"4.1.1/2\""},
        Case{"text_is_not_the_stretch",
             [](PlanBuilder& b) { b.measures()[0].indicators[1].text = "number of trainees"; },
             "Indicator \"4.1.1/2\""},
        Case{"due_before_start",
             [](PlanBuilder& b) { b.measures()[0].deadline.due = made::day("2015-01-01"); },
             "2015-01-01"},
        Case{"part_due_before_its_start",
             [](PlanBuilder& b) {
               b.measures()[0].deadline.parts = {
                   {"first", made::day("2017-02-01"), made::day("2017-01-01")}};
             },
             "Measure \"4.1.1\""},
        Case{"latest_day_before_the_due_day",
             [](PlanBuilder& b) { b.measures()[0].deadline.due_latest = made::day("2016-12-30"); },
             "2016-12-30"},
        Case{"latest_day_without_a_due_day",
             [](PlanBuilder& b) {
               b.measures()[0].deadline = Deadline{};
               b.measures()[0].deadline.due_latest = made::day("2016-12-30");
             },
             "has no due day"},
        Case{"latest_day_of_a_part_before_its_due_day",
             [](PlanBuilder& b) {
               b.measures()[0].deadline.parts = {
                   {"first", {}, made::day("2017-01-02"), made::day("2017-01-01")}};
             },
             "2017-01-01"},
        Case{"target_of_a_part_is_no_number",
             [](PlanBuilder& b) {
               b.measures()[0].deadline.parts = {{"first",
                                                  {},
                                                  made::day("2017-01-02"),
                                                  {},
                                                  "",
                                                  std::numeric_limits<double>::quiet_NaN(),
                                                  ""}};
             },
             "no finite number"},
        Case{"reason_beside_a_date",
             [](PlanBuilder& b) { b.measures()[0].deadline.reason = NoDateReason::unread; },
             "of kind window"},
        Case{"candidate_of_what_was_read",
             [](PlanBuilder& b) {
               b.measures()[0].deadline = made::unread("Mrach 2018", "Mrach", 0);
               b.measures()[0].deadline.reason = NoDateReason::elsewhere;
             },
             "candidate"},
        Case{"candidate_whose_token_stands_elsewhere",
             [](PlanBuilder& b) {
               b.measures()[0].deadline = made::unread("до Mrach 2018", "Mrach", 4);
             },
             "[4, 9)"},
        Case{"candidate_whose_span_is_empty",
             [](PlanBuilder& b) { b.measures()[0].deadline = made::unread("2018", "", 0); },
             "[0, 0)"},
        Case{"candidate_due_before_its_start",
             [](PlanBuilder& b) {
               b.measures()[0].deadline = made::unread("Mrach 2018", "Mrach", 0);
               b.measures()[0].deadline.candidate->start = made::day("2019-01-01");
             },
             "2019-01-01"},
        Case{"condition_not_utf_8",
             [](PlanBuilder& b) { b.measures()[0].deadline.conditions = {"\xFF"}; }, "UTF-8"},
        Case{"report_due_without_source",
             [](PlanBuilder& b) {
               b.measures()[0].deadline.expected_reports = {
                   report(made::day("2017-03-31"), std::nullopt)};
             },
             "2016"},
        Case{"report_source_without_due",
             [](PlanBuilder& b) {
               b.measures()[0].deadline.expected_reports = {report(std::nullopt, DueSource::law)};
             },
             "2016"},
        Case{"title_not_utf_8", [](PlanBuilder& b) { b.measures()[0].title = "\xFF"; }, "UTF-8"},
        Case{"heading_not_utf_8", [](PlanBuilder& b) { b.heading().title = "\xFF"; }, "Heading"},
        Case{"problem_not_utf_8",
             [](PlanBuilder& b) {
               b.add(Problem{"odd", Severity::info, {}, "\xFF", ""});
             },
             "Problem \"odd\""}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(PlanBuilder, KeepsALatestDayOnlyWhereItDiffersFromTheDueDay) {
  PlanBuilder builder = good();
  builder.measures()[0].deadline.due_latest = builder.measures()[0].deadline.due;
  builder.measures()[1].deadline.due_latest = made::day("2019-03-31");
  const Plan plan = builder.build();
  EXPECT_EQ(plan.measures()[0].deadline.due_latest, std::nullopt);
  EXPECT_EQ(plan.measures()[1].deadline.due_latest, made::day("2019-03-31"));
}

TEST(PlanBuilder, TakesAnUnreadDeadlineWithItsCandidateBySpanOfCodePoints) {
  PlanBuilder builder = good();
  builder.measures()[0].deadline = made::unread("до Mrach 2018", "Mrach", 3);
  EXPECT_EQ(builder.build()["4.1.1"].deadline.candidate->due, made::day("2018-12-31"));
}

TEST(Plan, FindsByIdAndNumber) {
  const Plan plan = good().build();
  EXPECT_EQ(plan.agency(AgencyId{"justice"}).name, "justice");
  EXPECT_EQ(plan.section(SectionId{"4.1"}).parent, SectionId{"4"});
  EXPECT_EQ(plan.measure(MeasureId{"4.1.1"}).number, "4.1.1");
  EXPECT_EQ(plan.indicator(IndicatorId{"4.1.1/2"}).kind, IndicatorKind::count);
  EXPECT_EQ(plan["4.1.1."].number, "4.1.1");
  EXPECT_EQ(plan.position(MeasureId{"4.1.2"}), 1U);
  EXPECT_EQ(plan.position(MeasureId{"9"}), std::nullopt);
  EXPECT_EQ(plan.find_number("9"), nullptr);
  EXPECT_EQ(plan.find_agency(AgencyId{"x"}), nullptr);
  EXPECT_EQ(plan.find_section(SectionId{"x"}), nullptr);
  EXPECT_EQ(plan.find_measure(MeasureId{"x"}), nullptr);
  EXPECT_EQ(plan.find_indicator(IndicatorId{"x"}), nullptr);
}

TEST(Plan, WhatIsMissingThrowsNotFoundWithItsName) {
  const Plan plan = good().build();
  EXPECT_THROW(static_cast<void>(plan["9.9"]), NotFound);
  EXPECT_THROW(static_cast<void>(plan.agency(AgencyId{"x"})), NotFound);
  EXPECT_THROW(static_cast<void>(plan.section(SectionId{"x"})), NotFound);
  EXPECT_THROW(static_cast<void>(plan.measure(MeasureId{"x"})), NotFound);
  EXPECT_THROW(static_cast<void>(plan.indicator(IndicatorId{"x"})), NotFound);
}

TEST(Plan, EqualityIgnoresProblemsAndPlaces) {
  PlanBuilder builder = good();
  builder.add(Problem{"odd", Severity::warning, Place{1, 1}, "Odd.", ""});
  builder.measures()[0].place = Place{7, 7};
  builder.sections()[0].place = Place{6, 6};
  EXPECT_EQ(builder.build(), good().build());
  PlanBuilder other = good();
  other.measures()[1].deadline.due = made::day("2018-12-30");
  EXPECT_NE(other.build(), good().build());
}

TEST(Plan, EqualNumbersNameNoMeasure) {
  PlanBuilder builder = good();
  builder.measures()[1].number = "4.1.1";
  const Plan plan = builder.build();
  EXPECT_THROW((void)plan["4.1.1"], InvalidArgument);
  EXPECT_EQ(plan.find_number("4.1.1"), nullptr);
  EXPECT_EQ(plan.positions("4.1.1").size(), 2U);
  EXPECT_EQ(plan.measure(MeasureId{"4.1.1"}).id, MeasureId{"4.1.1"});
}

TEST(Plan, HoldsDeadlinesAsColumns) {
  PlanBuilder builder = good();
  builder.measures()[1].deadline = Deadline{};
  const Plan plan = builder.build();
  const DeadlineColumns columns = plan.deadlines();
  EXPECT_EQ(columns.start[0], made::day("2016-01-01").days());
  EXPECT_EQ(columns.due[0], made::day("2016-12-31").days());
  EXPECT_EQ(columns.start[1], INT32_MIN);
  EXPECT_EQ(columns.due[1], INT32_MAX);
  EXPECT_EQ(columns.kind[1], DeadlineKind::no_date);
  EXPECT_EQ(columns.force[0], Force::binding);
  EXPECT_EQ(columns.force[1], std::nullopt);
}

TEST(Plan, CopiesShareTheirState) {
  const Plan plan = good().build();
  const Plan copy = plan;  // NOLINT(performance-unnecessary-copy-initialization)
  EXPECT_EQ(&copy.measures(), &plan.measures());
}

TEST(Measure, ForceIsTheStrongestAmongItsAssignments) {
  Measure measure;
  EXPECT_EQ(force(measure), std::nullopt);
  measure.assignments = {made::assignment("a", Force::recommended)};
  EXPECT_EQ(force(measure), Force::recommended);
  measure.assignments.push_back(made::assignment("b"));
  EXPECT_EQ(force(measure), Force::binding);
}

TEST(PlanLabel, IsTheTitleOrAMarkOfItsOwn) {
  PlanBuilder builder = made::heading();
  builder.heading().title = "A plan";
  builder.add(made::measure("1", made::window("2016-01-01", "2016-12-31")));
  const Plan titled = builder.build();
  EXPECT_EQ(label(titled), "A plan");
  PlanBuilder bare{titled};
  bare.heading().title.clear();
  const std::string name = label(bare.build());
  EXPECT_TRUE(name.starts_with("a plan without title (")) << name;
  EXPECT_TRUE(detail::is_untitled_label(name));
  EXPECT_TRUE(detail::is_untitled_label(detail::untitled_plan)) << "as tables of before have it";
  EXPECT_FALSE(detail::is_untitled_label("a plan without title (of a law)"));
  PlanBuilder same{titled};
  same.heading().title.clear();
  EXPECT_EQ(label(same.build()), name);
  PlanBuilder other{titled};
  other.heading().title.clear();
  other.measures()[0].title = "Another";
  EXPECT_NE(label(other.build()), name);
}

}  // namespace
}  // namespace actionplan::plan_builder_test

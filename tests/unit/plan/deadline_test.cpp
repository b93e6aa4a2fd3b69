// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/deadline.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace actionplan::deadline_test {
namespace {

std::string periods(const std::vector<ExpectedReport>& reports) {
  std::string out;
  for (const ExpectedReport& report : reports) {
    out += (out.empty() ? "" : " ") + report.period.text() + (report.before_adoption ? "!" : "");
  }
  return out;
}

struct Case {
  const char* name;
  const char* window;
  Cadence cadence;
  const char* adopted_on;  // empty: unknown
  const char* want;        // `!`: before adoption
};

class ExpectedReports : public testing::TestWithParam<Case> {};

TEST_P(ExpectedReports, AreThePeriodsThatEndInTheWindow) {
  const Case& c = GetParam();
  std::optional<Date> adopted_on;
  if (*c.adopted_on != '\0') adopted_on = Date::parse(c.adopted_on);
  EXPECT_EQ(periods(expected_reports(Period::parse(c.window), c.cadence, adopted_on)), c.want);
}

INSTANTIATE_TEST_SUITE_P(
    Deadline, ExpectedReports,
    testing::Values(
        Case{"quarters_before_adoption_are_marked", "2016-2017", Cadence::quarterly, "2016-04-27",
             "2016Q1! 2016Q2 2016Q3 2016Q4 2017Q1 2017Q2 2017Q3 2017Q4"},
        Case{"period_that_ends_on_the_day_before", "2016", Cadence::semiannual, "2016-07-01",
             "2016H1! 2016H2"},
        Case{"period_that_ends_on_the_day_of_adoption", "2016", Cadence::semiannual, "2016-06-30",
             "2016H1 2016H2"},
        Case{"years", "2016-2018", Cadence::annual, "2016-04-27", "2016 2017 2018"},
        Case{"adoption_unknown", "2016-2017", Cadence::annual, "", "2016 2017"},
        Case{"months", "2016Q1", Cadence::monthly, "", "2016-01 2016-02 2016-03"},
        Case{"a_period_begun_before_the_window_counts_where_it_ends", "2016-02-15/2016-12-31",
             Cadence::quarterly, "", "2016Q1 2016Q2 2016Q3 2016Q4"},
        Case{"a_period_cut_short_does_not_count", "2016-01-01/2016-08-15", Cadence::quarterly, "",
             "2016Q1 2016Q2"},
        Case{"biennial_from_the_first_year", "2016-2020", Cadence::biennial, "",
             "2016-2017 2018-2019"},
        Case{"window_too_short", "2016H1", Cadence::annual, "", ""},
        Case{"last_years_that_exist", "9998-9999", Cadence::annual, "", "9998 9999"},
        Case{"biennial_at_the_end_of_time", "9998-9999", Cadence::biennial, "", "9998-9999"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(ExpectedReportsOf, AnEndlessWindowAreRefusedAndNotMade) {
  EXPECT_EQ(expected_reports(Period::parse("2000-2049"), Cadence::monthly, {}).size(),
            max_expected_reports);
  EXPECT_THROW(
      static_cast<void>(expected_reports(Period::parse("1400-9999"), Cadence::monthly, {})),
      InvalidArgument);
}

TEST(ReportDue, HasNoDayWithoutARule) {
  for (const ExpectedReport& report :
       expected_reports(Period::parse("2016-2018"), Cadence::quarterly, {})) {
    EXPECT_FALSE(report.due);
    EXPECT_FALSE(report.due_source);
  }
}

TEST(ReportDue, OfThePresetIsThreeMonthsAfterAQuarterAndTwelveAfterAYear) {
  const ReportDueRule& rule = report_due_preset("open_budget_survey");
  EXPECT_EQ(rule.source, DueSource::standard);
  const auto quarters = expected_reports(Period::parse("2016"), Cadence::quarterly, {}, &rule);
  EXPECT_EQ(quarters[0].due->iso(), "2016-06-30");
  EXPECT_EQ(quarters[1].due->iso(), "2016-09-30");
  const auto years = expected_reports(Period::parse("2016"), Cadence::annual, {}, &rule);
  EXPECT_EQ(years[0].due->iso(), "2017-12-31");
  const auto audited = expected_reports(Period::parse("2016"), Cadence::annual, {},
                                        &report_due_preset("open_budget_survey_audit"));
  EXPECT_EQ(audited[0].due->iso(), "2018-06-30");
}

TEST(ReportDue, IsTheLastDayOfItsMonthAlsoAfterFebruary) {
  ReportDueRule rule;
  rule.months_in_year = 1;
  const auto reports = expected_reports(Period::parse("2017Q1"), Cadence::monthly, {}, &rule);
  EXPECT_EQ(reports[1].due->iso(), "2017-03-31");
}

TEST(ReportDue, MovesTheMeasureToTheLastReportAndNeverForward) {
  Deadline deadline;
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = Cadence::quarterly;
  deadline.start = Date::parse("2016-01-01");
  deadline.due = Date::parse("2016-12-31");
  deadline.expected_reports = expected_reports(Period::parse("2016"), Cadence::quarterly, {});
  const Deadline moved = with_report_due(deadline, report_due_preset("open_budget_survey"));
  EXPECT_EQ(moved.due->iso(), "2017-03-31");
  EXPECT_EQ(moved.expected_reports.back().due_source, DueSource::standard);
  deadline.due = Date::parse("2020-12-31");
  EXPECT_EQ(with_report_due(deadline, report_due_preset("open_budget_survey")).due->iso(),
            "2020-12-31");
}

TEST(ReportDue, LeavesOtherKindsAsTheyAre) {
  Deadline deadline;
  deadline.kind = DeadlineKind::window;
  deadline.due = Date::parse("2016-12-31");
  EXPECT_EQ(with_report_due(deadline, report_due_preset("open_budget_survey")), deadline);
}

TEST(ReportDue, PresetThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo) {
  try {
    static_cast<void>(report_due_preset("obs"));
    FAIL() << "was found";
  } catch (const NotFound& error) {
    EXPECT_NE(std::string{error.what()}.find("open_budget_survey"), std::string::npos);
  }
}

TEST(ReportDue, LeavesADueDayThatIsVagueNoEarlierThanTheLastReport) {
  Deadline deadline;
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = Cadence::quarterly;
  deadline.due = Date::parse("2016-12-31");
  deadline.due_latest = Date::parse("2017-03-31");
  deadline.expected_reports = expected_reports(Period::parse("2016"), Cadence::quarterly, {});
  const ReportDueRule& rule = report_due_preset("open_budget_survey");
  EXPECT_EQ(with_report_due(deadline, rule).due_latest, std::nullopt);
  deadline.due_latest = Date::parse("2017-04-01");
  EXPECT_EQ(with_report_due(deadline, rule).due_latest->iso(), "2017-04-01");
}

TEST(LatestDue, IsTheDueDayWhereTheWordingIsExact) {
  Deadline deadline;
  EXPECT_EQ(latest_due(deadline), std::nullopt);
  deadline.due = Date::parse("2016-12-31");
  EXPECT_EQ(latest_due(deadline), deadline.due);
  deadline.due_latest = Date::parse("2017-03-31");
  EXPECT_EQ(latest_due(deadline), deadline.due_latest);
}

struct ReasonCase {
  const char* name;
  DeadlineKind kind;
  const char* text;
  std::optional<NoDateReason> stated;
  std::optional<NoDateReason> want;
};

class WhyThereIsNoDate : public testing::TestWithParam<ReasonCase> {};

TEST_P(WhyThereIsNoDate, IsStatedOrToldByTheText) {
  Deadline deadline;
  deadline.kind = GetParam().kind;
  deadline.text = GetParam().text;
  deadline.reason = GetParam().stated;
  EXPECT_EQ(no_date_reason(deadline), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Deadline, WhyThereIsNoDate,
    testing::Values(
        ReasonCase{"a_dated_one_has_none", DeadlineKind::by, "2016", {}, {}},
        ReasonCase{"no_text_is_empty", DeadlineKind::no_date, "", {}, NoDateReason::empty},
        ReasonCase{"a_text_is_unread", DeadlineKind::no_date, "asap", {}, NoDateReason::unread},
        ReasonCase{"what_is_stated_stands", DeadlineKind::no_date, "TBD",
                   NoDateReason::undetermined, NoDateReason::undetermined}),
    [](const auto& test) { return std::string{test.param.name}; });

}  // namespace
}  // namespace actionplan::deadline_test

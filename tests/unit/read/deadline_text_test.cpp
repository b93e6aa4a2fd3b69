// SPDX-License-Identifier: Apache-2.0
#include "test_paths.hpp"

#include <actionplan/read/deadline_text.hpp>

#include <actionplan/plan/assumption.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::deadline_text_test {
namespace {

template <class Case>
std::string case_name(const testing::TestParamInfo<Case>& param_info) {
  return param_info.param.name;
}

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

// A reading in one line: kind, start, due, EDTF.
std::string shown(const Deadline& deadline) {
  return std::string{to_string(deadline.kind)} + " " + iso(deadline.start) + ".." +
         iso(deadline.due) + " " + deadline.edtf;
}

TEST(DeadlineText, WithLettersOfFourBytesIsReadOrUnread) {
  for (const std::string text :
       {"A\U00010000", "\U00010000A 2018", "\u0416\U00010000 IV", "Q\U00010400"}) {
    EXPECT_EQ(read_deadline(text).kind, DeadlineKind::no_date) << text;
  }
}

struct Wording {
  const char* name;
  std::string_view text;
  std::string_view want;
};

void PrintTo(const Wording& wording, std::ostream* out) { *out << wording.text; }

class DeadlineWording : public testing::TestWithParam<Wording> {};

TEST_P(DeadlineWording, IsRead) {
  EXPECT_EQ(shown(read_deadline(GetParam().text)), GetParam().want);
}

// Every distinct wording of Canada's plan 2022-2024, in both languages; seasons and the fiscal year
// end in the month that the plan's own tracker gives as due.
INSTANTIATE_TEST_SUITE_P(
    Canada, DeadlineWording,
    testing::ValuesIn(std::vector<Wording>{
        {"annually", "Annually", "recurring .. "},
        {"annually_fr", "Chaque année", "recurring .. "},
        {"by_2022", "By 2022", "by ..2022-12-31 ../2022-12-31"},
        {"by_2022_fr", "D'ici 2022", "by ..2022-12-31 ../2022-12-31"},
        {"by_2023", "By 2023", "by ..2023-12-31 ../2023-12-31"},
        {"by_2023_fr", "D'ici 2023", "by ..2023-12-31 ../2023-12-31"},
        {"by_2024", "By 2024", "by ..2024-12-31 ../2024-12-31"},
        {"by_2024_fr", "D'ici 2024", "by ..2024-12-31 ../2024-12-31"},
        {"december_2022", "By December 2022", "by ..2022-12-31 ../2022-12-31"},
        {"december_2022_fr", "D'ici décembre 2022", "by ..2022-12-31 ../2022-12-31"},
        {"december_2023", "By December 2023", "by ..2023-12-31 ../2023-12-31"},
        {"december_2023_fr", "D'ici décembre 2023", "by ..2023-12-31 ../2023-12-31"},
        {"december_2024", "By December 2024", "by ..2024-12-31 ../2024-12-31"},
        {"december_2024_fr", "D'ici décembre 2024", "by ..2024-12-31 ../2024-12-31"},
        {"february_2022", "By February 2022", "by ..2022-02-28 ../2022-02-28"},
        {"february_2022_fr", "D'ici février 2022", "by ..2022-02-28 ../2022-02-28"},
        {"two_februaries", "By February 2022 and February 2023",
         "several ..2023-02-28 {2022-02,2023-02}"},
        {"two_februaries_fr", "D'ici février 2022 et février 2023",
         "several ..2023-02-28 {2022-02,2023-02}"},
        {"june_2022", "By June 2022", "by ..2022-06-30 ../2022-06-30"},
        {"june_2022_fr", "D'ici juin 2022", "by ..2022-06-30 ../2022-06-30"},
        {"reporting_years",
         "By June 2022 for reporting year 2022, and June 2023 for reporting year 2023",
         "several ..2023-06-30 {2022-06,2023-06}"},
        {"reporting_years_fr",
         "D'ici juin 2022 pour le rapport de 2022, et juin 2023 pour le rapport de 2023",
         "several ..2023-06-30 {2022-06,2023-06}"},
        {"june_2023", "By June 2023", "by ..2023-06-30 ../2023-06-30"},
        {"june_2023_fr", "D'ici juin 2023", "by ..2023-06-30 ../2023-06-30"},
        {"june_2024", "By June 2024", "by ..2024-06-30 ../2024-06-30"},
        {"june_2024_fr", "D'ici juin 2024", "by ..2024-06-30 ../2024-06-30"},
        {"march_2022", "By March 2022", "by ..2022-03-31 ../2022-03-31"},
        {"march_2022_fr", "D'ici mars 2022", "by ..2022-03-31 ../2022-03-31"},
        {"march_2023", "By March 2023", "by ..2023-03-31 ../2023-03-31"},
        {"march_2023_fr", "D'ici mars 2023", "by ..2023-03-31 ../2023-03-31"},
        {"march_2024", "By March 2024", "by ..2024-03-31 ../2024-03-31"},
        {"march_2024_fr", "D'ici mars 2024", "by ..2024-03-31 ../2024-03-31"},
        {"may_2022", "By May 2022", "by ..2022-05-31 ../2022-05-31"},
        {"may_2022_fr", "D'ici mai 2022", "by ..2022-05-31 ../2022-05-31"},
        {"october_2022", "By October 2022", "by ..2022-10-31 ../2022-10-31"},
        {"october_2022_fr", "D'ici octobre 2022", "by ..2022-10-31 ../2022-10-31"},
        {"october_2023", "By October 2023", "by ..2023-10-31 ../2023-10-31"},
        {"october_2023_fr", "D'ici octobre 2023", "by ..2023-10-31 ../2023-10-31"},
        {"september_2022", "By September 2022", "by ..2022-09-30 ../2022-09-30"},
        {"september_2022_fr", "D'ici septembre 2022", "by ..2022-09-30 ../2022-09-30"},
        {"september_2023", "By September 2023", "by ..2023-09-30 ../2023-09-30"},
        {"september_2023_fr", "D'ici septembre 2023", "by ..2023-09-30 ../2023-09-30"},
        {"summer_2023", "By Summer 2023", "by ..2023-08-31 ../2023-08-31"},
        {"summer_2023_fr", "D'ici l'été 2023", "by ..2023-08-31 ../2023-08-31"},
        {"end_of_2022", "By end of 2022", "by ..2022-12-31 ../2022-12-31"},
        {"end_of_2022_fr", "D'ici la fin de 2022", "by ..2022-12-31 ../2022-12-31"},
        {"fall_2022", "By fall 2022", "by ..2022-11-30 ../2022-11-30"},
        {"fall_2022_fr", "D'ici l'automne 2022", "by ..2022-11-30 ../2022-11-30"},
        {"fall_2023", "By fall 2023", "by ..2023-11-30 ../2023-11-30"},
        {"fall_2023_fr", "D'ici l'automne 2023", "by ..2023-11-30 ../2023-11-30"},
        {"fiscal_year", "By fiscal year 2023-24", "by ..2024-03-31 ../2024-03-31"},
        {"fiscal_year_fr", "D'ici l'exercice 2023-2024", "by ..2024-03-31 ../2024-03-31"},
        {"spring_2022", "By spring 2022", "by ..2022-05-31 ../2022-05-31"},
        {"spring_2022_fr", "D'ici le printemps 2022", "by ..2022-05-31 ../2022-05-31"},
        {"completion_2025", "Completion by March 2025; report initial progress by 2024",
         "several ..2025-03-31 {2024,2025-03}"},
        {"completion_2025_fr",
         "Achèvement d'ici mars 2025; rapport sur les progrès initiaux réalisés d'ici 2024",
         "several ..2025-03-31 {2024,2025-03}"},
        {"completion_2026", "Completion by March 2026; report initial progress by 2024",
         "several ..2026-03-31 {2024,2026-03}"},
        {"completion_2026_fr",
         "Achèvement d'ici mars 2026; rapport sur les progrès initiaux réalisés d'ici 2024",
         "several ..2026-03-31 {2024,2026-03}"},
        {"may_2023_and_ongoing", "May 2023 and ongoing", "continuous 2023-05-01.. 2023-05/.."},
        {"may_2023_and_ongoing_fr", "Mai 2023 et en cours", "continuous 2023-05-01.. 2023-05/.."},
        {"ongoing", "Ongoing", "continuous .. "},
        {"ongoing_fr", "En cours", "continuous .. "},
    }),
    case_name<Wording>);

INSTANTIATE_TEST_SUITE_P(
    AzerbaijanUnitedStatesItaly, DeadlineWording,
    testing::ValuesIn(std::vector<Wording>{
        {"az_2016", "2016", "window 2016-01-01..2016-12-31 2016"},
        {"az_2017", "2017", "window 2017-01-01..2017-12-31 2017"},
        {"az_2016_2017", "2016-2017", "window 2016-01-01..2017-12-31 2016/2017"},
        {"az_2016_2018", "2016-2018", "window 2016-01-01..2018-12-31 2016/2018"},
        {"az_2017_2018", "2017-2018", "window 2017-01-01..2018-12-31 2017/2018"},
        {"us_measure_annually", "Measure Annually", "recurring .. "},
        {"us_measured_annually", "Measured Annually", "recurring .. "},
        {"us_day", "December 31, 2021", "by ..2021-12-31 ../2021-12-31"},
        {"us_elsewhere", "As required by the FY2023 budget timeline", "no_date .. "},
        {"us_guidance", "Annually in accordance with OMB Guidance", "recurring .. "},
        {"us_quarterly", "Quarterly", "recurring .. "},
        {"us_reference", "Reference AI Use Case Inventory Guidance", "no_date .. "},
        {"us_60_days", "Within 60 days of the completion of agency respective inventories",
         "relative .. "},
        {"us_120_days", "Within 120 days of the completion of agency inventories", "relative .. "},
        {"it_gennaio_2025", "Gennaio 2025", "window 2025-01-01..2025-01-31 2025-01"},
        {"it_giugno_2025", "Giugno 2025", "window 2025-06-01..2025-06-30 2025-06"},
        {"it_gennaio_2026", "Gennaio 2026", "window 2026-01-01..2026-01-31 2026-01"},
        {"it_giugno_2026", "Giugno 2026", "window 2026-06-01..2026-06-30 2026-06"},
        {"it_aprile_2024", "Aprile 2024", "window 2024-04-01..2024-04-30 2024-04"},
        {"it_giugno_2024", "Giugno 2024", "window 2024-06-01..2024-06-30 2024-06"},
        {"it_settembre_2025", "Settembre 2025", "window 2025-09-01..2025-09-30 2025-09"},
        {"it_novembre_2025", "Novembre 2025", "window 2025-11-01..2025-11-30 2025-11"},
        {"it_settembre_2026", "Settembre 2026", "window 2026-09-01..2026-09-30 2026-09"},
        {"it_da_marzo_2024", "Da marzo 2024", "window 2024-03-01.. 2024-03/.."},
        {"it_da_luglio_2024", "Da luglio 2024", "window 2024-07-01.. 2024-07/.."},
        {"it_da_dicembre_2025", "Da dicembre 2025", "window 2025-12-01.. 2025-12/.."},
        {"it_target_2024", "Target 2024", "window 2024-01-01..2024-12-31 2024"},
    }),
    case_name<Wording>);

INSTANTIATE_TEST_SUITE_P(
    Edges, DeadlineWording,
    testing::ValuesIn(std::vector<Wording>{
        {"leap_day", "29 February 2016", "by ..2016-02-29 ../2016-02-29"},
        {"no_leap_day", "29 February 2017", "no_date .. "},
        {"february_of_leap_year", "February 2024", "window 2024-02-01..2024-02-29 2024-02"},
        {"first_year", "1900", "window 1900-01-01..1900-12-31 1900"},
        {"year_before_first", "1899", "no_date .. "},
        {"last_year", "2199", "window 2199-01-01..2199-12-31 2199"},
        {"year_after_last", "2200", "no_date .. "},
        {"eight_digits", "20171231", "no_date .. "},
        {"huge_number", "99999999999999999999999999", "no_date .. "},
        {"zero_month", "2017-00", "no_date .. "},
        {"month_13", "13.2017", "no_date .. "},
        {"same_year_twice", "2016-2016", "window 2016-01-01..2016-12-31 2016"},
        {"three_years_in_a_chain", "2016-2017-2018", "window 2016-01-01..2018-12-31 2016/2018"},
        {"two_digit_year_rolls_back", "2016-15", "no_date .. "},
        {"em_dash", "2016—2018", "window 2016-01-01..2018-12-31 2016/2018"},
        {"minus_sign", "2016 − 2018", "window 2016-01-01..2018-12-31 2016/2018"},
        {"non_breaking_spaces", "\u00A02016\u00A0-\u00A02018\u00A0",
         "window 2016-01-01..2018-12-31 2016/2018"},
        {"full_width_digits", "２０１６", "window 2016-01-01..2016-12-31 2016"},
        {"month_range", "January - March 2017", "window 2017-01-01..2017-03-31 2017-33"},
        {"quarter_range", "Q1-Q2 2017", "window 2017-01-01..2017-06-30 2017-40"},
        {"quarter_before", "2017 Q3", "window 2017-07-01..2017-09-30 2017-35"},
        {"quarter_joined", "2017Q3", "window 2017-07-01..2017-09-30 2017-35"},
        {"last_quarter", "last quarter of 2017", "window 2017-10-01..2017-12-31 2017-36"},
        {"second_half", "second half of 2017", "window 2017-07-01..2017-12-31 2017-41"},
        {"french_quarter", "3e trimestre 2017", "window 2017-07-01..2017-09-30 2017-35"},
        {"winter_of_two_years", "winter 2022-23",
         "window 2022-12-01..2023-02-28 2022-12-01/2023-02-28"},
        {"day_range", "15 January - 3 March 2017",
         "window 2017-01-15..2017-03-03 2017-01-15/2017-03-03"},
        {"iso_range", "2017-01-05/2017-02-03",
         "window 2017-01-05..2017-02-03 2017-01-05/2017-02-03"},
        {"reversed_days", "3 March 2017 - 15 January 2017", "no_date .. "},
        {"early_year", "early 2023", "window 2023-01-01..2023-04-30 2023-01-01/2023-04-30"},
        {"late_year", "late 2023", "window 2023-09-01..2023-12-31 2023-09-01/2023-12-31"},
        {"last_day", "by the last day of March 2017", "by ..2017-03-31 ../2017-03-31"},
        {"prior_to", "prior to March 2017", "by ..2017-02-28 ../2017-02-28"},
        {"no_earlier", "no earlier than March 2017", "window 2017-03-01.. 2017-03/.."},
        {"subject_alone_is_the_window", "for 2016-2018", "window 2016-01-01..2018-12-31 2016/2018"},
        {"report_for_a_year", "report for 2016 by March 2017", "by ..2017-03-31 ../2017-03-31"},
        {"unknown_word_beside_a_year", "prepared by the Ministry in 2017", "no_date .. "},
        {"numbered_stages", "stage 1: May 2017, stage 2: June 2018",
         "several 2017-05-01..2018-06-30 {2017-05,2018-06}"},
        {"modal_may", "may be extended", "no_date .. "},
        {"annual_meeting_is_no_cadence", "before the annual meeting of 2017", "no_date .. "},
        {"in_corso", "in corso", "continuous .. "},
        {"nel_corso_del", "nel corso del 2025", "window 2025-01-01..2025-12-31 2025"},
        {"au_cours_de", "au cours de 2023", "window 2023-01-01..2023-12-31 2023"},
        {"ill_formed", "2016\xFF", "window 2016-01-01..2016-12-31 2016"},
        {"nul_bytes", std::string_view{"2016\0-2018", 10},
         "window 2016-01-01..2018-12-31 2016/2018"},
    }),
    case_name<Wording>);

struct Refused {
  const char* name;
  std::string_view text;
  std::string_view why;
};

void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.text; }

class UnreadableDeadline : public testing::TestWithParam<Refused> {};

TEST_P(UnreadableDeadline, SaysWhy) {
  const Deadline deadline = read_deadline(GetParam().text);
  EXPECT_EQ(shown(deadline), "no_date .. ");
  ASSERT_FALSE(deadline.assumptions.empty());
  EXPECT_EQ(deadline.assumptions.front(), GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, UnreadableDeadline,
    testing::Values(
        Refused{"reversed_years", "2018-2016",
                "In \"2018-2016\" the last year lies before the first; swap them or correct one."},
        Refused{"missing_day", "30 February 2017",
                "There is no day 30 in month 2 of 2017; correct the day."},
        Refused{"day_32", "32 March 2017",
                "There is no day 32 in month 3 of 2017; correct the day."},
        Refused{"month_13", "31.13.2017", "There is no month 13; correct the month."},
        Refused{"fifth_quarter", "5th quarter of 2017",
                "There is no quarter 5 in a year; correct the number."},
        Refused{"far_year", "year 99999",
                "The number 99999 is no year from 1900 to 2199; write the year in four digits."},
        Refused{"soup", "12 34 56 78", "The number 12 belongs to no date; write the date out."},
        Refused{"side_by_side", "2016 2017",
                "Dates stand side by side; say which one counts, or join them by a dash or "
                "\"and\"."},
        Refused{"month_only", "by March",
                "The text names a part of a year, but no year; add the year."},
        Refused{"words_only", "to be determined", "The text says that the day is not set yet."},
        Refused{
            "misspelt_word", "в теченее 2018 года",
            "\"теченее\" is not understood, so nothing is read; write the date alone, or correct "
            "the reading in the profile."},
        Refused{
            "negation", "except 2018",
            "\"except\" is not understood, so nothing is read; write the date alone, or correct "
            "the reading in the profile."},
        Refused{"order", "05/06/2017",
                "In \"05/06/2017\" day and month cannot be told apart; set the order of dates."},
        Refused{"elsewhere", "as determined by the Council in 2017",
                "The text points elsewhere for the date; write the date itself."}),
    case_name<Refused>);

TEST(UnreadableDeadline, BeyondFourKibibytesIsNotRead) {
  const std::string longest = "2016, " + std::string(4096 - 6, 'x');
  ASSERT_EQ(longest.size(), 4096U);
  EXPECT_EQ(read_deadline(longest).kind, DeadlineKind::window);
  const Deadline deadline = read_deadline(longest + "x");
  EXPECT_EQ(deadline.kind, DeadlineKind::no_date);
  EXPECT_EQ(deadline.text, longest + "x");
  ASSERT_EQ(deadline.assumptions.size(), 1U);
  EXPECT_EQ(deadline.assumptions[0],
            "The text is longer than 4096 bytes; shorten it to the deadline.");
}

TEST(EmptyDeadline, HasNoDateAndNoAssumption) {
  for (const std::string_view text : {"", " ", "\u00A0\t\n"}) {
    const Deadline deadline = read_deadline(text);
    EXPECT_EQ(deadline, Deadline{}) << text;
  }
}

TEST(SeveralDeadline, KeepsTheWordsOfEachPart) {
  const Deadline deadline =
      read_deadline("Completion by March 2025; report initial progress by 2024");
  ASSERT_EQ(deadline.parts.size(), 2U);
  EXPECT_EQ(deadline.parts[0],
            (DeadlinePart{"report initial progress by 2024", {}, Date::parse("2024-12-31")}));
  EXPECT_EQ(deadline.parts[1],
            (DeadlinePart{"Completion by March 2025", {}, Date::parse("2025-03-31")}));
}

TEST(SeveralDeadline, GivesAPartItsSubject) {
  const Deadline deadline =
      read_deadline("By June 2022 for reporting year 2022, and June 2023 for reporting year 2023");
  ASSERT_EQ(deadline.parts.size(), 2U);
  EXPECT_EQ(deadline.parts[0].text, "By June 2022 for reporting year 2022");
  EXPECT_EQ(deadline.parts[1].text, "June 2023 for reporting year 2023");
}

TEST(RelativeDeadline, CountsFromTheAdoptionOfThePlan) {
  DeadlineContext context;
  context.adopted_on = Date::parse("2016-11-30");
  EXPECT_EQ(shown(read_deadline("within 3 months of adoption", context)),
            "relative 2016-11-30..2017-02-28 2016-11-30/2017-02-28");
  EXPECT_EQ(shown(read_deadline("3 months after the adoption of this plan", context)),
            "relative ..2017-02-28 ../2017-02-28");
  EXPECT_EQ(shown(read_deadline("within 60 days of approval of the Action Plan", context)),
            "relative 2016-11-30..2017-01-29 2016-11-30/2017-01-29");
  EXPECT_EQ(shown(read_deadline("within one year", context)),
            "relative 2016-11-30..2017-11-30 2016-11-30/2017-11-30");
}

TEST(RelativeDeadline, OfAnotherEventHasNoDueDay) {
  DeadlineContext context;
  context.adopted_on = Date::parse("2016-04-27");
  for (const std::string_view text :
       {"within 3 months of adoption of the law on procurement", "after the approval of the budget",
        "within 10 working days of adoption", "60 days after the completion of inventories"}) {
    EXPECT_EQ(shown(read_deadline(text, context)), "relative .. ") << text;
  }
}

// "Jun-30" is June 2030 where a plan may reach it, and may be 30 June where it does not.
TEST(DeadlineText, TheYearOfTwoDigitsIsNoneWhereItMayBeADayAndThePlanDoesNotReachIt) {
  struct Case {
    std::string_view text;
    std::string_view plan;
    std::string_view due;  // empty: unread
  };
  constexpr std::array cases = {
      Case{"Jun-30", "2024-2026", ""},
      Case{"Jun/30", "2024-2026", ""},
      Case{"Jun-31", "2024-2026", "2031-06-30"},  // no day of June
      Case{"Jun-25", "2024-2026", "2025-06-30"},
      Case{"Jun-27", "2024-2026", "2027-06-30"},  // a year later is no surprise
      Case{"Jun-28", "2024-2026", ""},
      Case{"Jun-20", "2024-2026", ""},
      Case{"Jun-45", "2024-2026", "2045-06-30"},
      Case{"Jun-30", "", "2030-06-30"},
      Case{"Jun '30", "2024-2026", "2030-06-30"},
      Case{"Jun 2030", "2024-2026", "2030-06-30"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(std::string{one.text} + " of " + std::string{one.plan});
    DeadlineContext context;
    if (!one.plan.empty()) context.plan_period = Period::parse(one.plan);
    const Deadline deadline = read_deadline(one.text, context);
    if (!one.due.empty()) {
      ASSERT_TRUE(deadline.due);
      EXPECT_EQ(deadline.due->iso(), one.due);
      continue;
    }
    EXPECT_EQ(deadline.reason, NoDateReason::unread);
    ASSERT_FALSE(deadline.assumptions.empty());
    EXPECT_NE(deadline.assumptions.front().find("may be a day or a year"), std::string::npos);
  }
}

TEST(StandingDeadline, TakesTheWindowOfThePlan) {
  DeadlineContext context;
  context.plan_period = Period::parse("2022-2024");
  EXPECT_EQ(shown(read_deadline("Ongoing", context)),
            "continuous 2022-01-01..2024-12-31 2022/2024");
  EXPECT_EQ(shown(read_deadline("May 2023 and ongoing", context)),
            "continuous 2023-05-01..2024-12-31 2023-05-01/2024-12-31");
  EXPECT_EQ(shown(read_deadline("May 2025 and ongoing", context)),
            "continuous 2025-05-01.. 2025-05/..");
  EXPECT_EQ(shown(read_deadline("Da marzo 2024", context)), "window 2024-03-01.. 2024-03/..");
}

TEST(RecurringDeadline, ExpectsReportsOverThePeriodOfThePlan) {
  DeadlineContext context;
  context.plan_period = Period::parse("2022-2024");
  const Deadline deadline = read_deadline("Annually", context);
  EXPECT_EQ(shown(deadline), "recurring 2022-01-01..2024-12-31 2022/2024");
  EXPECT_EQ(deadline.cadence, Cadence::annual);
  ASSERT_EQ(deadline.expected_reports.size(), 3U);
  EXPECT_FALSE(deadline.expected_reports[0].due);
}

TEST(PlanTime, RestsOnThePeriodOfThePlan) {
  DeadlineContext context;
  EXPECT_EQ(shown(read_deadline("until the end of the plan", context)), "relative .. ");
  context.plan_period = Period::parse("2016-2018");
  EXPECT_EQ(shown(read_deadline("until the end of the plan", context)),
            "relative ..2018-12-31 ../2018-12-31");
  EXPECT_EQ(shown(read_deadline("during the whole period of the plan", context)),
            "relative 2016-01-01..2018-12-31 2016/2018");
  EXPECT_EQ(shown(read_deadline("Year 2 Q3", context)), "relative 2017-07-01..2017-09-30 2017-35");
  EXPECT_EQ(shown(read_deadline("M6-M12", context)),
            "relative 2016-06-01..2016-12-31 2016-06-01/2016-12-31");
  EXPECT_EQ(shown(read_deadline("J+30", context)), "relative ..2016-01-31 ../2016-01-31");
  EXPECT_EQ(
      shown(read_deadline("compiled in March 2017 and at the end of the commitment", context)),
      "several ..2018-12-31 {2017-03,2018-12-31}");
}

TEST(RelativeDeadline, BeyondTheCalendarHasNoDueDay) {
  DeadlineContext context;
  context.adopted_on = Date::latest();
  for (const std::string_view text : {"within 999 years of adoption", "999 years before 1900"}) {
    EXPECT_EQ(shown(read_deadline(text, context)), "relative .. ") << text;
  }
}

TEST(RecurringDeadline, CountsReportDaysFromTheEndOfEachPeriod) {
  const Deadline after = read_deadline("15 days after the end of each quarter of 2017");
  ASSERT_EQ(after.expected_reports.size(), 4U);
  EXPECT_EQ(after.expected_reports[0].due, Date::parse("2017-04-15"));
  const Deadline before = read_deadline("15 days before the end of each quarter of 2017");
  ASSERT_EQ(before.expected_reports.size(), 4U);
  EXPECT_EQ(before.expected_reports[0].due, Date::parse("2017-03-16"));
  EXPECT_EQ(before.due, Date::parse("2017-12-31"));
}

// The due days of the reports on 2016 and after, of a plan for 2016-2018; then the cadence.
std::string report_days(std::string_view text, std::string_view language) {
  DeadlineContext context;
  context.plan_period = Period::parse("2016-2018");
  context.language = language;
  const Deadline deadline = read_deadline(text, context);
  std::string days = deadline.cadence ? std::string{to_string(*deadline.cadence)} : "none";
  for (std::size_t i = 0; i < std::min<std::size_t>(2, deadline.expected_reports.size()); ++i) {
    const ExpectedReport& report = deadline.expected_reports[i];
    EXPECT_EQ(report.due.has_value(), report.due_source == DueSource::plan) << text;
    days += " " + (report.due ? report.due->iso() : "-");
  }
  return days;
}

TEST(RecurringDeadline, SetsTheDaysOfReportsThatTheTextNames) {
  const std::string next_march = "annual 2017-03-31 2018-03-31";
  EXPECT_EQ(report_days("Each year by 31 March", "en"), next_march);
  EXPECT_EQ(report_days("annually before 1 April", "en"), next_march);
  EXPECT_EQ(report_days("by the end of the first quarter of each year", "en"), next_march);
  EXPECT_EQ(report_days("corocznie, do 31 marca", "pl"), next_march);
  EXPECT_EQ(report_days("hər il dekabrın 30-dək", "az"), "annual 2016-12-30 2017-12-30");
  EXPECT_EQ(report_days("trimestrul IV, anual", "ro"), "annual 2016-12-31 2017-12-31");
  EXPECT_EQ(report_days("ежегодно до 1 сентября года, следующего за отчетным", "ru"),
            "annual 2017-09-01 2018-09-01");
  EXPECT_EQ(report_days("May and November each year", "en"), "semiannual 2016-05-31 2016-11-30");
  EXPECT_EQ(report_days("by the 15th of each month", "en"), "monthly 2016-02-15 2016-03-15");
  EXPECT_EQ(report_days("до 15 числа месяца, следующего за отчетным кварталом", "ru"),
            "quarterly 2016-04-15 2016-07-15");
  EXPECT_EQ(report_days("ежеквартально до 10 числа", "ru"), "quarterly 2016-04-10 2016-07-10");
  EXPECT_EQ(report_days("quarterly, by 31 March", "en"), "quarterly - -");
}

TEST(RecurringDeadline, IsUnreadWhereDaysAndCadenceDiffer) {
  const Deadline deadline = read_deadline("annually in January and March");
  EXPECT_EQ(deadline.reason, NoDateReason::unread);
  EXPECT_EQ(deadline.assumptions.front(),
            "The days named do not share out the year as annual does; write when each report is "
            "due.");
}

TEST(RecurringDeadline, HasDueDaysOnlyWhereThePlanSaysSo) {
  const Deadline deadline = read_deadline("by the end of each quarter of 2017");
  ASSERT_EQ(deadline.expected_reports.size(), 4U);
  EXPECT_EQ(deadline.expected_reports[0].due, Date::parse("2017-03-31"));
  EXPECT_EQ(deadline.expected_reports[0].due_source, DueSource::plan);
}

struct Rhythm {
  const char* name;
  std::string_view text;
  std::optional<Cadence> want;
};

void PrintTo(const Rhythm& rhythm, std::ostream* out) { *out << rhythm.text; }

class DeadlineCadence : public testing::TestWithParam<Rhythm> {};

TEST_P(DeadlineCadence, IsRead) {
  const Deadline deadline = read_deadline(GetParam().text);
  EXPECT_EQ(deadline.cadence, GetParam().want);
  EXPECT_EQ(deadline.kind == DeadlineKind::recurring, GetParam().want.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, DeadlineCadence,
    testing::Values(Rhythm{"monthly", "monthly", Cadence::monthly},
                    Rhythm{"each_month", "each month", Cadence::monthly},
                    Rhythm{"every_3_months", "every 3 months", Cadence::quarterly},
                    Rhythm{"every_quarter", "every quarter", Cadence::quarterly},
                    Rhythm{"four_times_a_year", "4 times a year", Cadence::quarterly},
                    Rhythm{"twice_a_year", "twice per year", Cadence::semiannual},
                    Rhythm{"half_yearly", "half-yearly", Cadence::semiannual},
                    Rhythm{"bi_annual", "on a bi-annual basis", Cadence::semiannual},
                    Rhythm{"once_a_year", "once a year", Cadence::annual},
                    Rhythm{"every_other_year", "every other year", Cadence::biennial},
                    Rhythm{"every_two_years", "every two years", Cadence::biennial},
                    Rhythm{"french", "chaque trimestre", Cadence::quarterly},
                    Rhythm{"italian", "semestralmente", Cadence::semiannual},
                    Rhythm{"russian", "ежегодно", Cadence::annual},
                    Rhythm{"azerbaijani", "hər rüb", Cadence::quarterly},
                    Rhythm{"every_five_years", "every 5 years", std::nullopt},
                    Rhythm{"weekly", "weekly", std::nullopt}),
    case_name<Rhythm>);

// The real plan: number -> how many reports are expected.
TEST(AzerbaijaniDeadlines, OnlyThreeMeasuresRecur) {
  std::ifstream in{std::string{ACTIONPLAN_TEST_DATA} + "/az_deadlines.tsv"};
  std::map<std::string, std::string> recurring;
  int rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    ++rows;
    const std::size_t text = line.find('\t') + 1;
    const std::size_t title = line.find('\t', text) + 1;
    const std::size_t indicator = line.find('\t', title) + 1;
    DeadlineContext context;
    context.adopted_on = Date::parse("2016-04-27");
    context.plan_period = Period::parse("2016-2018");
    context.title = std::string_view{line}.substr(title, indicator - title - 1);
    context.indicator_text = std::string_view{line}.substr(indicator);
    const Deadline deadline = read_deadline(line.substr(text, title - text - 1), context);
    EXPECT_TRUE(deadline.start && deadline.due) << line;
    if (deadline.kind != DeadlineKind::window) {
      const auto& reports = deadline.expected_reports;
      recurring[line.substr(0, text - 1)] =
          shown(deadline) + " " + std::to_string(reports.size()) + " " +
          std::to_string(std::count_if(reports.begin(), reports.end(),
                                       [](const ExpectedReport& r) { return r.before_adoption; }));
    }
  }
  EXPECT_EQ(rows, 59);
  const std::map<std::string, std::string> want{
      {"5.3", "recurring 2016-01-01..2018-12-31 2016/2018 3 0"},
      {"5.4", "recurring 2016-01-01..2018-12-31 2016/2018 12 1"},
      {"11.3", "recurring 2016-01-01..2018-12-31 2016/2018 3 0"}};
  EXPECT_EQ(recurring, want);
}

}  // namespace
}  // namespace actionplan::deadline_text_test

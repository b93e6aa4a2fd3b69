// SPDX-License-Identifier: Apache-2.0
// What deadline texts lean on: settings, the column, the row above; and what a refusal offers.
#include <actionplan/read/deadline_text.hpp>

#include <gtest/gtest.h>

#include "../rule_table.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::deadline_settings_test {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

std::string shown(const Deadline& deadline) {
  return std::string{to_string(deadline.kind)} + " " + iso(deadline.start) + ".." +
         iso(deadline.due) + (deadline.due_latest ? " ~" + deadline.due_latest->iso() : "");
}

std::string read_with(std::string_view text, const DateSettings& settings) {
  DeadlineContext context;
  context.dates = &settings;
  return shown(read_deadline(text, context));
}

bool says(const Deadline& deadline, std::string_view words) {
  return std::any_of(
      deadline.assumptions.begin(), deadline.assumptions.end(),
      [&](const std::string& said) { return said.find(words) != std::string::npos; });
}

TEST(DateSettingsOfAText, SetTheFiscalYearAndItsQuarters) {
  DateSettings settings;
  EXPECT_EQ(read_with("FY2017/18", settings), "window 2017-04-01..2018-03-31 ~2018-06-30");
  settings.fiscal_month = 10;
  EXPECT_EQ(read_with("FY2017/18", settings), "window 2017-10-01..2018-09-30");
  EXPECT_EQ(read_with("Q3 FY2017/18", settings), "window 2018-04-01..2018-06-30");
  EXPECT_EQ(read_with("FY2018", settings), "window 2017-10-01..2018-09-30");
  DeadlineContext context;
  context.dates = &settings;
  EXPECT_TRUE(says(read_deadline("FY2018", context), "`fiscal_month`"));
}

// "2024/25" is two calendar years where nothing is set, or where the year begins in January.
TEST(DateSettingsOfAText, MakeTwoYearsThatFollowOneFiscalYear) {
  struct Case {
    const char* text;
    const char* unset;
    const char* july;
  };
  const std::vector<Case> cases{
      {"2024/25", "window 2024-01-01..2025-12-31", "window 2024-07-01..2025-06-30"},
      {"by 2024/25", "window 2024-01-01..2025-12-31", "by ..2025-06-30"},
      {"2023-24", "window 2023-01-01..2024-12-31", "window 2023-07-01..2024-06-30"},
      {"2024/2025", "window 2024-01-01..2025-12-31", "window 2024-07-01..2025-06-30"},
      {"Q2 2024/25", "window 2024-07-01..2024-09-30 ~2024-12-31", "window 2024-10-01..2024-12-31"},
      {"2024-2025", "window 2024-01-01..2025-12-31", "window 2024-01-01..2025-12-31"},
      {"2016/18", "window 2016-01-01..2018-12-31", "window 2016-01-01..2018-12-31"},
      {"2016/09", "window 2016-09-01..2016-09-30", "window 2016-09-01..2016-09-30"}};
  DateSettings settings;
  for (const Case& c : cases) {
    EXPECT_EQ(read_with(c.text, DateSettings{}), c.unset) << c.text;
    settings.fiscal_month = 7;
    EXPECT_EQ(read_with(c.text, settings), c.july) << c.text;
    settings.fiscal_month = 1;
    if (c.text[0] == 'Q') continue;  // its quarters are those of the calendar year then
    EXPECT_EQ(read_with(c.text, settings), c.unset) << c.text;
  }
}

TEST(DateSettingsOfAText, SetTheHemisphere) {
  DateSettings settings;
  settings.hemisphere = Hemisphere::south;
  EXPECT_EQ(read_with("spring 2022", settings), "window 2022-09-01..2022-11-30 ~2022-12-21");
  EXPECT_EQ(read_with("winter 2022", settings), "window 2022-06-01..2022-08-31 ~2022-09-21");
  settings.hemisphere = Hemisphere::north;
  EXPECT_EQ(read_with("spring 2022", settings), "window 2022-03-01..2022-05-31 ~2022-06-21");
}

TEST(DateSettingsOfAText, SetTheOrderOfDayAndMonth) {
  DateSettings settings;
  DeadlineContext context;
  EXPECT_EQ(read_deadline("05/06/2017", context).reason, NoDateReason::unread);
  context.language = "fr";
  EXPECT_EQ(shown(read_deadline("05/06/2017", context)), "by ..2017-06-05");
  settings.order = DateOrder::month_first;
  EXPECT_EQ(read_with("05/06/2017", settings), "by ..2017-05-06");
  EXPECT_EQ(read_with("05.06.2017", settings), "by ..2017-06-05");
}

TEST(DateSettingsOfAText, CountWorkingDays) {
  DateSettings settings;
  DeadlineContext context;
  context.adopted_on = Date::parse("2018-12-20");
  context.dates = &settings;
  EXPECT_EQ(shown(read_deadline("within 10 working days", context)), "relative ..");
  settings.holidays = {Date::parse("2018-12-25"), Date::parse("2019-01-01")};
  EXPECT_EQ(shown(read_deadline("within 10 working days", context)),
            "relative 2018-12-20..2019-01-07");
  EXPECT_EQ(shown(read_deadline("last working day of 2018", context)), "by ..2018-12-31");
}

TEST(DateSettingsOfAText, RollOnlyWhenAsked) {
  DateSettings settings;
  EXPECT_EQ(read_with("by 30 June 2018", settings), "by ..2018-06-30");  // a Saturday
  settings.rolls_to_working_day = true;
  EXPECT_EQ(read_with("by 30 June 2018", settings), "by ..2018-07-02");
}

TEST(DateSettingsOfAText, KnowTheDaysOfEvents) {
  DateSettings settings;
  EXPECT_EQ(read_with("by COP26", settings), "no_date ..");
  settings.events.push_back({"COP26", Date::parse("2021-10-31"), SetBy::analyst, "UNFCCC"});
  EXPECT_EQ(read_with("by COP26", settings), "relative ..2021-10-31");
  EXPECT_EQ(read_with("3 months after COP26", settings), "relative ..2022-01-31");
}

TEST(DeadlineContexts, GiveTheYearThatAHeaderSays) {
  DeadlineContext context;
  EXPECT_EQ(read_deadline("31 March", context).reason, NoDateReason::unread);
  context.year = 2019;
  EXPECT_EQ(shown(read_deadline("31 March", context)), "by ..2019-03-31");
  EXPECT_TRUE(says(read_deadline("March", context), "title or header"));
}

TEST(DeadlineContexts, GiveTheEpochOfASpreadsheet) {
  DeadlineContext context;
  EXPECT_EQ(read_deadline("43465", context).reason, NoDateReason::unread);
  context.serial_epoch = SerialEpoch::year_1900;
  EXPECT_EQ(shown(read_deadline("43465", context)), "by ..2018-12-31");
  context.serial_epoch = SerialEpoch::year_1904;
  EXPECT_EQ(shown(read_deadline("42003", context)), "by ..2018-12-31");
}

TEST(DeadlineContexts, GiveTheRowAbove) {
  const Deadline above = read_deadline("by June 2018");
  DeadlineContext context;
  EXPECT_EQ(read_deadline("-//-", context).reason, NoDateReason::unread);
  context.row_above = &above;
  EXPECT_EQ(shown(read_deadline("-//-", context)), "by ..2018-06-30");
  context.language = "ru";
  EXPECT_EQ(shown(read_deadline("то же", context)), "by ..2018-06-30");
}

TEST(DeadlineContexts, AskForTheCalendarOfACountry) {
  DeadlineContext context;
  context.language = "ne";
  EXPECT_EQ(read_deadline("2078/79", context).reason, NoDateReason::unread);
  context.is_gregorian = true;
  EXPECT_EQ(shown(read_deadline("2018", context)), "window 2018-01-01..2018-12-31");
}

TEST(UnreadDeadline, OffersTheReadingWithoutTheToken) {
  DeadlineContext context;
  context.language = "en";
  const Deadline deadline = read_deadline("by frist 2018", context);
  EXPECT_EQ(deadline.kind, DeadlineKind::no_date);
  EXPECT_EQ(deadline.reason, NoDateReason::unread);
  ASSERT_TRUE(deadline.candidate);
  EXPECT_EQ(deadline.candidate->token, "frist");
  EXPECT_EQ(deadline.candidate->span, (Span{3, 8}));
  EXPECT_EQ(deadline.candidate->kind, DeadlineKind::by);
  EXPECT_EQ(deadline.candidate->due, Date::parse("2018-12-31"));
}

TEST(UnreadDeadline, HasAReasonThatTellsRefusalsApart) {
  const auto reason = [](std::string_view text) { return read_deadline(text).reason; };
  EXPECT_EQ(reason("TBD"), NoDateReason::undetermined);
  EXPECT_EQ(reason("as needed"), NoDateReason::as_needed);
  EXPECT_EQ(reason("в установленные сроки"), NoDateReason::elsewhere);
  EXPECT_EQ(reason("Ministry of Finance"), NoDateReason::remark_only);
  EXPECT_EQ(reason("в теченее 2018 года"), NoDateReason::unread);
  EXPECT_EQ(no_date_reason(read_deadline("")), NoDateReason::empty);
}

TEST(VagueDeadline, HasALastFairDay) {
  EXPECT_EQ(shown(read_deadline("mid 2024")), "by ..2024-06-30 ~2024-08-31");
  EXPECT_EQ(shown(read_deadline("до 1 июля 2021 года")), "by ..2021-06-30 ~2021-07-01");
  EXPECT_EQ(shown(read_deadline("до 1 июля 2021 года включительно")), "by ..2021-07-01");
  EXPECT_EQ(shown(read_deadline("до 31 декабря 2021 года")), "by ..2021-12-31");
  EXPECT_EQ(shown(read_deadline("2020-ci ilin dekabrınadək")), "by ..2020-11-30 ~2020-12-31");
  EXPECT_EQ(shown(read_deadline("by June 2018")), "by ..2018-06-30");
}

TEST(SeveralDeadline, HasLabelsAndTargets) {
  const Deadline labelled = read_deadline("1.1) 2022 - 2023 / 1.2) 2023 – 2026");
  ASSERT_EQ(labelled.parts.size(), 2U);
  EXPECT_EQ(labelled.parts[0].label, "1.1");
  EXPECT_EQ(labelled.parts[1].label, "1.2");
  const Deadline targets = read_deadline("by 2021: 50%, by 2022: 100%");
  ASSERT_EQ(targets.parts.size(), 2U);
  EXPECT_EQ(targets.parts[0].target, 50.0);
  EXPECT_EQ(targets.parts[1].target, 100.0);
  EXPECT_EQ(targets.parts[1].unit, "%");
}

TEST(PostponedDeadline, KeepsTheFirstDay) {
  const Deadline deadline = read_deadline("postponed from 2018 to 2020");
  EXPECT_EQ(iso(deadline.due), "2020-12-31");
  EXPECT_EQ(iso(deadline.due_original), "2018-12-31");
}

TEST(ClausesOfADeadline, AreDatesConditionsAndRemarks) {
  const Deadline conditional = read_deadline("2020 (subject to funding)");
  EXPECT_EQ(conditional.conditions, (std::vector<std::string>{"subject to funding"}));
  const Deadline remark = read_deadline("2020, Ministry of Finance");
  EXPECT_EQ(remark.remarks, (std::vector<std::string>{"Ministry of Finance"}));
  EXPECT_EQ(read_deadline("2020, exept the north").reason, NoDateReason::unread);
  const Deadline marked = read_deadline("2018\u00B9");
  EXPECT_EQ(shown(marked), "window 2018-01-01..2018-12-31");
  EXPECT_EQ(marked.remarks, (std::vector<std::string>{"\u00B9"}));
  EXPECT_EQ(shown(read_deadline("~~June 2020~~ December 2020")), "window 2020-12-01..2020-12-31");
}

TEST(DeadlineTextInNoStatedLanguage, IsUnreadWhereLanguagesDiffer) {
  EXPECT_EQ(read_deadline("listopad 2020").reason, NoDateReason::unread);  // Polish or Croatian
  DeadlineContext context;
  context.language = "hr";
  EXPECT_EQ(shown(read_deadline("listopad 2020", context)), "window 2020-10-01..2020-10-31");
}

TEST(DeadlineColumns, TellTheLanguageAndTheOrder) {
  const DeadlineColumn column =
      tell_deadline_column({"31/12/2017", "до конца 2018 года", "05/06/2017"});
  EXPECT_EQ(column.language, "ru");
  EXPECT_EQ(column.order, DateOrder::day_first);
  const DeadlineColumn both = tell_deadline_column({"31/12/2017", "12/31/2017"});
  EXPECT_TRUE(both.has_both_orders);
  EXPECT_FALSE(both.order);
}

TEST(DeadlineLanguages, AreTheTableOfTheGuide) {
  std::string table = "\n| language | plan words | calendar words |\n|---|---|---|\n";
  std::string others;
  for (const DeadlineLanguage& language : deadline_languages()) {
    const std::string code{language.code};
    if (language.plan_words == 0) {
      others += (others.empty() ? "" : ", ") + code;
      continue;
    }
    table += "| " + code + " | " + std::to_string(language.plan_words) + " | " +
             std::to_string(language.calendar_words) + " |\n";
  }
  table += "\nMonths, quarters and years alone: " + others + ".\n\n";
  EXPECT_EQ(made::guide_table("reading_rules.md", "deadline languages"), table);
}

TEST(DeadlineReasons, AreTheTableOfTheGuide) {
  constexpr std::string_view texts[] = {
      "by frist of March 2018", "", "TBD", "as needed", "by a separate plan",
      "Ministry of Finance"};
  std::string table = "\n| text | reason |\n|---|---|\n";
  for (const std::string_view text : texts) {
    const auto reason = no_date_reason(read_deadline(text));
    table +=
        "| " + made::code(text) + " | " + (reason ? std::string{to_string(*reason)} : "") + " |\n";
  }
  EXPECT_EQ(made::guide_table("reading_rules.md", "no date reasons"), table + "\n");
}

}  // namespace
}  // namespace actionplan::deadline_settings_test

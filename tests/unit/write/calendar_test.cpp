// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/calendar.hpp>

#include "../codec/documents.hpp"

#include <actionplan/core/text.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace actionplan::calendar_test {
namespace {

std::vector<std::string> physical_lines(const std::string& calendar) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < calendar.size();) {
    const std::size_t end = calendar.find("\r\n", begin);
    EXPECT_NE(end, std::string::npos) << "the last line has no end";
    if (end == std::string::npos) break;
    lines.push_back(calendar.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

std::vector<std::string> content_lines(const std::string& calendar) {
  std::vector<std::string> lines;
  for (const std::string& line : physical_lines(calendar)) {
    if (line.starts_with(' ') && !lines.empty()) {
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
  }
  return lines;
}

// The values of one property, in order.
std::vector<std::string> values(const std::string& calendar, const std::string& name) {
  std::vector<std::string> found;
  for (const std::string& line : content_lines(calendar)) {
    if (line.starts_with(name + ":")) found.push_back(line.substr(name.size() + 1));
  }
  return found;
}

std::string value(const std::string& calendar, const std::string& name) {
  const std::vector<std::string> all = values(calendar, name);
  EXPECT_EQ(all.size(), 1U) << name;
  return all.empty() ? "" : all[0];
}

Plan plan_of(Measure measure) {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice")).add(made::section("4")).add(made::section("4.1", "4"));
  builder.add(std::move(measure));
  return builder.build();
}

Measure titled(const std::string& title) {
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  measure.title = title;
  return measure;
}

TEST(Calendar, HasNoEventForADeadlineThatWasNotReadWhateverItsCandidate) {
  Measure measure = made::measure("1", made::unread("Mrach 2018", "Mrach", 0));
  const std::string made = calendar(plan_of(measure));
  EXPECT_TRUE(values(made, "SUMMARY").empty());
  EXPECT_EQ(made.find("2018"), std::string::npos);
}

TEST(Calendar, NamesTheLatestDayOfAVagueDeadlineAndItsConditions) {
  Deadline deadline = made::window("2016-01-01", "2018-06-30");
  deadline.due_latest = made::day("2018-08-31");
  deadline.conditions = {"subject to funding"};
  const std::string made = calendar(plan_of(made::measure("1", deadline)));
  EXPECT_EQ(value(made, "DTSTART;VALUE=DATE"), "20180630");
  const std::string description = value(made, "DESCRIPTION");
  EXPECT_NE(description.find("At the latest: 2018-08-31"), std::string::npos) << description;
  EXPECT_NE(description.find("On condition: subject to funding"), std::string::npos);
}

TEST(Calendar, HoldsOneEventForEachDueDay) {
  // Of three measures one has no due day; of twelve reports one has none.
  const std::string calendar = actionplan::calendar(made::rich_plan());
  EXPECT_EQ(values(calendar, "SUMMARY").size(), 2U + 11U);
  const std::vector<std::string> uids = values(calendar, "UID");
  EXPECT_EQ(std::set<std::string>(uids.begin(), uids.end()).size(), 2U + 11U);
  EXPECT_EQ(value(calendar, "VERSION"), "2.0");
  EXPECT_EQ(value(calendar, "CALSCALE"), "GREGORIAN");
  EXPECT_EQ(value(calendar, "NAME"), "Plan №1 «о»");
  EXPECT_EQ(value(calendar, "X-WR-CALNAME"), "Plan №1 «о»");
}

TEST(Calendar, WritesAnAllDayEvent) {
  Measure measure = titled("Publish; often, and \\ well");
  measure.section = SectionId{"4.1"};
  measure.indicator_text = "Published information";
  measure.assignments = {made::assignment("justice"),
                         made::assignment("justice", Force::recommended)};
  measure.deadline.text = "2016";
  measure.deadline.assumptions = {"The whole year is meant."};
  EXPECT_EQ(
      content_lines(calendar(plan_of(measure))),
      (std::vector<std::string>{
          "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//actionplan//actionplan//EN",
          "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:A plan", "X-WR-CALNAME:A plan",
          "BEGIN:VEVENT", "UID:3c91b373ca1499d02015855d4324ea57@actionplan",
          "DTSTAMP:20160427T000000Z", "DTSTART;VALUE=DATE:20161231", "DTEND;VALUE=DATE:20170101",
          "SUMMARY:1 Publish\\; often\\, and \\\\ well",
          "DESCRIPTION:Indicator: Published information\\nAgencies: justice\\nRecommended "
          "to: justice\\nDeadline: 2016\\nAssumed: The whole year is meant.",
          "CATEGORIES:measure,Section 4", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR"}));
}

TEST(Calendar, NamesTheReportAndItsPeriod) {
  Measure measure = made::measure(
      "5.4", made::recurring("2016-01-01", "2016-12-31", Cadence::semiannual, "2016-01-01"));
  measure.deadline = with_report_due(measure.deadline, report_due_preset("open_budget_survey"));
  const std::string calendar = actionplan::calendar(plan_of(measure));
  EXPECT_EQ(values(calendar, "SUMMARY"),
            (std::vector<std::string>{"5.4 Measure 5.4", "5.4 report on 2016H1: Measure 5.4",
                                      "5.4 report on 2016H2: Measure 5.4"}));
  EXPECT_EQ(values(calendar, "DTSTART;VALUE=DATE"),
            (std::vector<std::string>{"20170331", "20160930", "20170331"}));
  EXPECT_EQ(values(calendar, "CATEGORIES"),
            (std::vector<std::string>{"measure", "expected report", "expected report"}));
}

TEST(Calendar, KeepsItsUidsOverRunsAndRevisions) {
  Measure later = titled("Another title");
  later.deadline = made::window("2016-01-01", "2018-12-31");
  EXPECT_EQ(value(calendar(plan_of(titled("A title"))), "UID"),
            value(calendar(plan_of(later)), "UID"));
}

TEST(Calendar, TellsPlansAndMeasuresApartByTheirUids) {
  std::set<std::string> uids;
  const char* names[][2] = {{"a", "1"}, {"a1", ""}, {"", "a1"}, {"a", "11"}, {"b", "1"}};
  for (const auto& name : names) {
    PlanBuilder builder = made::heading(name[0]);
    Measure measure = titled("T");
    measure.id = MeasureId{std::string{"x"} + name[1]};
    uids.insert(value(calendar(builder.add(measure).build()), "UID"));
  }
  EXPECT_EQ(uids.size(), 5U);
}

TEST(Calendar, TakesTheDueDayForAStampWhereNoAdoptionIsKnown) {
  PlanBuilder builder;
  EXPECT_EQ(value(calendar(builder.add(titled("T")).build()), "DTSTAMP"), "20161231T000000Z");
}

TEST(Calendar, HasNoEndOnTheLastDayThereIs) {
  Measure measure = titled("T");
  measure.deadline.due = Date::latest();
  const std::string calendar = actionplan::calendar(plan_of(measure));
  EXPECT_EQ(value(calendar, "DTSTART;VALUE=DATE"), "99991231");
  EXPECT_TRUE(values(calendar, "DTEND;VALUE=DATE").empty());
}

TEST(Calendar, OfAPlanWithoutDaysHasNoEvent) {
  EXPECT_EQ(content_lines(calendar(Plan{})).size(), 8U);
}

// Every text of the plan is hostile at once.
Plan hostile_plan(const std::string& text) {
  PlanBuilder builder = made::heading(text.c_str());
  builder.heading().title = text;
  Agency agency = made::agency("a");
  agency.name = text;
  Section section = made::section("1");
  section.title = text;
  Measure measure = titled(text);
  measure.section = section.id;
  measure.number = text;
  measure.indicator_text = text;
  measure.assignments = {made::assignment("a")};
  measure.deadline.text = text;
  measure.deadline.assumptions = {text, text};
  return builder.add(agency).add(section).add(measure).build();
}

struct Hostile {
  const char* name;
  std::string text;
  const char* written;
};

class HostileText : public testing::TestWithParam<Hostile> {};

TEST_P(HostileText, StaysInsideItsLine) {
  const std::string calendar = actionplan::calendar(hostile_plan(GetParam().text));
  const std::vector<std::string> lines = content_lines(calendar);
  const std::vector<std::string> plain = content_lines(actionplan::calendar(hostile_plan("x")));
  ASSERT_EQ(lines.size(), plain.size()) << calendar;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string property = plain[i].substr(0, plain[i].find_first_of(":;"));
    EXPECT_TRUE(lines[i].starts_with(property)) << lines[i];
  }
  EXPECT_EQ(value(calendar, "NAME"), GetParam().written);
  for (const std::string& line : physical_lines(calendar)) {
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_EQ(text::find_invalid_utf8(line), std::string_view::npos) << line;
    EXPECT_TRUE(std::none_of(line.begin(), line.end(), [](char c) {
      return ('\0' <= c && c < ' ') || c == '\x7F';
    })) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, HostileText,
    testing::Values(Hostile{"Event", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nX:y",
                            "a\\nEND:VEVENT\\nBEGIN:VEVENT\\nX:y"},
                    Hostile{"LineFeed", "a\nUID:b", "a\\nUID:b"},
                    Hostile{"CarriageReturn", "a\rUID:b", "a\\nUID:b"},
                    Hostile{"FoldedLine", "a\r\n b", "a\\n b"},
                    Hostile{"NextLine", "a\xC2\x85UID:b", "a\\nUID:b"},
                    Hostile{"LineSeparators",
                            "a\xE2\x80\xA8"
                            "b\xE2\x80\xA9"
                            "c",
                            "a\\nb\\nc"},
                    Hostile{"Controls", std::string{"a\0b\x0B\x0C\x1C\x1B[31m\x7F\x09z", 14},
                            "a b    [31m  z"},
                    Hostile{"C1Controls", "a\xC2\x80\xC2\x9B\xC2\xA0z", "a  \xC2\xA0z"},
                    Hostile{"Escapes", "\\n;,\\", "\\\\n\\;\\,\\\\"},
                    Hostile{"Quotes", "\"a:b;c\"", "\"a:b\\;c\""}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Calendar, FoldsLongLinesBetweenCharacters) {
  for (const char* character : {"a", "ə", "№", "😀", "e\xCC\x81", ",", "\n"}) {
    for (std::size_t count = 60; count < 160; ++count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += character;
      const std::string calendar = actionplan::calendar(hostile_plan(text));
      for (const std::string& line : physical_lines(calendar)) {
        ASSERT_LE(line.size(), 75U);
        ASSERT_EQ(text::find_invalid_utf8(line), std::string_view::npos);
      }
      const std::size_t written = *character == ',' || *character == '\n' ? 2 * count : text.size();
      ASSERT_EQ(value(calendar, "NAME").size(), written);
    }
  }
}

}  // namespace
}  // namespace actionplan::calendar_test

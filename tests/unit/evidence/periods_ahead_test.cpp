// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/evidence/periods_ahead.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::periods_ahead_test {
namespace {

using made::day;

struct Case {
  const char* name;
  const char* period;
  const char* recorded_on;
  bool is_ahead;
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }
std::string by_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }

Entry recorded(Entry entry, const char* recorded_on) {
  entry.recorded_on = day(recorded_on);
  return entry;
}

class PeriodsAhead : public testing::TestWithParam<Case> {};

TEST_P(PeriodsAhead, AreThoseThatNobodyCanKnowOf) {
  const Case& row = GetParam();
  const std::vector<Entry> entries{recorded(made::value(row.period, 3), row.recorded_on)};
  const std::vector<Problem> found = periods_ahead(entries);
  EXPECT_EQ(found.size(), row.is_ahead ? 1U : 0U);
  const Evidence evidence{entries};
  ASSERT_EQ(evidence.problems().size(), found.size());
  if (found.empty()) return;
  EXPECT_EQ(found[0].code, "period_ahead");
  EXPECT_EQ(found[0].severity, Severity::warning);
  EXPECT_EQ(found[0].place.line, 1U);
  EXPECT_EQ(found[0].subject, "1/1");
  EXPECT_EQ(evidence.problems()[0].message, found[0].message);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PeriodsAhead,
    testing::Values(Case{"two_digits_the_wrong_way_round", "2032", "2024-01-20", true},
                    Case{"the_year_after_next", "2026", "2024-11-30", true},
                    Case{"a_month_of_it", "2026-03", "2024-11-30", true},
                    Case{"the_last_year", "2023", "2024-01-20", false},
                    Case{"the_year_that_runs", "2024", "2024-01-20", false},
                    Case{"next_year_as_a_budget_has_it", "2025", "2024-09-01", false},
                    Case{"next_year_on_the_first_day_of_this", "2025", "2024-01-01", false},
                    Case{"the_life_of_a_plan_that_runs", "2022-2037", "2024-01-20", false},
                    Case{"a_life_of_a_plan_that_nobody_makes", "2016-2081", "2024-01-20", true},
                    Case{"a_long_past_to_this_day", "1950-2024", "2024-01-20", false}),
    by_name);

TEST(PeriodsAhead, AreSaidOnceForEachSubjectAndPeriod) {
  const std::vector<Entry> entries{recorded(made::value("2023", 1), "2024-01-20"),
                                   recorded(made::value("2032", 2), "2024-01-20"),
                                   recorded(made::value("2032", 3), "2024-01-21"),
                                   recorded(made::value("2032", 4, "1/2"), "2024-01-20")};
  const std::vector<Problem> found = periods_ahead(entries);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].place.line, 2U);
  EXPECT_EQ(found[0].message,
            "2 values of indicator 1/1 are for 2032, which begins more than a year after they were "
            "recorded (2024-01-20), so that no verdict uses them before 2032-12-31; correct the "
            "period, or the day of recording, unless it is a forecast.");
  EXPECT_EQ(found[1].place.line, 4U);
}

TEST(PeriodsAhead, OfWhatWasObservedSayNothingOfWhenItCounts) {
  Entry observed = recorded(made::value("2032", 2), "2024-01-20");
  observed.observed_on = day("2024-01-10");
  const std::vector<Problem> found = periods_ahead(std::vector<Entry>{observed});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "1 value of indicator 1/1 is for 2032, which begins more than a year after it was "
            "recorded (2024-01-20); correct the period, or the day of recording, unless it is a "
            "forecast.");
}

TEST(PeriodsAhead, OfRatingsCountAndOfNotesDoNot) {
  Entry rating = recorded(made::rating(Completion::limited, "2024-01-10"), "2024-01-20");
  rating.period = Period::parse("2032");
  Entry note = recorded(made::entry(EntryKind::note), "2024-01-20");
  note.measure = MeasureId{"1"};
  note.text = "The report of 2032 is to be the last.";
  note.period = Period::parse("2032");
  EXPECT_EQ(periods_ahead(std::vector<Entry>{rating}).size(), 1U);
  EXPECT_EQ(Evidence{std::vector<Entry>{rating}}.problems().size(), 1U);
  EXPECT_TRUE(periods_ahead(std::vector<Entry>{note}).empty());
  EXPECT_TRUE(Evidence{std::vector<Entry>{note}}.problems().empty());
}

TEST(PeriodsAhead, AreNoProblemOfALedgerThatCorrectedThem) {
  const Entry wrong = recorded(made::value("2032", 2), "2024-01-20");
  Entry right = recorded(made::value("2023", 2), "2024-01-21");
  right.replaces = entry_id(wrong);
  const Evidence evidence{std::vector<Entry>{wrong}};
  EXPECT_EQ(evidence.problems().size(), 1U);
  EXPECT_TRUE(evidence.appended({&right, 1}).problems().empty());
  EXPECT_TRUE((Evidence{std::vector<Entry>{wrong, right}}).problems().empty());
}

}  // namespace
}  // namespace actionplan::periods_ahead_test

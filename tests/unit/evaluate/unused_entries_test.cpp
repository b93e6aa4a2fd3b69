// SPDX-License-Identifier: Apache-2.0
// Parts that nothing declares, and deliverables that name no indicator.
#include <actionplan/evaluate/unused_entries.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::unused_entries_test {
namespace {

PlanHistory history_of(std::vector<std::string> categories, bool has_indicator = true) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  if (has_indicator) made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  if (!categories.empty()) {
    profile.indicators[IndicatorId{"1/1"}].dimensions["region"] = std::move(categories);
  }
  return PlanHistory{builder.build(), profile};
}

struct Row {
  const char* name;
  std::vector<std::string> categories;
  Entry entry;
  const char* code;  // empty: none
  const char* part;  // of the message
};

class UnusedEntry : public testing::TestWithParam<Row> {};

TEST_P(UnusedEntry, IsNamed) {
  const Row& row = GetParam();
  const std::vector<Entry> entries{made::value("2016", 1), row.entry, row.entry};
  const std::vector<Problem> problems = unused_entries(history_of(row.categories), entries);
  if (*row.code == '\0') {
    EXPECT_TRUE(problems.empty());
    return;
  }
  ASSERT_EQ(problems.size(), 1U) << "once, however many they are";
  EXPECT_EQ(problems[0].code, row.code);
  EXPECT_EQ(problems[0].severity, Severity::warning);
  EXPECT_EQ(problems[0].place.line, 2U);
  EXPECT_NE(problems[0].message.find(row.part), std::string::npos) << problems[0].message;
}

Entry on_measure() {
  Entry entry = made::done("2016");
  entry.indicator.reset();
  entry.measure = MeasureId{"1"};
  return entry;
}

INSTANTIATE_TEST_SUITE_P(
    Table, UnusedEntry,
    testing::Values(
        Row{"declared", {"North", "South"}, made::part("2016", "region", "South", 1), "", ""},
        Row{"nothing_declared", {}, made::part("2016", "region", "South", 1), "", ""},
        Row{"another_dimension", {"North"}, made::part("2016", "sex", "women", 1), "", ""},
        Row{"misspelt",
            {"North", "South"},
            made::part("2016", "region", "Suoth", 1),
            "unknown_part",
            "2 values of indicator 1/1 are of \"Suoth\" of the dimension \"region\", which the "
            "profile does not declare; the nearest is South."},
        Row{"unlike",
            {"North", "South", "East", "West"},
            made::part("2016", "region", "Atlantis", 1),
            "unknown_part",
            "; it has East, North, South and others."},
        Row{"capitals",
            {"North"},
            made::part("2016", "Region", "North", 1),
            "unknown_part",
            "the dimension \"Region\", and the profile declares \"region\""},
        Row{"done",
            {},
            made::done("2016"),
            "deliverable_of_number",
            "2 deliverables of indicator 1/1 say no number, and a number is asked for, so that no "
            "verdict uses them; record a value: an entry of kind observation"},
        Row{"done_of_measure",
            {},
            on_measure(),
            "deliverable_on_measure",
            "2 deliverables name measure 1 and no indicator, so that no verdict uses them. Give "
            "its indicator, 1/1."}),
    [](const auto& test) { return std::string{test.param.name}; });

// One indicator of a kind, with a cadence, a target and a formula of another that takes it.
struct Judged {
  const char* name;
  IndicatorKind kind;
  Entry entry;
  const char* code;  // empty: none
  std::optional<Cadence> cadence = {};
  std::optional<double> target = {};
  bool is_input = false;
};

Entry of_period(const char* period) {
  Entry entry = made::done("2017-02-01");
  if (*period != '\0') entry.period = Period::parse(period);
  return entry;
}

class UnusedByKind : public testing::TestWithParam<Judged> {};

TEST_P(UnusedByKind, IsNamed) {
  const Judged& row = GetParam();
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(measure, {{"it", row.kind}, {"other", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.cadence = row.cadence;
  if (row.target) {
    said.targets.push_back(Target{});
    said.targets[0].value = *row.target;
  }
  if (row.is_input) {
    profile.indicators[IndicatorId{"1/2"}].formula = Formula::parse("[1/1] * 2");
  }
  const std::vector<Problem> problems =
      unused_entries(PlanHistory{builder.build(), profile}, std::vector{row.entry});
  ASSERT_EQ(problems.size(), *row.code == '\0' ? 0U : 1U);
  if (problems.empty()) return;
  EXPECT_EQ(problems[0].code, row.code);
  EXPECT_EQ(problems[0].subject, "1/1");
  EXPECT_EQ(problems[0].message.back(), '.');
}

constexpr IndicatorKind thing = IndicatorKind::deliverable;
constexpr IndicatorKind report = IndicatorKind::report;

INSTANTIATE_TEST_SUITE_P(
    Table, UnusedByKind,
    testing::Values(
        Judged{"value_of_thing", thing, made::value("2016", 1), "value_of_thing"},
        Judged{"value_of_thing_with_target", thing, made::value("2016", 1), "", {}, 1},
        Judged{"value_that_a_formula_takes", thing, made::value("2016", 1), "", {}, {}, true},
        Judged{"thing_done", thing, of_period(""), ""},
        Judged{"thing_with_target", thing, of_period(""), "deliverable_of_number", {}, 1},
        Judged{"activity_held", IndicatorKind::activity, of_period(""), ""},
        Judged{"activity_with_target",
               IndicatorKind::activity,
               of_period(""),
               "deliverable_of_number",
               {},
               4},
        Judged{"year_of_quarters", report, of_period("2016"), "report_unexpected",
               Cadence::quarterly},
        Judged{"no_period", report, of_period(""), "report_unexpected", Cadence::quarterly},
        Judged{"quarter", report, of_period("2016Q3"), "", Cadence::quarterly},
        Judged{"quarter_before_adoption", report, of_period("2016Q1"), "", Cadence::quarterly}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(UnusedEntries, NameTheReportsThatAreExpected) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(measure, {{"report", report}});
  builder.add(measure);
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}].cadence = Cadence::quarterly;
  const std::vector<Problem> problems =
      unused_entries(PlanHistory{builder.build(), profile}, std::vector{of_period("2016")});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(
      problems[0].message,
      "1 deliverable of indicator 1/1 is of 2016, for which no report is expected, so that no "
      "verdict uses it; give each expected report an entry with its `period`: 2016Q2, 2016Q3 "
      "and 2016Q4.");
}

TEST(UnusedEntries, SayWhereAMeasureHasNoIndicator) {
  const std::vector<Problem> problems =
      unused_entries(history_of({}, false), std::vector{on_measure()});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.find("1 deliverable names measure 1"), std::string::npos);
  EXPECT_NE(problems[0].message.find("an independent rating"), std::string::npos);
}

TEST(UnusedEntries, NameAPartOfWhatDeclaresNone) {
  const PlanHistory history = history_of({});
  const std::vector<Entry> entries{made::part("2016", "region", "Nort", 1),
                                   made::part("2017", "region", "South", 1)};
  const std::vector<Problem> problems = unused_entries(history, entries);
  ASSERT_EQ(problems.size(), 1U) << "once for an indicator";
  EXPECT_EQ(problems[0].code, "unknown_part");
  EXPECT_EQ(problems[0].place.line, 1U);
  EXPECT_EQ(problems[0].message,
            "2 values of indicator 1/1 are of parts such as \"Nort\" of the dimension \"region\", "
            "and the profile declares no parts of it. No verdict uses them without the whole; give "
            "the whole, or declare its `dimensions` and `dimension_aggregation` in the profile.");
  const std::vector<Entry> beside{made::value("2016", 2), entries[0]};
  EXPECT_TRUE(unused_entries(history, beside).empty()) << "the whole is there, and counts";
  const std::vector<Entry> other{made::value("2015", 2), entries[0]};
  EXPECT_EQ(unused_entries(history, other).size(), 1U);
  Entry unknown = entries[0];
  unknown.indicator = IndicatorId{"9/9"};
  EXPECT_TRUE(unused_entries(history, std::vector{unknown}).empty()) << "which is said already";
}

TEST(UnusedEntries, AreNoReportsThatAreExpected) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2023-01-01", "2023-12-31"));
  measure.deadline.kind = DeadlineKind::recurring;
  for (const int quarter : {1, 2}) {
    const Period period = Period::quarter(2023, quarter);
    measure.deadline.expected_reports.push_back({period, period.last(), DueSource::plan, false});
  }
  builder.add(measure);
  const PlanHistory history{builder.build(), Profile{}};
  Entry entry = on_measure();
  entry.period = Period::quarter(2023, 2);
  EXPECT_TRUE(unused_entries(history, std::vector{entry}).empty());
  entry.period = Period::quarter(2024, 2);
  EXPECT_EQ(unused_entries(history, std::vector{entry}).size(), 1U) << "nobody expects it";
}

TEST(UnusedEntries, AreInTheOrderOfTheirLines) {
  const std::vector<Problem> problems = unused_entries(
      history_of({"North"}), std::vector{on_measure(), made::part("2016", "region", "Z", 1),
                                         made::part("2016", "region", "A", 1)});
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].code, "deliverable_on_measure");
  EXPECT_EQ(problems[1].place.line, 2U);
  EXPECT_EQ(problems[2].place.line, 3U);
}

}  // namespace
}  // namespace actionplan::unused_entries_test

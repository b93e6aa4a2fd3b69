// SPDX-License-Identifier: Apache-2.0
// Facts about the Azerbaijani plan 2016-2018, counted by hand from the document
// (examples/data/az-nap-2016-2018.txt). Whatever the readers and rules become, these stay.
#include "test_paths.hpp"

#include <actionplan/actionplan.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace actionplan::az_nap_test {
namespace {

using Numbers = std::set<std::string>;

const Plan& plan() {
  static const Plan read_once =
      read(std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt"});
  return read_once;
}

StatusCounts statuses_on(const char* as_of) {
  return assess(plan(), AssessOptions{Date::parse(as_of)}).summary();
}

template <class Condition>
Numbers measures_where(Condition condition) {
  Numbers numbers;
  for (const Measure& measure : plan().measures()) {
    if (condition(measure)) numbers.insert(measure.number);
  }
  return numbers;
}

TEST(AzerbaijaniPlan, HeadingTellsTitleAdoptionBasisAndPeriod) {
  const PlanHeading& heading = plan().heading();
  EXPECT_EQ(heading.title, "National Action Plan for 2016-2018 on Promotion of Open Government");
  EXPECT_EQ(heading.adopted_on, Date::from_ymd(2016, 4, 27));
  EXPECT_NE(heading.legal_basis.find("Presidential Decree of 27th April 2016"), std::string::npos);
  EXPECT_EQ(heading.language, "en");
  EXPECT_EQ(heading.period, Period::parse("2016-2018"));
}

TEST(AzerbaijaniPlan, HasElevenSectionsAndFourSubsections) {
  Numbers top;
  Numbers below;
  for (const Section& section : plan().sections()) {
    (section.parent ? below : top).insert(section.number);
  }
  EXPECT_EQ(top.size(), 11U);
  EXPECT_EQ(below, (Numbers{"4.1", "4.2", "6.1", "6.2"}));
}

TEST(AzerbaijaniPlan, Has59MeasuresUnderDistinctNumbers) {
  EXPECT_EQ(plan().measures().size(), 59U);
  EXPECT_EQ(measures_where([](const Measure&) { return true; }).size(), 59U);
  EXPECT_EQ(plan()["4.1.3"].section, SectionId{"4.1"});
  EXPECT_TRUE(measures_where([](const Measure& m) { return m.title.empty(); }).empty());
  EXPECT_TRUE(measures_where([](const Measure& m) { return !m.section; }).empty());
}

TEST(AzerbaijaniPlan, Has138AssignmentsTenMeasuresOnlyRecommended) {
  std::size_t count = 0;
  for (const Measure& measure : plan().measures()) count += measure.assignments.size();
  EXPECT_EQ(count, 138U);
  EXPECT_EQ(measures_where([](const Measure& m) { return force(m) == Force::recommended; }),
            (Numbers{"2.1", "2.2", "2.5", "5.2", "5.7", "6.2.3", "8.4", "8.5", "9.4", "11.4"}));
}

TEST(AzerbaijaniPlan, NamesACollectiveBodyInTwentyNineMeasures) {
  const Numbers numbers = measures_where([](const Measure& measure) {
    return std::any_of(
        measure.assignments.begin(), measure.assignments.end(),
        [](const Assignment& assignment) { return plan().agency(assignment.agency).collective; });
  });
  EXPECT_EQ(numbers.size(), 29U);
}

// The agency of the plan under which `spelling` is known as a name or an alias.
const Agency* known_as(std::string_view spelling) {
  for (const Agency& agency : plan().agencies()) {
    const auto& aliases = agency.aliases;
    if (agency.name == spelling ||
        std::find(aliases.begin(), aliases.end(), spelling) != aliases.end()) {
      return &agency;
    }
  }
  return nullptr;
}

TEST(AzerbaijaniPlan, VariantSpellingsAreOneAgency) {
  const std::vector<std::vector<const char*>> variants = {
      {"Chamber of Accounts", "Chambers of Accounts", "Chambers of Account"},
      {"Cabinet of Ministers", "Cabinet of Minister"},
      {"National Parliament", "Parliament"},
      {"Higher education institutions", "higher educational institutions"},
  };
  for (const auto& spellings : variants) {
    std::set<const Agency*> agencies;
    for (const char* spelling : spellings) {
      if (const Agency* agency = known_as(spelling)) agencies.insert(agency);
    }
    EXPECT_EQ(agencies.size(), 1U) << spellings.front();
  }
}

TEST(AzerbaijaniPlan, NearThePresidentStaysWithItsAgency) {
  for (const Agency& agency : plan().agencies()) {
    EXPECT_NE(agency.name.rfind("near ", 0), 0U) << agency.name;
  }
  EXPECT_TRUE(std::any_of(plan().agencies().begin(), plan().agencies().end(), [](const Agency& a) {
    return a.name ==
           "State Agency for Public Services and Social Innovations near the President of the "
           "Republic of Azerbaijan";
  }));
}

TEST(AzerbaijaniPlan, OneCollectiveAgencyIsOneAndTwoJoinedAreTwo) {
  const auto& one = plan()["1.1"].assignments;
  EXPECT_TRUE(std::any_of(one.begin(), one.end(), [](const Assignment& a) {
    return a.text == "central and local executive bodies";
  }));
  std::set<std::string> texts;
  for (const Assignment& assignment : plan()["10.1"].assignments) texts.insert(assignment.text);
  EXPECT_TRUE(texts.contains("Ministry of Justice"));
  EXPECT_TRUE(texts.contains("respective central executive bodies"));
}

TEST(AzerbaijaniPlan, DeadlinesAreWindowsOfWholeYears) {
  std::map<std::string, int> count;
  for (const Measure& measure : plan().measures()) ++count[measure.deadline.text];
  EXPECT_EQ(count,
            (std::map<std::string, int>{
                {"2016-2018", 37}, {"2016-2017", 14}, {"2016", 4}, {"2017-2018", 2}, {"2017", 2}}));
  const Deadline& deadline = plan()["1.2"].deadline;
  EXPECT_EQ(deadline.kind, DeadlineKind::window);
  EXPECT_EQ(deadline.start, Date::from_ymd(2016, 1, 1));
  EXPECT_EQ(deadline.due, Date::from_ymd(2016, 12, 31));
  EXPECT_EQ(deadline.edtf, "2016");
  EXPECT_EQ(plan()["1.1"].deadline.edtf, "2016/2018");
}

TEST(AzerbaijaniPlan, ThreeMeasuresRecurByTheirTitle) {
  EXPECT_EQ(
      measures_where([](const Measure& m) { return m.deadline.kind == DeadlineKind::recurring; }),
      (Numbers{"5.3", "5.4", "11.3"}));
  const auto& quarters = plan()["5.4"].deadline.expected_reports;
  ASSERT_EQ(quarters.size(), 12U);
  EXPECT_EQ(quarters.front().period.text(), "2016Q1");
  EXPECT_EQ(quarters.back().period.text(), "2018Q4");
  EXPECT_TRUE(quarters[0].before_adoption);
  EXPECT_FALSE(quarters[1].before_adoption);
  for (const char* number : {"5.3", "11.3"}) {
    EXPECT_EQ(plan()[number].deadline.expected_reports.size(), 3U) << number;
  }
  for (const Measure& measure : plan().measures()) {
    for (const ExpectedReport& report : measure.deadline.expected_reports) {
      EXPECT_FALSE(report.due) << measure.number;
    }
  }
}

TEST(AzerbaijaniPlan, FifteenMeasuresCountSomething) {
  EXPECT_EQ(
      measures_where([](const Measure& measure) {
        return std::any_of(measure.indicators.begin(), measure.indicators.end(),
                           [](const Indicator& part) { return part.kind == IndicatorKind::count; });
      }),
      (Numbers{"1.1", "2.2", "4.1.1", "4.2.2", "4.2.3", "5.2", "5.7", "6.1.1", "6.2.1", "6.2.2",
               "7.1", "9.3", "10.2", "10.3", "11.5"}));
}

TEST(AzerbaijaniPlan, EveryMeasureHasACheckablePart) {
  EXPECT_TRUE(measures_where([](const Measure& m) { return m.indicators.empty(); }).empty());
}

TEST(AzerbaijaniPlan, SilenceIsUnreportedFromTheDayAfter) {
  EXPECT_EQ(statuses_on("2016-12-31")[DeadlineStatus::unreported], 0U);
  EXPECT_EQ(statuses_on("2017-01-01")[DeadlineStatus::unreported], 4U);
  EXPECT_EQ(statuses_on("2018-01-01")[DeadlineStatus::unreported], 20U);
  EXPECT_EQ(statuses_on("2020-01-01")[DeadlineStatus::unreported], 59U);
  EXPECT_EQ(statuses_on("2016-06-01")[DeadlineStatus::upcoming], 4U);
}

TEST(AzerbaijaniPlan, ReportsBeforeAdoptionAreListedAndNotCounted) {
  const MeasureAssessment row = assess(plan(), AssessOptions{Date::from_ymd(2020, 1, 1)})["5.4"];
  EXPECT_EQ(row.reports.size(), 12U);
  EXPECT_EQ(row.report_counts.expected, 11U);
  EXPECT_EQ(row.report_counts.missing.size(), 11U);
  EXPECT_EQ(row.report_counts.on_time, std::nullopt);
}

TEST(AzerbaijaniPlan, QuirksAreProblemsWithAPlaceAndNoneIsAnError) {
  EXPECT_FALSE(has_errors(plan().problems()));
  EXPECT_FALSE(plan().problems().empty());
  const auto on_line = [](std::uint32_t line, Severity severity) {
    return std::any_of(plan().problems().begin(), plan().problems().end(),
                       [&](const Problem& problem) {
                         return problem.place.line == line && problem.severity == severity &&
                                problem.place.column != 0;
                       });
  };
  const Place stray = plan()["4.1.3"].place;  // the quotation mark after the number
  EXPECT_TRUE(on_line(stray.line, Severity::warning));
}

TEST(AzerbaijaniPlan, ReadsTheSameThroughJson) {
  const std::string json = to_json(plan());
  const Plan again = plan_from_json(json);
  EXPECT_EQ(again, plan());
  EXPECT_EQ(again.problems(), plan().problems());
  EXPECT_EQ(to_json(again), json);
}

}  // namespace
}  // namespace actionplan::az_nap_test

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/member_reports.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/rollup.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

namespace actionplan::member_reports_test {
namespace {

using made::day;

constexpr MemberReport received = MemberReport::received;
constexpr MemberReport missing = MemberReport::missing;
constexpr MemberReport not_member = MemberReport::not_member;

// Executive bodies report each year; an agency merged into another.
Plan plan() {
  PlanBuilder builder = made::heading();
  Agency bodies = made::agency("bodies");
  bodies.collective = true;
  builder.add(bodies);
  Agency old = made::agency("old");
  old.valid_to = day("2017-06-30");
  old.successors = {AgencyId{"new"}};
  builder.add(old);
  builder.add(made::agency("new"));
  Measure measure =
      made::measure("1", made::recurring("2016-01-01", "2018-12-31", Cadence::annual));
  measure.assignments = {made::assignment("bodies"), made::assignment("old")};
  made::set_indicators(measure, {{"reports", IndicatorKind::report}});
  builder.add(measure);
  return builder.build();
}

Entry membership(const char* member, const char* period) {
  Entry made = made::entry(EntryKind::membership);
  made.agency = AgencyId{"bodies"};
  made.member = member;
  if (*period != '\0') made.period = Period::parse(period);
  made.observed_on = day("2016-05-01");
  return made;
}

Entry report(const char* member, const char* period) {
  Entry made = made::done("2018-01-10");
  made.member = member;
  made.period = Period::parse(period);
  return made;
}

Assessment assessed(const std::vector<Entry>& entries, bool is_duty = true) {
  Profile profile;
  profile.measures[MeasureId{"1"}].member_reports = is_duty;
  return assess(PlanHistory{plan(), profile}, Evidence{entries}, AssessOptions{day("2018-06-01")});
}

TEST(MemberReports, AreAMatrixOverTheDatedRoster) {
  const auto matrices =
      member_reports(assessed({membership("Baku", ""), membership("Ganja", "2016"),
                               membership("Shaki", "2017-2018"), report("Baku", "2016"),
                               report("Baku", "2017"), report("Shaki", "2016")}),
                     "1");
  ASSERT_EQ(matrices.size(), 1U);
  EXPECT_EQ(matrices[0].members, (std::vector<std::string>{"Baku", "Ganja", "Shaki"}));
  EXPECT_EQ(matrices[0].periods,
            (std::vector<Period>{Period::parse("2016"), Period::parse("2017")}));
  EXPECT_EQ(matrices[0].reports,
            (std::vector<std::vector<MemberReport>>{
                {received, received}, {missing, not_member}, {received, missing}}));
}

TEST(MemberReports, AreUnknownWithoutARoster) {
  const auto matrices = member_reports(assessed({report("Baku", "2016")}), "1");
  ASSERT_EQ(matrices.size(), 1U);
  EXPECT_TRUE(matrices[0].members.empty());
}

TEST(MemberReports, AreExpectedOnlyWhereADutyIsDeclared) {
  EXPECT_TRUE(member_reports(assessed({membership("Baku", "")}, false), "1").empty());
  EXPECT_THROW((void)member_reports(assessed({}), "9"), NotFound);
}

TEST(AnsweringFor, IsTheSuccessorOnceTheAgencyHasEnded) {
  const auto after = answering_for(assessed({}), AgencyId{"old"});
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].agency, AgencyId{"new"});
  EXPECT_TRUE(after[0].is_successor);
  const auto before =
      answering_for(assess(plan(), AssessOptions{day("2017-06-30")}), AgencyId{"old"});
  EXPECT_EQ(before[0].agency, AgencyId{"old"});
  EXPECT_FALSE(before[0].is_successor);
  EXPECT_THROW((void)answering_for(assessed({}), AgencyId{"nobody"}), NotFound);
}

TEST(CheckAppointments, NamesAgenciesWithoutAResponsiblePerson) {
  Entry appointment = made::entry(EntryKind::appointment);
  appointment.agency = AgencyId{"bodies"};
  appointment.measure = MeasureId{"1"};
  appointment.person = std::string(64, 'a');
  appointment.observed_on = day("2016-06-01");
  const std::vector<Problem> problems = check_appointments(assessed({appointment}));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].subject, "old");
  appointment.period = Period::parse("2016");
  EXPECT_EQ(check_appointments(assessed({appointment})).size(), 2U) << "it has ended";
}

TEST(CountByRoleAndForce, CountsEachMeasureOnceForEach) {
  const Assessment assessment = assessed({});
  ASSERT_EQ(count_by_role(assessment).size(), 1U);
  EXPECT_EQ(count_by_role(assessment)[0].counts.total(), 1U);
  ASSERT_EQ(count_by_force(assessment).size(), 1U);
  EXPECT_EQ(count_by_force(assessment)[0].force, Force::binding);
}

// What was due while the measure was in force, by the version that had it.
TEST(DroppedMeasure, ExpectsTheReportsOfTheTimeBeforeThat) {
  PlanBuilder without = made::heading();
  without.add(made::measure("2", made::window("2016-01-01", "2018-12-31")));
  Profile profile;
  profile.measures[MeasureId{"1"}].member_reports = true;
  Profile none;
  const PlanHistory history{
      {Revision{plan(), day("2016-04-27"), day("2016-05-01"), profile},
       Revision{without.build(), day("2018-06-01"), day("2018-06-02"), none}}};
  const Evidence evidence{std::vector<Entry>{membership("Baku", ""), report("Baku", "2017")}};
  const Assessment assessment = assess(history, evidence, AssessOptions{day("2019-06-01")});
  const MeasureAssessment row = assessment["1"];
  EXPECT_EQ(row.deadline_status, DeadlineStatus::withdrawn);
  EXPECT_EQ(row.report_counts.expected, 2U);
  EXPECT_EQ(row.report_counts.received, 1U);
  EXPECT_EQ(row.report_counts.missing, std::vector<Period>{Period::parse("2016")});
  ASSERT_EQ(row.reports.size(), 3U);
  EXPECT_EQ(row.reports[2].status, DeadlineStatus::withdrawn) << "it had not ended by then";
  const std::vector<MemberMatrix> members = member_reports(assessment, MeasureId{"1"});
  ASSERT_EQ(members.size(), 1U);
  ASSERT_EQ(members[0].periods.size(), 2U);
  EXPECT_EQ(members[0].reports[0], (std::vector<MemberReport>{missing, received}));
  const Assessment before = assess(history, evidence, AssessOptions{day("2018-05-31")});
  EXPECT_EQ(before["1"].report_counts.expected, 2U);
}

}  // namespace
}  // namespace actionplan::member_reports_test

// SPDX-License-Identifier: Apache-2.0
// What evidence makes of a deadline: the second table of docs/guide/deadline_status.md.
#include "../make_plan.hpp"
#include "test_paths.hpp"

#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace actionplan::decide_test {
namespace {

using made::day;
using made::done;
using made::missing;
using made::rating;

std::string words(ReasonSet reasons) {
  std::string out;
  for (const Reason reason : reasons.list()) {
    out += (out.empty() ? "" : " ") + std::string{to_string(reason)};
  }
  return out;
}

struct Row {
  const char* name;
  std::vector<Entry> entries;
  const char* as_of;
  DeadlineStatus want;
  std::optional<int> days_late;
  std::optional<Completion> derived;
  DeadlineKind kind = DeadlineKind::window;
  Force force = Force::binding;
  const char* due_latest = "";  // empty: the due day, 2018-12-31
};

constexpr const char* end_of_winter = "2019-02-28";

Row vague(Row row) {
  row.due_latest = end_of_winter;
  return row;
}

constexpr Completion complete = Completion::complete;
constexpr Completion limited = Completion::limited;
constexpr Completion withdrawn = Completion::withdrawn;
constexpr ReporterType implementer = ReporterType::implementer;
using Status = DeadlineStatus;

Entry noted() {
  Entry note = made::entry(EntryKind::note);
  note.indicator = IndicatorId{"1/1"};
  note.text = "Context.";
  return note;
}

Entry rated_indicator() {
  Entry made = rating(limited, "2019-01-02", implementer);
  made.measure.reset();
  made.indicator = IndicatorId{"1/1"};
  return made;
}

Entry done_within_rating(const char* done_on) {
  Entry made = rating(complete, "2019-03-01");
  made.done_on = Period::parse(done_on);
  return made;
}

// One measure with the window 2016-2018 and two things to be done, assigned to one agency.
const std::vector<Row>& rows() {
  static const std::vector<Entry> both{done("2017-03-01"), done("2018-04-01", "1/2")};
  static const std::vector<Row> all{
      {"silence", {}, "2019-06-01", Status::unreported, {}, Completion::no_evidence},
      {"value_of_a_thing", {made::value("2018", 1)}, "2019-06-01", Status::undecided, {}, {}},
      {"rated_indicator_by_implementer",
       {rated_indicator()},
       "2019-06-01",
       Status::undecided,
       {},
       Completion::no_evidence},
      {"note_is_no_evidence",
       {noted()},
       "2019-06-01",
       Status::unreported,
       {},
       Completion::no_evidence},
      {"all_done_in_time", both, "2019-06-01", Status::done_on_time, {}, complete},
      {"all_done_before_due", both, "2018-06-01", Status::done_on_time, {}, complete},
      {"one_done_late",
       {done("2017-03-01"), done("2019-02-01/2019-02-28", "1/2")},
       "2019-06-01",
       Status::done_late,
       32,
       complete},
      {"one_done_around_the_due_day",
       {done("2017-03-01"), done("2018-12-01/2019-01-31", "1/2")},
       "2019-06-01",
       Status::done_timing_unknown,
       {},
       complete},
      {"one_done_at_an_unknown_time",
       {done("2017-03-01"), done("", "1/2")},
       "2019-06-01",
       Status::done_timing_unknown,
       {},
       complete},
      {"one_done_the_other_silent", {done("2017-03-01")}, "2019-06-01", Status::undecided, {}, {}},
      {"one_done_before_due", {done("2017-03-01")}, "2018-06-01", Status::open, {}, {}},
      {"one_seen_missing_after_due",
       {done("2017-03-01"), missing("2019-02-01", "1/2")},
       "2019-06-01",
       Status::overdue,
       32,
       Completion::substantial},
      {"seen_missing_before_due",
       {missing("2018-02-01"), missing("2018-02-01", "1/2")},
       "2019-06-01",
       Status::undecided,
       {},
       {}},
      {"only_recommended",
       {missing("2019-02-01")},
       "2019-06-01",
       Status::lapsed,
       32,
       {},
       DeadlineKind::window,
       Force::recommended},
      {"standing_duty_over",
       {missing("2019-02-01")},
       "2019-06-01",
       Status::lapsed,
       32,
       {},
       DeadlineKind::continuous},
      {"rated_complete_beside_silence",
       {rating(complete, "2018-12-31")},
       "2019-06-01",
       Status::done_on_time,
       {},
       Completion::no_evidence},
      {"rated_complete_later",
       {rating(complete, "2019-03-01")},
       "2019-06-01",
       Status::done_timing_unknown,
       {},
       Completion::no_evidence},
      {"rated_complete_with_the_day",
       {done_within_rating("2019-02-01")},
       "2019-06-01",
       Status::done_late,
       32,
       Completion::no_evidence},
      {"rated_limited_after_due",
       {rating(limited, "2019-01-02")},
       "2019-06-01",
       Status::overdue,
       2,
       Completion::no_evidence},
      {"rated_limited_before_due",
       {rating(limited, "2018-06-01")},
       "2019-06-01",
       Status::undecided,
       {},
       Completion::no_evidence},
      {"midterm_rating_after_the_indicators",
       {both[0], both[1], rating(limited, "2018-06-01")},
       "2019-06-01",
       Status::done_on_time,
       {},
       complete},
      {"rating_before_the_indicators",
       {both[0], both[1], rating(limited, "2019-02-01")},
       "2019-06-01",
       Status::overdue,
       32,
       complete},
      {"rated_withdrawn",
       {missing("2019-02-01"), rating(withdrawn, "2018-06-01")},
       "2019-06-01",
       Status::withdrawn,
       {},
       {}},
      {"rated_withdrawn_though_done",
       {both[0], both[1], rating(withdrawn, "2019-02-01")},
       "2019-06-01",
       Status::withdrawn,
       {},
       complete},
      {"rated_again_after_a_withdrawal",
       {rating(withdrawn, "2017-06-01"), rating(complete, "2018-12-31")},
       "2019-06-01",
       Status::done_on_time,
       {},
       Completion::no_evidence},
      {"implementer_rates_itself",
       {rating(complete, "2018-06-01", implementer)},
       "2019-06-01",
       Status::undecided,
       {},
       Completion::no_evidence},
      {"raters_disagree",
       {rating(complete, "2019-02-01"),
        [] {
          Entry second = rating(limited, "2019-02-01");
          second.reporter = "Another rater";
          return second;
        }()},
       "2019-06-01",
       Status::undecided,
       {},
       Completion::no_evidence},
      {"no_date_is_never_late",
       {missing("2019-02-01")},
       "2019-06-01",
       Status::no_date,
       {},
       {},
       DeadlineKind::no_date},
      {"unread_is_never_late",
       {missing("2019-02-01")},
       "2019-06-01",
       Status::unread,
       {},
       {},
       DeadlineKind::no_date,
       Force::binding,
       "unread"},
      vague({"vague_done_by_the_due_day",
             {done("2017-03-01"), done("2018-12-31", "1/2")},
             "2019-06-01",
             Status::done_on_time,
             {},
             complete}),
      vague({"vague_done_between",
             {done("2017-03-01"), done("2019-01-01/2019-02-28", "1/2")},
             "2019-06-01",
             Status::done_timing_unknown,
             {},
             complete}),
      vague({"vague_done_after",
             {done("2017-03-01"), done("2019-03-01", "1/2")},
             "2019-06-01",
             Status::done_late,
             1,
             complete}),
      vague({"vague_seen_missing_between",
             {done("2017-03-01"), missing("2019-02-27", "1/2")},
             "2019-06-01",
             Status::undecided,
             {},
             {}}),
      vague({"vague_seen_missing_after",
             {done("2017-03-01"), missing("2019-03-01", "1/2")},
             "2019-06-01",
             Status::overdue,
             1,
             Completion::substantial}),
      vague({"vague_before_the_latest_day",
             {done("2017-03-01"), missing("2019-02-01", "1/2")},
             "2019-02-28",
             Status::due_soon,
             {},
             {}}),
  };
  return all;
}

Plan plan_of(const Row& row) {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  Deadline deadline = made::window("2016-01-01", "2018-12-31");
  deadline.kind = row.kind;
  if (row.kind == DeadlineKind::no_date) deadline.start = deadline.due = std::nullopt;
  if (row.due_latest == std::string_view{"unread"}) {
    deadline = made::unread("Mrach 2018", "Mrach", 0);
  } else if (*row.due_latest != '\0') {
    deadline.due_latest = day(row.due_latest);
  }
  Measure measure = made::measure("1", deadline);
  measure.assignments = {made::assignment("justice", row.force)};
  made::set_indicators(
      measure, {{"a law", IndicatorKind::deliverable}, {"a website", IndicatorKind::publication}});
  builder.add(measure);
  return builder.build();
}

class EvidenceDecisionTable : public testing::TestWithParam<Row> {};

TEST_P(EvidenceDecisionTable, GivesTheStatus) {
  const Row& row = GetParam();
  const Assessment assessment =
      assess(plan_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
  EXPECT_EQ(to_string(assessment.statuses()[0]), to_string(row.want))
      << words(assessment.reasons()[0]);
  const MeasureAssessment told = assessment.at(0);
  EXPECT_EQ(told.days_late, row.days_late);
  EXPECT_EQ(told.derived, row.derived);
}

INSTANTIATE_TEST_SUITE_P(Guide, EvidenceDecisionTable, testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });

// A rating of the whole, and recommended or standing ones, around both days.
TEST(VagueDeadline, IsDecidedByTheLatestDay) {
  struct Case {
    const char* name;
    Entry entry;
    Status want;
    std::optional<int> days_late;
    bool is_vague;
    Force force = Force::binding;
  };
  const auto rated_done = [](const char* done_on) {
    Entry entry = rating(complete, "2019-05-01");
    entry.done_on = Period::parse(done_on);
    return entry;
  };
  const std::vector<Case> cases{
      {"complete by the due day", rated_done("2018-12-31"), Status::done_on_time, {}, false},
      {"complete the day after", rated_done("2019-01-01"), Status::done_timing_unknown, {}, true},
      {"complete on the latest day",
       rated_done("2019-02-28"),
       Status::done_timing_unknown,
       {},
       true},
      {"complete around the due day",
       rated_done("2018-12-01/2019-01-31"),
       Status::done_timing_unknown,
       {},
       true},
      {"complete around both",
       rated_done("2018-12-01/2019-03-31"),
       Status::done_timing_unknown,
       {},
       false},
      {"complete after the latest", rated_done("2019-03-01"), Status::done_late, 1, false},
      {"limited before the due day", rating(limited, "2018-12-30"), Status::undecided, {}, false},
      {"limited on the due day", rating(limited, "2018-12-31"), Status::undecided, {}, true},
      {"limited before the latest", rating(limited, "2019-02-27"), Status::undecided, {}, true},
      {"limited on the latest", rating(limited, "2019-02-28"), Status::overdue, 0, false},
      {"recommended, before the latest",
       rating(limited, "2019-02-27"),
       Status::undecided,
       {},
       true,
       Force::recommended},
      {"recommended, on the latest", rating(limited, "2019-02-28"), Status::lapsed, 0, false,
       Force::recommended}};
  for (const Case& c : cases) {
    const Row row = vague(
        {c.name, {c.entry}, "2019-06-01", c.want, c.days_late, {}, DeadlineKind::window, c.force});
    const Assessment assessment =
        assess(plan_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
    EXPECT_EQ(to_string(assessment.statuses()[0]), to_string(c.want)) << c.name;
    EXPECT_EQ(assessment.at(0).days_late, c.days_late) << c.name;
    EXPECT_EQ(assessment.reasons()[0].has(Reason::vague_deadline), c.is_vague) << c.name;
  }
}

TEST(VagueDeadline, SaysWhereAnIndicatorSpeaksOfADayBetween) {
  for (const char* seen : {"2018-12-30", "2018-12-31", "2019-02-27", "2019-02-28"}) {
    const Row row = vague({"seen",
                           {done("2017-03-01"), missing(seen, "1/2")},
                           "2019-06-01",
                           Status::undecided,
                           {},
                           {}});
    const Assessment assessment =
        assess(plan_of(row), Evidence{row.entries}, AssessOptions{day(row.as_of)});
    const bool is_between = day(seen) >= day("2018-12-31") && day(seen) < day(end_of_winter);
    EXPECT_EQ(assessment.reasons()[0].has(Reason::vague_deadline), is_between) << seen;
    EXPECT_EQ(assessment.statuses()[0] == Status::overdue, day(seen) == day(end_of_winter));
  }
}

// With every entry of the table above: what is exact is judged as without the field, a candidate
// changes nothing, and a vague deadline is as late as the exact one of its latest day, or less.
TEST(VagueDeadline, IsNeverLaterThanTheExactOneOfEitherDay) {
  const auto is_late = [](Status status) {
    return status == Status::unreported || status == Status::undecided ||
           status == Status::overdue || status == Status::done_late || status == Status::lapsed;
  };
  for (const Row& row : rows()) {
    if (row.kind == DeadlineKind::no_date) continue;
    const auto on = [&row](const char* due, const char* latest, const char* as_of) {
      PlanBuilder builder{plan_of(row)};
      Deadline& deadline = builder.measures()[0].deadline;
      deadline.due = day(due);
      deadline.due_latest = day(latest);
      return assess(builder.build(), Evidence{row.entries}, AssessOptions{day(as_of)});
    };
    for (const char* as_of : {"2018-06-01", "2018-12-31", "2019-01-01", "2019-02-28", "2019-03-01",
                              "2019-06-01", "2025-01-01"}) {
      const Assessment exact = on("2018-12-31", "2018-12-31", as_of);
      const Assessment vague = on("2018-12-31", end_of_winter, as_of);
      const Assessment latest = on(end_of_winter, end_of_winter, as_of);
      EXPECT_FALSE(exact.reasons()[0].has(Reason::vague_deadline)) << row.name << as_of;
      EXPECT_EQ(exact.at(0).due_latest, exact.at(0).due);
      EXPECT_EQ(is_late(vague.statuses()[0]), is_late(latest.statuses()[0])) << row.name << as_of;
      EXPECT_TRUE(is_late(exact.statuses()[0]) || !is_late(vague.statuses()[0]))
          << row.name << as_of;
      EXPECT_EQ(vague.at(0).days_late, latest.at(0).days_late) << row.name << as_of;
    }
  }
}

TEST(Candidate, ChangesNoVerdictWithAnyEvidence) {
  for (const Row& row : rows()) {
    // A measure is withdrawn whatever its deadline says.
    const bool is_withdrawn =
        std::any_of(row.entries.begin(), row.entries.end(),
                    [](const Entry& entry) { return entry.completion == withdrawn; });
    if (is_withdrawn) continue;
    PlanBuilder with{plan_of(row)};
    with.measures()[0].deadline = made::unread("Mrach 2018", "Mrach", 0);
    const Plan plan = with.build();
    PlanBuilder bare{plan};
    bare.measures()[0].deadline.candidate.reset();
    const Plan plain = bare.build();
    for (const char* as_of : {"2017-06-01", "2018-12-31", "2019-06-01"}) {
      const AssessOptions options{day(as_of)};
      const Assessment a = assess(plan, Evidence{row.entries}, options);
      const Assessment b = assess(plain, Evidence{row.entries}, options);
      EXPECT_EQ(a.statuses()[0], Status::unread);
      EXPECT_EQ(a.statuses()[0], b.statuses()[0]);
      EXPECT_EQ(a.reasons()[0], b.reasons()[0]);
      EXPECT_EQ(a.indicator_statuses()[0], b.indicator_statuses()[0]);
      EXPECT_EQ(a.at(0).due, std::nullopt);
      EXPECT_EQ(a.at(0).days_late, std::nullopt);
    }
  }
}

TEST(EvidenceDecisionTable, IsTheGuidesTable) {
  std::ifstream guide{ACTIONPLAN_GUIDE "/deadline_status.md"};
  ASSERT_TRUE(guide);
  std::map<std::string, std::string> written;
  bool is_there = false;
  for (std::string line; std::getline(guide, line);) {
    if (line.rfind("## ", 0) == 0) is_there = line == "## A measure with evidence";
    if (!is_there || line.rfind("| `", 0) != 0) continue;
    const std::size_t status = line.rfind("| `") + 3;
    written[line.substr(3, line.find('`', 3) - 3)] =
        line.substr(status, line.find('`', status) - status);
  }
  std::map<std::string, std::string> tested;
  for (const Row& row : rows()) tested[row.name] = to_string(row.want);
  EXPECT_EQ(written, tested);
}

TEST(Rating, OfTheImplementerDecidesWhenAsked) {
  AssessOptions options{day("2019-06-01")};
  options.implementer_ratings_decide = true;
  const std::vector<Entry> own{rating(complete, "2018-06-01", implementer)};
  EXPECT_EQ(made::borrowed(assess(plan_of(rows()[0]), Evidence{own}, options)).statuses()[0],
            Status::done_on_time);
}

TEST(Rating, StandsBesideOthersWithItsName) {
  const std::vector<Entry> two{rating(limited, "2018-06-01"),
                               rating(complete, "2018-07-01", implementer)};
  const MeasureAssessment told =
      assess(plan_of(rows()[0]), Evidence{two}, AssessOptions{day("2019-06-01")}).at(0);
  ASSERT_EQ(told.rated.size(), 2U);
  EXPECT_EQ(told.rated[0].completion, limited);
  EXPECT_EQ(told.rated[1].reporter_type, implementer);
}

// A quarter's report each from 2016Q2 on, due three months later.
Plan reporting_plan() {
  PlanBuilder builder = made::heading();
  Deadline deadline = made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly);
  deadline = with_report_due(deadline, report_due_preset("open_budget_survey"));
  Measure measure = made::measure("1", deadline);
  made::set_indicators(measure, {{"Publication of reports", IndicatorKind::publication}});
  builder.add(measure);
  return builder.build();
}

Entry report(const char* period, const char* done_on) {
  Entry made = done(done_on);
  made.period = Period::parse(period);
  return made;
}

TEST(Reports, MeetTheExpectedReportWhosePeriodTheySpeakAbout) {
  const std::vector<Entry> entries{report("2016Q2", "2016-08-01"), report("2016Q3", "2017-02-01"),
                                   report("2016", "2017-03-01")};
  const MeasureAssessment told =
      assess(reporting_plan(), Evidence{entries}, AssessOptions{day("2017-06-30")}).at(0);
  ASSERT_EQ(told.reports.size(), 4U);
  EXPECT_TRUE(told.reports[0].before_adoption);
  EXPECT_EQ(told.reports[1].status, Status::done_on_time);
  EXPECT_EQ(told.reports[2].status, Status::done_late);
  EXPECT_EQ(told.reports[3].status, Status::unreported);
  EXPECT_EQ(told.report_counts.expected, 3U);
  EXPECT_EQ(told.report_counts.received, 2U);
  EXPECT_EQ(told.report_counts.on_time, 1U);
  EXPECT_EQ(told.report_counts.missing, std::vector<Period>{Period::parse("2016Q4")});
  EXPECT_EQ(told.indicators[0].status, IndicatorStatus::incomplete);
}

TEST(Reports, AllReceivedAreMet) {
  Entry last = made::entry(EntryKind::deliverable);  // filed under the measure as a whole
  last.measure = MeasureId{"1"};
  last.done = true;
  last.done_on = Period::parse("2017-03-01");
  last.period = Period::parse("2016Q4");
  const std::vector<Entry> entries{report("2016Q2", "2016-08-01"), report("2016Q3", "2016-11-01"),
                                   last};
  const MeasureAssessment told =
      assess(reporting_plan(), Evidence{entries}, AssessOptions{day("2017-06-30")}).at(0);
  EXPECT_EQ(told.indicators[0].status, IndicatorStatus::met);
  EXPECT_EQ(told.deadline_status, Status::done_on_time);
}

}  // namespace
}  // namespace actionplan::decide_test

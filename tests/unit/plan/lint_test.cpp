// SPDX-License-Identifier: Apache-2.0
#include "test_paths.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/plan/lint.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/indicator_text.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include "../rule_table.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::lint_test {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> pieces;
  for (;;) {
    const std::size_t end = text.find(by);
    pieces.emplace_back(text::trim(text.substr(0, end)));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + by.size());
  }
}

AgencyId agency_id(PlanBuilder& builder, const std::string& name) {
  for (const Agency& agency : builder.agencies()) {
    if (agency.name == name) return agency.id;
  }
  Agency agency;
  agency.id = AgencyId{name};
  agency.name = name;
  agency.collective = name.find("bodies") != std::string::npos;
  builder.add(agency);
  return agency.id;
}

// A measure from "name of measure | evaluation indicator | agencies | deadline".
void add_measure(PlanBuilder& builder, const std::string& number, std::string_view row) {
  const std::vector<std::string> cells = split(row, "|");
  ASSERT_EQ(cells.size(), 4U) << row;
  Measure measure;
  measure.id = MeasureId{number};
  measure.number = number;
  measure.title = cells[0];
  measure.indicator_text = cells[1];
  for (const IndicatorPart& part : read_indicators(cells[1])) {
    Indicator indicator;
    indicator.id = IndicatorId{number + "/" + std::to_string(measure.indicators.size() + 1)};
    indicator.kind = part.kind;
    indicator.span = part.span;
    indicator.text = cells[1].substr(part.span.begin, part.span.end - part.span.begin);
    measure.indicators.push_back(indicator);
  }
  Force force = Force::binding;
  for (std::string name : split(cells[2], ",")) {
    constexpr std::string_view recommended = "Recommended to: ";
    if (name.starts_with(recommended)) {
      force = Force::recommended;
      name.erase(0, recommended.size());
    }
    if (name.empty()) continue;
    Assignment assignment;
    assignment.agency = agency_id(builder, name);
    assignment.force = force;
    assignment.text = name;
    measure.assignments.push_back(assignment);
  }
  DeadlineContext context;
  context.adopted_on = builder.heading().adopted_on;
  context.plan_period = builder.heading().period;
  context.title = measure.title;
  context.indicator_text = measure.indicator_text;
  measure.deadline = read_deadline(cells[3], context);
  measure.place = Place{7, 3};
  builder.add(measure);
}

// A plan of 2016-2018 in which two bodies have measures of their own, and the measure of the row.
Plan plan_with(std::string_view row, bool is_in_another_language = false) {
  PlanBuilder builder;
  if (is_in_another_language) {
    builder.problems().push_back({"indicator_language", Severity::info, {}, "Not read.", "de"});
  }
  builder.heading().period = Period::parse("2016-2018");
  builder.heading().adopted_on = Date::parse("2016-04-27");
  add_measure(builder, "1", "Adopting a code | Adopted code | Cabinet of Ministers | By May 2017");
  add_measure(builder, "2", row);
  return builder.build();
}

bool finds(const std::vector<Problem>& problems, std::string_view code) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.code == code && problem.subject.starts_with("2");
  });
}

Plan bad_plan(const LintRule& rule) { return plan_with(rule.bad, rule.id == "indicator_unread"); }

class Rule : public testing::TestWithParam<LintRule> {};

TEST_P(Rule, FindsItsBadExampleAndPassesItsGoodOne) {
  const LintRule& rule = GetParam();
  EXPECT_TRUE(finds(lint(bad_plan(rule)), rule.id)) << rule.bad;
  EXPECT_FALSE(finds(lint(plan_with(rule.good)), rule.id)) << rule.good;
}

TEST_P(Rule, SaysWhyAndWhatWouldMendIt) {
  const LintRule& rule = GetParam();
  for (const Problem& problem : lint(bad_plan(rule))) {
    if (problem.code != rule.id || !problem.subject.starts_with("2")) continue;
    EXPECT_NE(problem.message.find(" cannot be evaluated because " + std::string{rule.summary}),
              std::string::npos);
    EXPECT_NE(problem.message.find("; to make it so, " + std::string{rule.remedy} + "."),
              std::string::npos);
    EXPECT_EQ(problem.place, (Place{7, 3}));
    EXPECT_EQ(problem.severity, rule.severity);
  }
}

TEST(Lint, AccusesNoPlanOfALanguageThatWeDoNotRead) {
  const Plan plan = plan_with("Schulen bauen | Anzahl der Schulen | Ministerium | 2017", true);
  EXPECT_FALSE(finds(lint(plan), "nothing_to_check"));
}

TEST(Lint, CountsWhatTheProfileCorrects) {
  const Plan plan = plan_with("Raising awareness | Implemented measures | Ministry | 2017");
  EXPECT_TRUE(finds(lint(plan), "nothing_to_check"));
  Profile profile;
  profile.indicators[IndicatorId{"2/1"}].kind = IndicatorKind::publication;
  EXPECT_FALSE(finds(lint(plan, profile), "nothing_to_check"));
}

INSTANTIATE_TEST_SUITE_P(Lint, Rule, testing::ValuesIn(lint_rules()),
                         [](const testing::TestParamInfo<LintRule>& rule) {
                           return std::string{rule.param.id};
                         });

TEST(LintRules, AreTheTableOfTheGuide) {
  std::string table =
      "\n| rule | severity | cannot be evaluated because | to make it so | found | passes "
      "|\n|---|---|---|---|---|---|\n";
  for (const LintRule& rule : lint_rules()) {
    table += "| `" + std::string{rule.id} + "` | " + std::string{to_string(rule.severity)} + " | " +
             made::cell(rule.summary) + " | " + made::cell(rule.remedy) + " | " +
             made::code(rule.bad) + " | " + made::code(rule.good) + " |\n";
  }
  EXPECT_EQ(made::guide_table("lint_rules.md", "lint rules"), table + "\n");
}

// The agencies of each measure, each with an id of its own, and what lint says of their spelling.
std::string spelling_of(const std::vector<std::string>& agencies) {
  PlanBuilder builder;
  int number = 0;
  for (const std::string& name : agencies) {
    add_measure(builder, std::to_string(++number), "A law | Adopted law | " + name + " | 2017");
  }
  std::string said;
  for (const Problem& problem : lint(builder.build())) {
    if (problem.code != "agency_spelling") continue;
    said += problem.message.substr(0, problem.message.find(", cannot")) + ";";
  }
  return said;
}

TEST(LintSpelling, RemarksUponNamesThatDifferByALetter) {
  EXPECT_EQ(spelling_of({"Ministry of Justice", "Ministry of Justise", "Ministry of Justice"}),
            "The agency \"Ministry of Justise\" of measure 2, one letter from \"Ministry of "
            "Justice\";");
  const std::vector<std::pair<std::string, std::string>> alike{
      {"Ministry of Health", "Ministry of Helth"},      // one less
      {"Ministry of Health", "Ministry of Heatlh"},     // one that moved
      {"Ədliyyə Nazirliyi", "Ədliyyə Nazırlıyi"},       // folded alike: i and ı
      {"Міністерство юстиції", "Міністерство юстеції"}  // another letter
  };
  for (const auto& [a, b] : alike) {
    const bool is_folded = a.starts_with("Ədliyyə");
    EXPECT_EQ(spelling_of({a, b}).empty(), is_folded) << a;
  }
  const std::vector<std::pair<std::string, std::string>> others{{"School No. 1", "School No. 2"},
                                                                {"Committee I", "Committee II"},
                                                                {"BMI", "BMJ"},
                                                                {"Region 12", "Region 123"},
                                                                {"City A", "City B"},
                                                                {"Ministry of Trade", "X"}};
  for (const auto& [a, b] : others) EXPECT_EQ(spelling_of({a, b}), "") << a;
}

TEST(LintSpelling, TakesManyAgenciesThatAreAllAlike) {
  std::vector<std::string> names;
  for (char32_t letter = U'a'; letter <= U'z'; ++letter) {
    for (int i = 0; i < 20; ++i) {
      names.push_back("Department of the " + std::string(1, static_cast<char>(letter)) +
                      "bcdefgh " + std::to_string(i));
    }
  }
  EXPECT_FALSE(spelling_of(names).empty());
}

TEST(LintRules, HaveIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  for (const LintRule& rule : lint_rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

TEST(Lint, OfAnEmptyPlanFindsNothing) { EXPECT_TRUE(lint(Plan{}).empty()); }

TEST(Lint, OfAWellWrittenMeasureFindsNothing) {
  const Plan plan =
      plan_with("Adopting a law | Adopted law | Ministry of Justice | By 30 June 2017");
  EXPECT_TRUE(lint(plan).empty());
}

TEST(Lint, NamesTheIndicatorAndCutsALongOne) {
  const Plan plan = plan_with(
      "A | Improvements in the list of types of electronic services that are offered to citizens | "
      "Ministry of Justice | By 2017");
  const auto problems = lint(plan);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].subject, "2");
  const auto vague = std::find_if(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.code == "vague_wording";
  });
  ASSERT_NE(vague, problems.end());
  EXPECT_EQ(vague->subject, "2/1");
  EXPECT_TRUE(vague->message.starts_with(
      "Indicator \"Improvements in the list of types of electronic services tha...\" of measure 2 "
      "cannot be evaluated because "))
      << vague->message;
}

// What the profile supplies counts as said.
struct Supplied {
  const char* code;
  std::string_view row;
  IndicatorProfile profile;
};

IndicatorProfile with_target(double value) {
  IndicatorProfile profile;
  Target target;
  target.value = value;
  profile.targets.push_back(target);
  return profile;
}

TEST(LintProfile, CountsWhatItSuppliesAsSaid) {
  IndicatorProfile unit;
  unit.unit = "trainings";
  IndicatorProfile cadence;
  cadence.cadence = Cadence::quarterly;
  IndicatorProfile covers;
  covers.covers_measure = true;
  const std::vector<Supplied> cases{
      {"no_target", "A | Number of trainings | Ministry of Justice | 2017", with_target(40)},
      {"no_unit", "A | Number of trainings and events | Ministry of Justice | 2017", unit},
      {"no_cadence", "A | Information on measures | Ministry of Justice | 2017", cadence},
      {"narrower_than_measure", "A | Information on measures | Ministry of Justice | 2017", covers},
      {"vague_wording", "A | Improved service | Ministry of Justice | 2017", with_target(4)},
      {"nothing_to_check", "A | Implemented measures | Ministry of Justice | 2017", with_target(1)},
  };
  for (const Supplied& supplied : cases) {
    const Plan plan = plan_with(supplied.row);
    Profile profile;
    profile.indicators[IndicatorId{"2/1"}] = supplied.profile;
    EXPECT_TRUE(finds(lint(plan), supplied.code)) << supplied.code;
    EXPECT_FALSE(finds(lint(plan, profile), supplied.code)) << supplied.code;
  }
}

TEST(LintProfile, ThatDeniesCoverageKeepsTheFinding) {
  IndicatorProfile denies;
  denies.covers_measure = false;
  Profile profile;
  profile.indicators[IndicatorId{"2/1"}] = denies;
  const Plan plan =
      plan_with("Providing information on aid | Information on aid | Ministry of Justice | 2017");
  EXPECT_FALSE(finds(lint(plan), "narrower_than_measure"));
  EXPECT_TRUE(finds(lint(plan, profile), "narrower_than_measure"));
}

TEST(LintTarget, IsANumberThatIsNoYearOrName) {
  const auto has_finding = [](const std::string& indicator) {
    return finds(lint(plan_with("A | " + indicator + " | Ministry of Justice | 2017")),
                 "no_target");
  };
  EXPECT_TRUE(has_finding("Number of trainings in 2017"));
  EXPECT_TRUE(has_finding("Number of calls to the 161-hotline"));
  EXPECT_FALSE(has_finding("Number of trainings (at least 15)"));
  EXPECT_FALSE(has_finding("Number of clients up by 10%"));
  EXPECT_FALSE(has_finding("Adopted law"));
  EXPECT_FALSE(has_finding("Published report"));
}

TEST(LintUnit, IsOneWhereOneThingIsCounted) {
  const auto has_finding = [](const std::string& indicator) {
    return finds(lint(plan_with("A | " + indicator + " | Ministry of Justice | 2017")), "no_unit");
  };
  EXPECT_FALSE(has_finding("Number of trainings"));
  EXPECT_FALSE(has_finding("Number of services ensured and newly integrated to the portal"));
  EXPECT_TRUE(has_finding("Number of trainings and persons"));
  EXPECT_TRUE(has_finding("Amount of grants"));
  EXPECT_FALSE(has_finding("Amount of grants in AZN"));
}

TEST(LintSelfEvaluation, IsOnlyOfThePlanItself) {
  EXPECT_FALSE(
      finds(lint(plan_with("Monitoring prices | Published prices | Cabinet of Ministers | 2017")),
            "self_evaluation"));
}

std::set<std::string> subjects(const std::vector<Problem>& problems, std::string_view code) {
  std::set<std::string> found;
  for (const Problem& problem : problems) {
    if (problem.code == code) found.insert(problem.subject);
  }
  return found;
}

// "No day is given" accuses the plan: it is never said of what we could not read.
TEST(Lint, TellsTheUnreadFromTheUndated) {
  for (const NoDateReason reason :
       {NoDateReason::unread, NoDateReason::empty, NoDateReason::undetermined,
        NoDateReason::as_needed, NoDateReason::elsewhere, NoDateReason::remark_only}) {
    PlanBuilder builder{plan_with("Adopting a law | Adopted law | Ministry of Justice | 2017")};
    builder.measures()[1].deadline = Deadline{};
    builder.measures()[1].deadline.text = "soonish";
    builder.measures()[1].deadline.reason = reason;
    const std::vector<Problem> problems = lint(builder.build());
    const bool is_unread = reason == NoDateReason::unread;
    EXPECT_EQ(finds(problems, "deadline_unread"), is_unread) << to_string(reason);
    EXPECT_EQ(finds(problems, "no_deadline"), !is_unread) << to_string(reason);
  }
}

class AzerbaijaniPlan : public testing::Test {
 protected:
  const Plan plan_ = read(std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA} / "az-nap-2016-2018.txt");
  const std::vector<Problem> problems_ = lint(plan_);
};

using Subjects = std::set<std::string>;

TEST_F(AzerbaijaniPlan, HasTenMeasuresWithoutABindingAssignment) {
  EXPECT_EQ(subjects(problems_, "no_binding_assignment"),
            (Subjects{"2.1", "2.2", "2.5", "5.2", "5.7", "6.2.3", "8.4", "8.5", "9.4", "11.4"}));
}

TEST_F(AzerbaijaniPlan, IsEvaluatedByThoseWhoCarryItOut) {
  EXPECT_EQ(subjects(problems_, "self_evaluation"), (Subjects{"11.1", "11.4", "11.6"}));
}

TEST_F(AzerbaijaniPlan, GivesThirtyFourMeasuresOnlyItsWholeWindow) {
  EXPECT_EQ(subjects(problems_, "whole_plan_window").size(), 34U);
}

TEST_F(AzerbaijaniPlan, AsksOnlyForInformationWhereItPromisesMore) {
  EXPECT_EQ(subjects(problems_, "narrower_than_measure"),
            (Subjects{"1.4/1", "2.1/1", "2.4/1", "2.5/1", "4.2.1/1", "5.5/1", "10.4/1", "11.6/1"}));
}

TEST_F(AzerbaijaniPlan, HasAnIndicatorAnAgencyAndADeadlineForEachMeasure) {
  for (const std::string_view code : {"no_indicator", "no_agency", "no_deadline"}) {
    EXPECT_TRUE(subjects(problems_, code).empty()) << code;
  }
}

TEST_F(AzerbaijaniPlan, HasNoDeadlineThatWasNotRead) {
  EXPECT_TRUE(subjects(problems_, "deadline_unread").empty());
}

TEST_F(AzerbaijaniPlan, NamesOnlyClassesOfBodiesInNineMeasures) {
  EXPECT_EQ(subjects(problems_, "only_collective_agencies"),
            (Subjects{"2.4", "4.2.1", "4.2.2", "10.2", "10.4", "11.1", "11.2", "11.6", "6.2.3"}));
}

TEST_F(AzerbaijaniPlan, IsFoundInDocumentOrder) {
  std::size_t last = 0;
  for (const Problem& problem : problems_) {
    const std::string number = problem.subject.substr(0, problem.subject.find('/'));
    const auto position = plan_.position(plan_[number].id);
    ASSERT_TRUE(position);
    EXPECT_LE(last, *position);
    last = *position;
    EXPECT_TRUE(problem.place.is_known());
  }
}

}  // namespace
}  // namespace actionplan::lint_test

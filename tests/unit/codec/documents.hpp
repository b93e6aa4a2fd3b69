// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>

#include "../make_plan.hpp"

#include <string>

namespace actionplan::made {

// Documents in which everything that can be said is said.

inline std::vector<Agency> rich_agencies() {
  Agency gone = agency("ministry-of-communications");
  gone.name = "Ministry of Communications and High Technologies";
  gone.aliases = {"MCHT", "Ministry \"of\" Communications", "Рабитə Назирлиyi"};
  gone.valid_from = day("2004-02-20");
  gone.valid_to = day("2017-02-13");
  gone.successors = {AgencyId{"ministry-of-transport"}};
  Agency many = agency("central-executive-bodies");
  many.collective = true;
  return {gone, agency("ministry-of-transport"), many};
}

inline Measure rich_several() {
  Measure made = measure("4.1.1", window("2016-01-01", "2018-06-30"));
  made.section = SectionId{"4.1"};
  using std::string_literals::operator""s;
  made.title = "Özünü idarə: \"quotes\", back\\slash, tab\t, line\nbreak, NUL \0 and \x7F"s;
  set_indicators(made, {{"Hazırlanmış təkliflər", IndicatorKind::deliverable},
                        {"number of trainings", IndicatorKind::count},
                        {"😀 published", IndicatorKind::publication}});
  made.assignment_text = "Implementers: MCHT; Recommended to: central executive bodies";
  made.assignments = {
      {AgencyId{"ministry-of-communications"}, Role::lead, Force::binding, Discharge::each, "MCHT"},
      assignment("central-executive-bodies", Force::recommended)};
  made.assignments[1].role = Role::supporting;
  made.deadline.kind = DeadlineKind::several;
  made.deadline.text = "May 2017, June 2018";
  made.deadline.assumptions = {"The first.", "The second."};
  made.deadline.parts = {
      {"May 2017", day("2017-05-01"), day("2017-05-31")},
      {"June 2018", std::nullopt, day("2018-06-30"), day("2018-07-31"), "1.2", 62.5, "%"}};
  made.deadline.due_latest = day("2018-07-31");
  made.deadline.due_original = day("2017-12-31");
  made.deadline.conditions = {"subject to funding", "при наличии средств"};
  made.deadline.remarks = {"see \"annex\""};
  made.deadline.language = "ru";
  made.place = {31, 7};
  return made;
}

inline Measure rich_recurring() {
  Measure made = measure("5.4", recurring("2016-01-01", "2018-12-31", Cadence::quarterly));
  made.id = MeasureId{"kept-id"};
  made.section = SectionId{"five"};
  made.deadline = with_report_due(made.deadline, report_due_preset("open_budget_survey"));
  made.deadline.expected_reports[3].due = std::nullopt;
  made.deadline.expected_reports[3].due_source = std::nullopt;
  return made;
}

inline Measure rich_unread() {
  Measure made = measure("10", unread("до Mrach 2018", "Mrach", 3));
  made.deadline.candidate->due_latest = day("2019-01-31");
  made.deadline.candidate->cadence = Cadence::annual;
  return made;
}

inline DateSettings rich_dates() {
  DateSettings dates;
  dates.order = DateOrder::month_first;
  dates.fiscal_month = 4;
  dates.hemisphere = Hemisphere::south;
  dates.weekend = {Weekday::friday, Weekday::saturday};
  dates.holidays = {day("2018-01-01"), day("2018-03-20")};
  dates.rolls_to_working_day = true;
  dates.plan_period = Period::parse("2016-2018");
  dates.adopted_on = day("2016-04-27");
  dates.events = {{"COP26", day("2021-10-31"), SetBy::law, "UNFCCC"},
                  {"elections", day("2020-02-09"), SetBy::analyst, ""}};
  dates.set_by = SetBy::agency;
  dates.source = "budget code";
  return dates;
}

inline Plan rich_plan() {
  PlanBuilder builder = heading("Plan №1 «о»");
  builder.heading().legal_basis = "Decree of 27 April 2016";
  for (Agency& agency : rich_agencies()) builder.add(agency);
  builder.add(section("4")).add(section("4.1", "4"));
  Section unnumbered;
  unnumbered.id = SectionId{"five"};
  unnumbered.title = "Finances";
  unnumbered.place = {40, 2};
  builder.add(unnumbered).add(rich_several()).add(rich_recurring());
  builder.add(measure("9", {})).add(rich_unread());
  builder.add(Problem{"stray_character", Severity::warning, {12, 3}, "A \"stray\" mark.", "4.1.1"});
  builder.add(Problem{"odd", Severity::info, {}, "About the whole.", ""});
  builder.add(Problem{"lost", Severity::error, {7, 0}, "A line.", "x"});
  return builder.build();
}

inline Profile rich_profile() {
  Profile profile;
  profile.plan = "Plan №1 «о»";
  profile.report_due = report_due_preset("open_budget_survey_audit");
  IndicatorProfile& full = profile.indicators[IndicatorId{"4.1.1/2"}];
  full.kind = IndicatorKind::count;
  full.unit = "trainings";
  full.direction = Direction::up;
  full.baseline = -0.1;
  full.targets = {{100, Period::parse("2016"), TargetMode::incremental, SetBy::law, "Act \"9\""},
                  {1e-300, std::nullopt, TargetMode::cumulative, std::nullopt, ""}};
  full.aggregation = Aggregation::pooled_ratio;
  full.cadence = Cadence::semiannual;
  full.weight = 2.5;
  full.covers_measure = false;
  full.set_by = SetBy::agency;
  full.source = "https://example.org/a?b=c";
  profile.indicators[IndicatorId{"5.4/1"}];
  MeasureProfile& measure = profile.measures[MeasureId{"4.1.1"}];
  measure.indicators = {{"number of trainings", IndicatorKind::count},
                        {"published", IndicatorKind::publication}};
  measure.deadline = DeadlineCorrection{DeadlineKind::recurring, day("2016-01-01"),
                                        day("2018-12-31"), Cadence::annual};
  measure.deadline->due_latest = day("2019-03-31");
  measure.deadline->due_original = day("2017-12-31");
  measure.discharge = Discharge::joint;
  measure.report_due = ReportDueRule{"Law on reports", "Art. 5", DueSource::law, 1, 4};
  measure.weight = 0;
  measure.set_by = SetBy::law;
  measure.source = "a source";
  profile.measures[MeasureId{"kept-id"}].deadline =
      DeadlineCorrection{DeadlineKind::no_date, {}, {}, {}, {}, {}, NoDateReason::elsewhere};
  profile.dates = rich_dates();
  return profile;
}

/// What a reader throws for the text, or "read" when it does not throw.
template <class Read>
std::string refusal(Read read, std::string_view text) {
  try {
    static_cast<void>(read(text, JsonLimits{}, Cancel{}));
  } catch (const ParseError& error) {
    return error.what();
  }
  return "read";
}

}  // namespace actionplan::made

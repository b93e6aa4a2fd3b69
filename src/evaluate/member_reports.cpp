// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/member_reports.hpp>

#include "assessor.hpp"
#include "last_held.hpp"
#include "reports.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace actionplan {
namespace {

using detail::EntryPlace;
using detail::Grounds;

// The days on which somebody belongs to the agency; without a period from then on.
using Roster = std::map<std::string, std::vector<Period>>;

Roster roster_of(const Grounds& grounds, const AgencyId& agency) {
  Roster roster;
  for (const EntryPlace& place : detail::live_others(*grounds.evidence, agency, grounds.clocks)) {
    const Entry& entry = place.block->others[place.at].entry;
    if (entry.kind != EntryKind::membership) continue;
    roster[entry.member].push_back(entry.period.value_or(Period{Date::earliest(), Date::latest()}));
  }
  return roster;
}

std::vector<Period> expected_periods(const Grounds& grounds, const Measure& measure, Date until) {
  std::vector<Period> periods;
  for (const ExpectedReport& report : measure.deadline.expected_reports) {
    const bool is_early = detail::is_before_adoption(grounds, measure, report);
    if (!is_early && report.period.last() < until) periods.push_back(report.period);
  }
  const Deadline& deadline = measure.deadline;
  const bool has_window = deadline.expected_reports.empty() && deadline.start && deadline.due;
  if (has_window && *latest_due(deadline) < until)
    periods.emplace_back(*deadline.start, *deadline.due);
  return periods;
}

// Members with the periods on which they reported; nothing: on the whole window.
std::set<std::pair<std::string, std::optional<Period>>> received(const Grounds& grounds,
                                                                 const Measure& measure) {
  std::set<std::pair<std::string, std::optional<Period>>> found;
  const auto add = [&found](const Entry& entry) {
    const bool is_report =
        entry.kind == EntryKind::deliverable && entry.done == true && !entry.member.empty();
    if (is_report) found.emplace(entry.member, entry.period);
  };
  for (const EntryPlace& place :
       detail::live_others(*grounds.evidence, measure.id, grounds.clocks)) {
    add(place.block->others[place.at].entry);
  }
  for (const Indicator& indicator : measure.indicators) {
    for (const detail::LiveRow& row :
         detail::live_rows(*grounds.evidence, indicator.id, "", grounds.clocks).rows) {
      if (row.is_deliverable) add(row.place.block->entry(row.place.at));
    }
  }
  return found;
}

}  // namespace

std::vector<MemberMatrix> member_reports(const Assessment& assessment, const MeasureId& id) {
  return member_reports(assessment, assessment.row(id));
}

std::vector<MemberMatrix> member_reports(const Assessment& assessment,
                                         std::string_view id_or_number) {
  return member_reports(assessment, assessment.row(id_or_number));
}

std::vector<MemberMatrix> member_reports(const Assessment& assessment, std::size_t index) {
  const Measure& measure = assessment.measure(index);
  Grounds grounds = Assessor::grounds(assessment);
  Date until = assessment.as_of();
  if (index >= assessment.plan().measures().size()) {
    const detail::LastHeld held = detail::last_held(assessment, index);
    grounds = Assessor::grounds(assessment, *held.revision);
    until = held.dropped_on;
  }
  const auto& said = grounds.profile->measures;
  const auto found = said.find(measure.id);
  if (found == said.end() || !found->second.member_reports) return {};
  const auto reports = received(grounds, measure);
  std::vector<MemberMatrix> matrices;
  std::set<AgencyId> seen;
  for (const Assignment& assignment : measure.assignments) {
    const Agency* agency = grounds.plan->find_agency(assignment.agency);
    if (agency == nullptr || !agency->collective || !seen.insert(agency->id).second) continue;
    MemberMatrix matrix;
    matrix.agency = agency->id;
    matrix.periods = expected_periods(grounds, measure, until);
    for (const auto& [member, memberships] : roster_of(grounds, agency->id)) {
      std::vector<MemberReport> row;
      for (const Period& period : matrix.periods) {
        const bool is_member =
            std::any_of(memberships.begin(), memberships.end(),
                        [&period](const Period& days) { return days.overlaps(period); });
        const bool has_reported =
            reports.count({member, period}) != 0 || (measure.deadline.expected_reports.empty() &&
                                                     reports.count({member, std::nullopt}) != 0);
        row.push_back(has_reported ? MemberReport::received
                      : is_member  ? MemberReport::missing
                                   : MemberReport::not_member);
      }
      matrix.members.push_back(member);
      matrix.reports.push_back(std::move(row));
    }
    matrices.push_back(std::move(matrix));
  }
  return matrices;
}

std::vector<Answering> answering_for(const Assessment& assessment, const AgencyId& agency) {
  std::vector<Answering> answering;
  std::set<AgencyId> seen;
  std::vector<AgencyId> open{agency};
  (void)assessment.plan().agency(agency);
  while (!open.empty()) {
    const AgencyId id = open.back();
    open.pop_back();
    const Agency* current = assessment.plan().find_agency(id);
    if (current == nullptr || !seen.insert(id).second) continue;
    const bool has_ended = current->valid_to && *current->valid_to < assessment.as_of();
    if (!has_ended || current->successors.empty()) {
      answering.push_back({id, id != agency});
    } else {
      open.insert(open.end(), current->successors.rbegin(), current->successors.rend());
    }
  }
  return answering;
}

std::vector<Problem> check_appointments(const Assessment& assessment) {
  const Grounds grounds = Assessor::grounds(assessment);
  const Plan& plan = assessment.plan();
  std::map<AgencyId, std::size_t> measures;
  for (const Measure& measure : plan.measures()) {
    std::set<AgencyId> assigned;
    for (const Assignment& assignment : measure.assignments) assigned.insert(assignment.agency);
    for (const AgencyId& agency : assigned) ++measures[agency];
  }
  // An appointment for one measure is filed under it, any other under its agency.
  std::set<AgencyId> appointed;
  const auto note = [&](const auto& subject) {
    for (const EntryPlace& place :
         detail::live_others(*grounds.evidence, subject, grounds.clocks)) {
      const Entry& entry = place.block->others[place.at].entry;
      const bool is_over = entry.period && entry.period->last() < assessment.as_of();
      if (entry.kind == EntryKind::appointment && !is_over) appointed.insert(*entry.agency);
    }
  };
  for (const auto& [agency, count] : measures) note(agency);
  for (const Measure& measure : plan.measures()) {
    note(measure.id);
    for (const Indicator& indicator : measure.indicators) note(indicator.id);
  }
  std::vector<Problem> problems;
  for (const Agency& agency : plan.agencies()) {
    const auto count = measures.find(agency.id);
    if (count == measures.end() || appointed.count(agency.id) != 0) continue;
    problems.push_back({"no_responsible_person",
                        Severity::warning,
                        {},
                        agency.name + " takes part in " + std::to_string(count->second) +
                            " measures, and no responsible person is appointed; appoint one.",
                        agency.id.value()});
  }
  return problems;
}

}  // namespace actionplan

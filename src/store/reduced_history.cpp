// SPDX-License-Identifier: Apache-2.0
#include "reduced_history.hpp"

#include <actionplan/plan/plan_builder.hpp>

#include "plan/internal/indicator_terms.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace actionplan::detail {
namespace {

Plan reduced_plan(const Plan& plan, const std::set<MeasureId>& ids) {
  std::vector<std::size_t> positions;
  for (const MeasureId& id : ids) {
    if (const auto position = plan.position(id)) positions.push_back(*position);
  }
  std::sort(positions.begin(), positions.end());
  PlanBuilder builder;
  builder.heading(plan.heading());
  for (const Agency& agency : plan.agencies()) builder.add(agency);
  for (const Section& section : plan.sections()) builder.add(section);
  for (const std::size_t position : positions) builder.add(plan.measures()[position]);
  return builder.build();
}

Profile reduced_profile(const Profile& profile, const Plan& plan) {
  Profile reduced;
  reduced.plan = profile.plan;
  reduced.report_due = profile.report_due;
  reduced.dates = profile.dates;
  const auto keep = [](const auto& from, const auto& id, auto& into) {
    const auto found = from.find(id);
    if (found != from.end()) into.insert(*found);
  };
  for (const Measure& measure : plan.measures()) {
    keep(profile.measures, measure.id, reduced.measures);
    for (const Indicator& indicator : measure.indicators) {
      keep(profile.indicators, indicator.id, reduced.indicators);
    }
  }
  return reduced;
}

void add_inputs(const PlanHistory& history, const Revision& revision, std::set<MeasureId>& ids) {
  const TermsTable& terms = terms_of(history, revision);
  if (terms.computed.empty()) return;
  const std::vector<Measure>& measures = revision.plan.measures();
  std::vector<MeasureId> open{ids.begin(), ids.end()};
  while (!open.empty()) {
    const auto at = revision.plan.position(open.back());
    open.pop_back();
    if (!at) continue;
    for (std::size_t row = terms.first_of_measure[*at]; row < terms.first_of_measure[*at + 1];
         ++row) {
      if (!terms.rows[row].is_computed) continue;
      for (const FormulaInput& input : terms.rows[row].said->formula->inputs()) {
        const auto found = terms.find(input.indicator);
        if (!found) continue;
        const MeasureId& id = measures[terms.rows[*found].measure].id;
        if (ids.insert(id).second) open.push_back(id);
      }
    }
  }
}

}  // namespace

void add_formula_inputs(const PlanHistory& history, const std::vector<const Revision*>& in_force,
                        std::set<MeasureId>& ids) {
  for (std::size_t known = 0; known != ids.size();) {
    known = ids.size();
    for (const Revision* revision : in_force) add_inputs(history, *revision, ids);
  }
}

PlanHistory reduced_history(const std::vector<const Revision*>& in_force,
                            const std::set<MeasureId>& ids) {
  std::vector<Revision> revisions;
  for (const Revision* revision : in_force) {
    Plan plan = reduced_plan(revision->plan, ids);
    // The profiles before that of the day say what it changed.
    Profile profile = reduced_profile(revision->profile, plan);
    revisions.push_back(Revision{std::move(plan), revision->effective_on, revision->recorded_on,
                                 std::move(profile)});
  }
  return PlanHistory{std::move(revisions)};
}

}  // namespace actionplan::detail

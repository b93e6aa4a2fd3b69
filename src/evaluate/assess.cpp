// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include <actionplan/core/error.hpp>

#include "deadline_status.hpp"

#include <set>
#include <utility>

namespace actionplan {
namespace {

using Revisions = std::vector<const Revision*>;

// The measures that an earlier revision had and the plan of the day has not, each in its last
// wording, in the order in which they were first met.
std::vector<Measure> dropped_measures(const Revisions& revisions, const Plan& plan) {
  std::vector<Measure> dropped;
  std::set<MeasureId> seen;
  for (const Revision* revision : revisions) {
    for (const Measure& measure : revision->plan.measures()) {
      if (plan.find_measure(measure.id) != nullptr || !seen.insert(measure.id).second) continue;
      const Measure* last = &measure;
      for (const Revision* later : revisions) {
        if (const Measure* found = later->plan.find_measure(measure.id)) last = found;
      }
      dropped.push_back(*last);
    }
  }
  return dropped;
}

// How a measure's due day moved over the revisions.
struct DueHistory {
  std::optional<Date> original;
  bool is_changed = false;
  bool is_extended_after_due = false;
};

DueHistory due_history(const Revisions& revisions, const MeasureId& id) {
  DueHistory history;
  const Measure* before = nullptr;
  for (const Revision* revision : revisions) {
    const Measure* now = revision->plan.find_measure(id);
    if (now == nullptr) continue;
    const std::optional<Date> due = now->deadline.due;
    if (before == nullptr) {
      history.original = due;
    } else if (const std::optional<Date> old = before->deadline.due; old != due) {
      history.is_changed = true;
      const bool was_past = old && *old < revision->effective_on;
      if (was_past && (!due || *due > *old)) history.is_extended_after_due = true;
    }
    before = now;
  }
  return history;
}

}  // namespace

Assessment assess(const PlanHistory& history, const AssessOptions& options) {
  if (options.due_soon_days < 0) {
    throw InvalidArgument("due_soon_days is " + std::to_string(options.due_soon_days) +
                          "; give the number of days ahead, 0 or more.");
  }
  const Revisions revisions = history.in_force(options.as_of, options.known_at);
  Assessment assessment{options, revisions.back()->plan};
  const Plan& plan = assessment.plan_;
  const DeadlineColumns columns = plan.deadlines();
  const std::optional<Date> adopted_on = plan.heading().adopted_on;
  const bool is_before_adoption = adopted_on && options.as_of < *adopted_on;

  const std::size_t size = columns.due.size();
  assessment.status_.resize(size);
  assessment.reasons_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    detail::Verdict verdict =
        detail::judge({columns.start[i], columns.due[i], columns.kind[i], columns.force[i]},
                      options.as_of.days(), options.due_soon_days);
    if (is_before_adoption) verdict.reasons.add(Reason::before_adoption);
    assessment.status_[i] = verdict.status;
    assessment.reasons_[i] = verdict.reasons;
  }
  if (revisions.size() == 1) return assessment;

  for (std::size_t i = 0; i < size; ++i) {
    const DueHistory due = due_history(revisions, plan.measures()[i].id);
    if (!due.is_changed) continue;
    assessment.reasons_[i].add(Reason::due_changed);
    if (due.is_extended_after_due) assessment.reasons_[i].add(Reason::extended_after_due);
    assessment.revised_.push_back({i, due.original});
  }
  assessment.dropped_ = dropped_measures(revisions, plan);
  for (std::size_t i = 0; i < assessment.dropped_.size(); ++i) {
    ReasonSet reasons;
    reasons.add(Reason::dropped_by_revision);
    assessment.status_.push_back(DeadlineStatus::withdrawn);
    assessment.reasons_.push_back(reasons);
  }
  return assessment;
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include "due_history.hpp"

#include <set>
#include <utility>

namespace actionplan::detail {
namespace {

// "Postponed from A to B": an extension that a text states never erases slippage.
void add_stated(const Deadline& deadline, DueHistory& history) {
  const std::optional<Date>& stated = deadline.due_original;
  if (stated && (!history.original || *stated < *history.original)) history.original = stated;
}

DueReading due_reading(const Revision& revision, const Measure& measure, std::size_t at) {
  const Profile& profile = revision.profile;
  DueReading reading{at, &revision, &measure, &measure.deadline};
  const auto found = profile.measures.find(measure.id);
  if (found != profile.measures.end()) {
    if (found->second.deadline) reading.correction = &*found->second.deadline;
    if (found->second.report_due) reading.report_due = &*found->second.report_due;
  }
  if (reading.report_due == nullptr && profile.report_due) {
    reading.report_due = &*profile.report_due;
  }
  return reading;
}

// The same words, read otherwise by a profile: the day moved in the reading, not in the plan. A
// correction that names the day from which it moved says that it did.
bool is_read_otherwise(const DueReading& before, const DueReading& now) {
  if (before.deadline->text != now.deadline->text) return false;
  if (now.correction != nullptr && now.correction->due_original) return false;
  const bool has_other_rule = (before.report_due == nullptr) != (now.report_due == nullptr) ||
                              (now.report_due != nullptr && *before.report_due != *now.report_due);
  return before.correction != nullptr || now.correction != nullptr ||
         (now.deadline->kind == DeadlineKind::recurring && has_other_rule) ||
         before.revision->profile.dates != now.revision->profile.dates;
}

}  // namespace

std::vector<DueReading> due_readings(const Revisions& revisions, const MeasureId& id) {
  std::vector<DueReading> readings;
  for (std::size_t at = 0; at < revisions.size(); ++at) {
    const Measure* now = revisions[at]->plan.find_measure(id);
    if (now != nullptr) readings.push_back(due_reading(*revisions[at], *now, at));
  }
  // What a later profile reads in the same words is what they said all along.
  for (std::size_t i = readings.size(); i-- > 1;) {
    if (is_read_otherwise(readings[i - 1], readings[i])) {
      readings[i - 1].deadline = readings[i].deadline;
    }
  }
  return readings;
}

bool was_past(const Deadline& deadline, const Revision& later) {
  const std::optional<Date> latest = latest_due(deadline);
  return latest && *latest < later.effective_on;
}

std::vector<DroppedReports> dropped_reports(const std::vector<DueReading>& readings) {
  std::vector<DroppedReports> all;
  for (std::size_t i = 1; i < readings.size(); ++i) {
    const Deadline& before = *readings[i - 1].deadline;
    const Deadline& now = *readings[i].deadline;
    const Revision& revision = *readings[i].revision;
    if (before.kind != DeadlineKind::recurring) continue;
    DroppedReports one{before.cadence,
                       {},
                       revision.effective_on,
                       revision.recorded_on,
                       was_past(before, revision)};
    std::set<Period> asked;
    for (const ExpectedReport& report : now.expected_reports) asked.insert(report.period);
    for (const ExpectedReport& report : before.expected_reports) {
      if (report.before_adoption || asked.count(report.period) != 0) continue;
      one.periods.push_back(report.period);
      if (report.due && *report.due < revision.effective_on) one.is_after_due = true;
    }
    const bool is_uncounted = before.expected_reports.empty();
    if (one.periods.empty() && !(is_uncounted && now.kind != DeadlineKind::recurring)) continue;
    all.push_back(std::move(one));
  }
  return all;
}

DueHistory due_history(const std::vector<DueReading>& readings) {
  DueHistory history;
  const Deadline* before = nullptr;
  std::optional<Force> force_before;
  for (const DueReading& reading : readings) {
    const Deadline& deadline = *reading.deadline;
    const std::optional<Force> force_now = force(*reading.measure);
    if (force_before == Force::binding && force_now == Force::recommended &&
        was_past(*before, *reading.revision)) {
      history.is_recommended_after_due = true;
    }
    force_before = force_now;
    if (before == nullptr) {
      history.original = deadline.due;
    } else if (const std::optional<Date> old = before->due; old != deadline.due) {
      history.is_changed = true;
      const bool is_later = !deadline.due || latest_due(deadline) > latest_due(*before);
      if (is_later && was_past(*before, *reading.revision)) history.is_extended_after_due = true;
    }
    add_stated(deadline, history);
    before = reading.deadline;
  }
  const bool is_stated = before != nullptr && before->due_original.has_value();
  if (is_stated && history.original != before->due) history.is_changed = true;
  return history;
}

}  // namespace actionplan::detail

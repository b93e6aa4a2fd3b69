// SPDX-License-Identifier: Apache-2.0
#include "terms_history.hpp"

#include "evaluate/internal/term_differences.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

std::optional<MeasuredIndicator> find_measured(const DueReading& reading, const TermsTable& table,
                                               const IndicatorId& id) {
  const std::vector<Indicator>& indicators = reading.measure->indicators;
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&id](const Indicator& one) { return one.id == id; });
  if (found == indicators.end()) return std::nullopt;
  const auto measure =
      static_cast<std::size_t>(reading.measure - reading.revision->plan.measures().data());
  const auto at = static_cast<std::size_t>(found - indicators.begin());
  return MeasuredIndicator{&table, table.first_of_measure[measure] + at, reading.measure,
                           reading.deadline};
}

// Had a day passed by which the indicator was due by the terms before?
bool is_after_due(const TermDifference& found, const MeasuredIndicator& before, Date day) {
  const auto is_past = [day](const std::optional<Date>& due) { return due && *due < day; };
  if (is_past(latest_due(*before.deadline))) return true;
  const bool is_target = (found.before ? found.before : found.after)->name == "target";
  if (!is_target) return is_past(own_due(before));
  return is_past(found.before ? found.before->due : found.after->due);
}

// To say what nothing was said of is no change, as long as the day is ahead. A kind is also read.
bool is_said_first(const TermDifference& found, const MeasuredIndicator& before) {
  if (!found.before) return true;
  const IndicatorProfile* said = before.table->rows[before.row].said;
  return found.before->name == "kind" && (said == nullptr || !said->kind);
}

}  // namespace

TermsHistory::TermsHistory(const PlanHistory& history, const Revisions& revisions,
                           std::optional<Date> known_at) {
  for (const Revision* revision : revisions) {
    tables_.push_back(&terms_of(history, *revision, known_at));
  }
}

TermsMoved TermsHistory::of(const std::vector<DueReading>& readings, const IndicatorId& id) const {
  TermsMoved moved;
  std::optional<MeasuredIndicator> before;
  std::size_t before_at = 0;
  for (const DueReading& reading : readings) {
    const std::optional<MeasuredIndicator> now = find_measured(reading, *tables_[reading.at], id);
    if (!now) continue;
    if (before) {
      const Revision& revision = *reading.revision;
      for (TermDifference& found : term_differences(*before, *now)) {
        const bool is_late = is_after_due(found, *before, revision.effective_on);
        if (!is_late && is_said_first(found, *before)) continue;
        if (is_late && !moved.former) moved.former = before_at;
        moved.changes.push_back(
            TermChange{std::move(found), revision.effective_on, revision.recorded_on, is_late});
      }
    }
    before = now;
    before_at = reading.at;
  }
  return moved;
}

}  // namespace actionplan::detail

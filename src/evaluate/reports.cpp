// SPDX-License-Identifier: Apache-2.0
#include "reports.hpp"

#include <algorithm>
#include <tuple>

namespace actionplan::detail {
namespace {

void add(const EntryPlace& place, const Entry& entry, std::vector<PeriodEntry>& out) {
  if (entry.kind != EntryKind::deliverable || !entry.period) return;
  PeriodEntry found{place, *entry.period, *entry.done, {}, true_from(entry).days()};
  if (entry.done_on) {
    found.done = {entry.done_on->first().days(), entry.done_on->last().days()};
  } else {
    found.done.last = found.seen_on;
  }
  out.push_back(found);
}

}  // namespace

std::vector<PeriodEntry> period_entries(const Grounds& grounds, const Measure& measure,
                                        const Indicator* own) {
  std::vector<PeriodEntry> out;
  for (const Indicator& indicator : measure.indicators) {
    if (own != nullptr && own->id != indicator.id) continue;
    for (const LiveRow& row : live_rows(*grounds.evidence, indicator.id, "", grounds.clocks).rows) {
      if (row.is_deliverable) add(row.place, row.place.block->entry(row.place.at), out);
    }
  }
  for (const EntryPlace& place : live_others(*grounds.evidence, measure.id, grounds.clocks)) {
    add(place, place.block->others[place.at].entry, out);
  }
  std::sort(out.begin(), out.end(), [](const PeriodEntry& a, const PeriodEntry& b) {
    if (a.period != b.period) return a.period < b.period;
    return a.seen_on != b.seen_on ? a.seen_on < b.seen_on : a.place.comes_before(b.place);
  });
  return out;
}

ReportFound find_report(const std::vector<PeriodEntry>& entries, const Period& expected) {
  ReportFound found;
  const auto is_before = [](const PeriodEntry& entry, const Period& period) {
    return entry.period < period;
  };
  auto entry = std::lower_bound(entries.begin(), entries.end(), expected, is_before);
  for (; entry != entries.end() && entry->period == expected; ++entry) {
    found.places.push_back(entry->place);
    if (!entry->is_done) {
      found.is_seen_missing = true;
      found.seen_on = std::max(found.seen_on, entry->seen_on);
    } else if (!found.is_received || entry->done.last < found.done.last) {
      found.is_received = true;
      found.done = entry->done;
    }
  }
  return found;
}

DeadlineStatus timing(const DoneWithin& done, std::int32_t due, std::int32_t latest) noexcept {
  if (due == INT32_MAX) return DeadlineStatus::done_timing_unknown;
  if (done.last <= due) return DeadlineStatus::done_on_time;
  if (done.is_known() && done.first > latest) return DeadlineStatus::done_late;
  return DeadlineStatus::done_timing_unknown;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "derive.hpp"

#include <vector>

namespace actionplan::detail {

/// A deliverable entry that speaks about a period, of an indicator or of the measure as a whole.
struct PeriodEntry {
  EntryPlace place;
  Period period;
  bool is_done = false;
  DoneWithin done;
  std::int32_t seen_on = 0;
};

/// All that count of a measure, in order of period.
///
/// @param own  of this indicator alone, or of the measure as a whole; null: of every indicator.
[[nodiscard]] std::vector<PeriodEntry> period_entries(const Grounds& grounds,
                                                      const Measure& measure,
                                                      const Indicator* own = nullptr);

/// What became of one expected report.
struct ReportFound {
  bool is_received = false;
  bool is_seen_missing = false;
  DoneWithin done;                   ///< the earliest, where received
  std::int32_t seen_on = INT32_MIN;  ///< the last day on which it was seen not to be there
  std::vector<EntryPlace> places;
};

/// A report meets the expected report whose period it speaks about.
[[nodiscard]] ReportFound find_report(const std::vector<PeriodEntry>& entries,
                                      const Period& expected);

/// On time, late, or not to be told.
///
/// @param latest  last day that a vague due day could mean; the due day where it is exact.
[[nodiscard]] DeadlineStatus timing(const DoneWithin& done, std::int32_t due,
                                    std::int32_t latest) noexcept;

}  // namespace actionplan::detail

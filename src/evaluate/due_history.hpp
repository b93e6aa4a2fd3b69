// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/dropped_reports.hpp>
#include <actionplan/plan/plan_history.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// Versions of a plan, oldest first; borrowed from a history.
using Revisions = std::vector<const Revision*>;

/// A measure's deadline in one version, and what its profile said of how to read it.
struct DueReading {
  std::size_t at = 0;  ///< position among the revisions
  const Revision* revision = nullptr;
  const Measure* measure = nullptr;
  /// As it was read, or as a later profile reads the same words.
  const Deadline* deadline = nullptr;
  const DeadlineCorrection* correction = nullptr;
  const ReportDueRule* report_due = nullptr;
};

/// Those of the versions that have the measure.
[[nodiscard]] std::vector<DueReading> due_readings(const Revisions& revisions, const MeasureId& id);

/// How a measure's due day moved over the versions, and before them by its own words.
struct DueHistory {
  std::optional<Date> original;
  bool is_changed = false;
  bool is_extended_after_due = false;
  bool is_recommended_after_due = false;  ///< it was binding, and its due day had passed
};

[[nodiscard]] DueHistory due_history(const std::vector<DueReading>& readings);

/// The reports that one version asked for, and the one behind it does no longer.
[[nodiscard]] std::vector<DroppedReports> dropped_reports(const std::vector<DueReading>& readings);

/// Had the last possible due day of a reading passed when a later version came into force?
[[nodiscard]] bool was_past(const Deadline& deadline, const Revision& later);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/deadline.hpp>

#include <optional>
#include <vector>

namespace actionplan {

/// Reports that a measure's deadline asked for, and that a later version of it does no longer.
struct DroppedReports {
  std::optional<Cadence> cadence = {};  ///< as the version before has it
  /// What they were to be about, the earliest first, without what ended before the adoption. Empty:
  /// the deadline had no end, so that they were not counted.
  std::vector<Period> periods = {};
  Date effective_on = {};  ///< first day of the version that dropped them
  Date recorded_on = {};   ///< day on which that version was recorded
  /// The measure's due day, or that of one of these reports, had passed by then.
  bool is_after_due = false;
};

}  // namespace actionplan

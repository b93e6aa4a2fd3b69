// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include "due_history.hpp"

#include <cstddef>

namespace actionplan::detail {

/// The last revision that had a measure which the plan of the day has not, and when one dropped it.
struct LastHeld {
  const Revision* revision = nullptr;    ///< borrowed from the history
  const Deadline* deadline = nullptr;    ///< as the last of its `due_readings` has it
  const Revision* dropped_by = nullptr;  ///< the version behind it
  Date dropped_on = {};                  ///< when that came into force
};

/// @param id  of a measure that the last of the revisions has not, and one before it has.
[[nodiscard]] LastHeld last_held(const Revisions& revisions, const MeasureId& id);
/// @param index  of a row beyond the measures of the plan of the day.
[[nodiscard]] LastHeld last_held(const Assessment& assessment, std::size_t index);

}  // namespace actionplan::detail

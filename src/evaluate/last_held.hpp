// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include <cstddef>

namespace actionplan::detail {

/// The last revision that had a measure which the plan of the day has not, and when one dropped it.
struct LastHeld {
  const Revision* revision = nullptr;  ///< borrowed from the assessment
  Date dropped_on = {};
};

/// @param index  of a row beyond the measures of the plan of the day.
[[nodiscard]] LastHeld last_held(const Assessment& assessment, std::size_t index);

}  // namespace actionplan::detail

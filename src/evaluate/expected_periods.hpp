// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include "plan/internal/indicator_terms.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace actionplan::detail {

/// The days that a value speaks of, since 1970-01-01.
struct ValueDays {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

/// Of each period that a cadence expects, whether values speak of it. Summed values have to cover
/// all of its days from `first_day` on; of others any value that speaks of a part of it will do.
///
/// @param values  in the order of their first days; dated.
[[nodiscard]] std::vector<bool> received_periods(std::span<const Period> expected,
                                                 std::span<const ValueDays> values, bool is_summed,
                                                 std::int32_t first_day);

/// Which of the expected periods are missing.
struct MissingPeriods {
  bool has_any = false;
  bool has_ended = false;  ///< some that ended by the day of the value
};
[[nodiscard]] MissingPeriods missing_periods(std::span<const Period> expected,
                                             const std::vector<bool>& received,
                                             std::int32_t day) noexcept;

/// Do values missing for expected periods leave it open whether a target that the others reach
/// stays reached? Counts do not shrink a sum; a mean can move either way.
[[nodiscard]] inline bool can_be_undone(const IndicatorTerms& terms) noexcept {
  switch (terms.aggregation) {
    case Aggregation::sum:
    case Aggregation::max: return terms.is_falling;
    case Aggregation::min: return !terms.is_falling;
    case Aggregation::mean:
    case Aggregation::pooled_ratio: return true;
    case Aggregation::last: break;
  }
  return false;
}

/// Are a value's missing periods known only by its cadence? A sum's are known by its days, and of
/// the last value only its own day matters.
[[nodiscard]] inline bool is_judged_by_cadence(const IndicatorTerms& terms) noexcept {
  return terms.period_count != 0 && terms.has_aggregation &&
         terms.aggregation != Aggregation::sum && terms.aggregation != Aggregation::last;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include <algorithm>

namespace actionplan::detail {

/// Was something reported that no indicator could be judged by, since it is in another unit?
inline bool has_set_aside(const MeasureAssessment& measure) {
  return std::any_of(measure.indicators.begin(), measure.indicators.end(),
                     [](const IndicatorAssessment& one) {
                       return one.reasons.has(IndicatorReason::unit_differs);
                     });
}

}  // namespace actionplan::detail

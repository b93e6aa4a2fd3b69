// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/explain.hpp>

#include <algorithm>

namespace actionplan::detail {

/// Was something reported that no indicator is judged by: of a time before the adoption, or an
/// indicator's rating by whoever is not asked?
inline bool has_set_aside(const MeasureAssessment& measure) {
  return std::any_of(measure.indicators.begin(), measure.indicators.end(),
                     [](const IndicatorAssessment& one) {
                       return one.reasons.has(IndicatorReason::before_adoption);
                     }) ||
         std::any_of(measure.rated.begin(), measure.rated.end(),
                     [](const RatingAssessment& one) { return one.indicator.has_value(); });
}

/// Was something reported on an earlier wording of the measure?
inline bool has_earlier_wording(const Explanation& explained) {
  return std::any_of(explained.entries.begin(), explained.entries.end(),
                     [](const UsedEntry& used) { return used.use == EntryUse::earlier_wording; });
}

}  // namespace actionplan::detail

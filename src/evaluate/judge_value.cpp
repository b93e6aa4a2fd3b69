// SPDX-License-Identifier: Apache-2.0
#include "judge_value.hpp"

#include "judge.hpp"

#include <algorithm>

namespace actionplan::detail {

double expected_by(std::int32_t day, const IndicatorTerms& terms,
                   std::span<const TargetStep> steps) noexcept {
  if (!steps.empty()) {
    const auto after = std::upper_bound(
        steps.begin(), steps.end(), day,
        [](std::int32_t value, const TargetStep& step) { return value < step.due; });
    return after == steps.begin() ? baseline_of(terms) : std::prev(after)->value;
  }
  return expected_on_line(day, terms);
}

ValueVerdict judge_value(const Measured& measured, const IndicatorTerms& terms,
                         std::span<const TargetStep> steps, std::int32_t as_of, double alpha) {
  ValueVerdict verdict;
  Judge<true>{measured, terms, steps, as_of, alpha, verdict}.judge();
  return verdict;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/always_inline.hpp"
#include "derive.hpp"
#include "judge.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace actionplan::detail {

/// Judges one value after another by `Judge`, each without error and on a straight line: cases that
/// compare alike are judged once.
class JudgeAlike {
 public:
  JudgeAlike(std::int32_t as_of, double alpha) : as_of_{as_of}, alpha_{alpha} {}

  /// @param core   with `is_simple`.
  /// @param terms  the same, whole.
  /// @param found  gets its status, reasons and numbers.
  ACTIONPLAN_ALWAYS_INLINE void judge(const Measured& measured, const CoreTerms& core,
                                      const IndicatorTerms& terms, IndicatorVerdict& found) {
    const double value = measured.estimate.value;
    const double distance = core.target - core.baseline;
    const double expected = core.baseline + distance * elapsed(measured.day, core);
    const auto bit = [](bool is_set, unsigned at) { return std::size_t{is_set} << at; };
    const bool reaches_target = reaches(value, core.target, core.is_falling);
    const bool reaches_expected = reaches(value, expected, core.is_falling);
    const std::size_t kind = bit(reaches_target, 0) | bit(reaches_expected, 1) |
                             bit(measured.is_partial, 2) | bit(measured.has_gap, 3) |
                             bit(measured.day < core.due, 4) | bit(as_of_ > core.due, 5) |
                             std::size_t{core.rules} << compared;
    Known& known = known_[kind];
    if (!known.is_known) [[unlikely]]
      learn(measured, terms, known);
    found.status = known.status;
    found.reasons = known.reasons;
    found.value = value;
    found.expected = expected;
    found.progress = distance == 0 ? IndicatorTerms::absent : (value - core.baseline) / distance;
  }

 private:
  static constexpr unsigned compared = 6;  // bits

  struct Known {
    IndicatorReasonSet reasons;
    IndicatorStatus status = IndicatorStatus::no_target;
    bool is_known = false;
  };

  ACTIONPLAN_NEVER_INLINE void learn(const Measured& measured, const IndicatorTerms& terms,
                                     Known& known) {
    ValueVerdict verdict;
    Judge<false>{measured, terms, {}, as_of_, alpha_, verdict}.judge();
    known = {verdict.reasons, verdict.status, true};
  }

  std::int32_t as_of_;
  double alpha_;
  std::array<Known, 1U << (compared + CoreTerms::rules_bits)> known_{};
};

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/always_inline.hpp"
#include "expected_periods.hpp"
#include "judge_value.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace actionplan::detail {

/// On the side of the target, short of it, or not to be told by this sample.
enum class Comparison : std::uint8_t { reaches, falls_short, unclear };

/// First day of the straight line. Of `CoreTerms` it is that of the deadline.
inline std::int32_t path_start(const IndicatorTerms& terms) noexcept { return terms.path_start; }
inline std::int32_t path_start(const CoreTerms& terms) noexcept { return terms.start; }

/// Share of the trajectory's time that has passed, or NaN.
///
/// @tparam Terms  `IndicatorTerms` or `CoreTerms`.
template <class Terms>
double elapsed(std::int32_t day, const Terms& terms) noexcept {
  const std::int32_t start = path_start(terms);
  if (start == INT32_MIN || terms.due == INT32_MAX) return IndicatorTerms::absent;
  if (day >= terms.due) return 1;
  if (day <= start) return 0;
  return static_cast<double>(day - start) / static_cast<double>(terms.due - start);
}

/// What is expected by a day on the straight line from the baseline to the target, or NaN.
inline double expected_on_line(std::int32_t day, const IndicatorTerms& terms) noexcept {
  const double baseline = baseline_of(terms);
  return baseline + (terms.target - baseline) * elapsed(day, terms);
}

/// The decision table of docs/guide/indicator_status.md for one number.
///
/// @tparam has_error  false: known to have none, and nor has the baseline, so that it is compared
///                    as it stands and the whole comes down to few instructions.
template <bool has_error>
class Judge {
 public:
  Judge(const Measured& measured, const IndicatorTerms& terms, std::span<const TargetStep> steps,
        std::int32_t as_of, double alpha, ValueVerdict& verdict)
      : measured_{measured},
        terms_{terms},
        steps_{steps},
        is_past_due_{as_of > terms.due},
        alpha_{std::isnan(terms.alpha) ? alpha : terms.alpha},
        verdict_{verdict} {}

  ACTIONPLAN_ALWAYS_INLINE void judge() {
    if (std::isnan(terms_.target) || !terms_.has_direction) {
      note_unstated();
      return;
    }
    if (terms_.target_set_by == SetBy::analyst) add(IndicatorReason::analyst_target);
    const double error = has_error ? measured_.estimate.standard_error : 0;
    const bool is_sample = has_error && measured_.sample.is_present();
    if (error > 0 || is_sample) add(IndicatorReason::survey_estimate);
    set_numbers();
    verdict_.status = status(error, true);
    verdict_.point_status = error > 0 || is_sample ? status(0, false) : verdict_.status;
  }

 private:
  void add(IndicatorReason reason) { verdict_.reasons.add(reason); }

  void note_unstated() {
    if (std::isnan(terms_.target)) add(IndicatorReason::target_unstated);
    if (!terms_.has_direction) {
      add(terms_.direction_contradicts ? IndicatorReason::direction_contradicts
                                       : IndicatorReason::direction_unstated);
    }
  }

  void set_numbers() {
    const double baseline = baseline_of(terms_);
    if (std::isnan(terms_.baseline) && !std::isnan(baseline)) {
      add(IndicatorReason::sum_begins_at_zero);
    }
    if (terms_.target == baseline) {
      add(IndicatorReason::target_is_baseline);
    } else if (!is_ceiling(terms_)) {
      verdict_.progress = (measured_.estimate.value - baseline) / (terms_.target - baseline);
    }
    verdict_.expected = steps_.empty() ? expected_on_line(measured_.day, terms_)
                                       : expected_by(measured_.day, terms_, steps_);
  }

  Comparison compare(double bound, double error, double bound_error, bool is_noted) {
    if (has_error && is_noted && measured_.sample.is_present()) {
      return compare_sample(bound, bound_error);
    }
    if (!has_error || (error == 0 && bound_error == 0)) {
      const bool is_reached = reaches(measured_.estimate.value, bound, terms_.is_falling);
      return is_reached ? Comparison::reaches : Comparison::falls_short;
    }
    Estimate estimate = measured_.estimate;
    estimate.standard_error = error;
    const double variance = bound_error * bound_error;
    return decide(p_value_above(estimate, bound, variance),
                  p_value_below(estimate, bound, variance), is_noted);
  }

  // A sample without variance: exact where it is a share. The error of a bound widens it on both
  // sides by its own one-sided interval.
  Comparison compare_sample(double bound, double bound_error) {
    const double whole = measured_.sample.whole;
    if (!(whole > 0)) return Comparison::unclear;
    const double share = measured_.estimate.value / whole;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const bool is_widened = bound_error > 0 && alpha_ < 0.5;
    const double slack =
        is_widened ? confint(Estimate{0, bound_error, infinite, 0, {}}, 1 - 2 * alpha_).upper : 0;
    const double size = measured_.sample.size;
    return decide(exact_p(share, size, (bound + slack) / whole).above,
                  exact_p(share, size, (bound - slack) / whole).below, true);
  }

  Comparison decide(double above, double below, bool is_noted) {
    if (terms_.is_falling) std::swap(above, below);
    if (is_noted) verdict_.p_value = std::min(above, below);
    if (above < alpha_) return Comparison::reaches;
    if (below < alpha_) return Comparison::falls_short;
    return Comparison::unclear;
  }

  ACTIONPLAN_ALWAYS_INLINE IndicatorStatus status(double error, bool is_noted) {
    const auto note = [this, is_noted](IndicatorReason reason) {
      if (is_noted) add(reason);
    };
    const Comparison to_target = compare(terms_.target, error, 0, is_noted);
    const bool is_unsettled = measured_.is_partial && can_be_undone(terms_);
    if (to_target == Comparison::reaches && !is_unsettled) {
      note(IndicatorReason::target_reached);
      return IndicatorStatus::met;
    }
    if (!is_past_due_) return meanwhile(to_target, error, is_noted);
    if (measured_.is_partial) {
      note(missing());
      return IndicatorStatus::incomplete;
    }
    if (measured_.day < terms_.due) {
      note(IndicatorReason::value_before_due);
      return IndicatorStatus::incomplete;
    }
    if (to_target == Comparison::unclear) {
      note(IndicatorReason::within_sampling_error);
      return IndicatorStatus::inconclusive;
    }
    note(IndicatorReason::target_missed);
    return IndicatorStatus::not_met;
  }

  // Before the due day, against what was expected by the day of the value: a value that is not
  // yet reported is no delay.
  ACTIONPLAN_ALWAYS_INLINE IndicatorStatus meanwhile(Comparison to_target, double error,
                                                     bool is_noted) {
    const auto note = [this, is_noted](IndicatorReason reason) {
      if (is_noted) add(reason);
    };
    if (std::isnan(verdict_.expected) && to_target == Comparison::reaches) {
      note(IndicatorReason::expected_reached);  // no path to the target leads beyond it
      return IndicatorStatus::on_track;
    }
    if (std::isnan(verdict_.expected)) {
      const bool is_before_first_step = !steps_.empty() && measured_.day < steps_.front().due;
      note(is_before_first_step ? IndicatorReason::nothing_expected_yet
                                : IndicatorReason::path_unstated);
      return is_before_first_step ? IndicatorStatus::on_track : IndicatorStatus::inconclusive;
    }
    switch (compare(verdict_.expected, error, expected_error(), is_noted)) {
      case Comparison::reaches:
        note(IndicatorReason::expected_reached);
        return IndicatorStatus::on_track;
      case Comparison::unclear:
        note(IndicatorReason::within_sampling_error);
        return IndicatorStatus::inconclusive;
      case Comparison::falls_short: break;
    }
    if (measured_.has_gap) {
      note(missing());
      return IndicatorStatus::incomplete;
    }
    if (is_assumed()) {
      note(IndicatorReason::below_assumed_path);
      return IndicatorStatus::inconclusive;
    }
    note(IndicatorReason::expected_missed);
    return IndicatorStatus::behind;
  }

  // Does what is expected rest on a line that nobody declared? Every path ends at the target.
  [[nodiscard]] bool is_assumed() const noexcept {
    return steps_.empty() && !terms_.has_path && measured_.day < terms_.due &&
           terms_.target != baseline_of(terms_);
  }

  [[nodiscard]] IndicatorReason missing() const noexcept {
    return terms_.aggregation == Aggregation::sum ? IndicatorReason::partial_sum
                                                  : IndicatorReason::periods_missing;
  }

  // The straight line hangs on the baseline by the share of time that is left.
  [[nodiscard]] double expected_error() const noexcept {
    if (std::isnan(terms_.baseline_error) || !steps_.empty()) return 0;
    return (1 - elapsed(measured_.day, terms_)) * terms_.baseline_error;
  }

  const Measured& measured_;
  const IndicatorTerms& terms_;
  std::span<const TargetStep> steps_;
  bool is_past_due_;
  double alpha_;
  ValueVerdict& verdict_;
};

}  // namespace actionplan::detail

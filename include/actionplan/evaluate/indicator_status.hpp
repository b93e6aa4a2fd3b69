// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/word_set.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan {

/// What the evidence says of one indicator on a day. docs/guide/indicator_status.md has the
/// decision table.
enum class IndicatorStatus : std::uint8_t {
  no_evidence,   ///< nothing counts that was reported; silence is not failure
  no_target,     ///< there is a value, and nothing to hold it against
  behind,        ///< before its due day, short of what was expected by then
  on_track,      ///< before its due day, at least what was expected by then
  met,           ///< the target is reached, or the thing exists
  not_met,       ///< evidence on or after the due day falls short
  inconclusive,  ///< the evidence cannot decide: sampling error, or terms that were not declared
  incomplete,    ///< the evidence does not reach far enough to say that it was not met
  contested,     ///< entries contradict each other, and the verdict hangs on which one is right
};
[[nodiscard]] constexpr auto names_of(IndicatorStatus) noexcept {
  return names_to<IndicatorStatus::contested>("no_evidence", "no_target", "behind", "on_track",
                                              "met", "not_met", "inconclusive", "incomplete",
                                              "contested");
}

/// Why an indicator has its status. An assessment holds them as a set of bits, one column.
enum class IndicatorReason : std::uint8_t {
  nothing_live,           ///< no entry that counts
  target_unstated,        ///< no target to hold the value against
  direction_unstated,     ///< neither up nor down is declared
  analyst_target,         ///< the target was set by an analyst, not by the plan, law or agency
  target_reached,         ///< the value reaches the target
  target_missed,          ///< it does not
  expected_reached,       ///< the value reaches what was expected by its day
  expected_missed,        ///< it does not
  nothing_expected_yet,   ///< no target period has ended
  path_unstated,          ///< no baseline, first day or due day says what to expect meanwhile
  sum_begins_at_zero,     ///< a sum without baseline is taken to begin at 0
  target_is_baseline,     ///< nothing was to change, so there is no share of progress
  partial_sum,            ///< a sum over fewer periods than expected
  value_before_due,       ///< the last value speaks of a day before the due day
  conflicting_entries,    ///< entries contradict each other
  within_sampling_error,  ///< the test at alpha does not decide
  survey_estimate,        ///< the value has a sampling error and was tested
  aggregation_unstated,   ///< several periods have values, and nothing says how to join them
  parts_missing,          ///< a dimension's parts do not make up the whole, or are not declared
  parts_aggregation_unstated,  ///< nothing says how to join the parts of a dimension
  running_total_summed,     ///< values that begin on the same day are a running total, no summands
  before_adoption,          ///< entries from before the plan's adoption are set aside or marked
  exists,                   ///< evidence says that it was done
  seen_missing,             ///< evidence says that it was not there
  reports_missing,          ///< not every expected report was received
  rated,                    ///< an independent rater's code decided
  input_missing,            ///< a formula's inputs have no values for the same period
  unit_differs,             ///< entries in another unit than declared are set aside
  disputed,                 ///< an entry that was used is disputed
  periods_missing,          ///< of the periods that the cadence expects, some have no value
  parts_differ_from_total,  ///< the declared parts add up to another number than the total says
  needs_deliverable,     ///< values alone: that a thing exists takes an entry of kind `deliverable`
  below_assumed_path,    ///< short of a straight line that nobody declared
  unit_unstated,         ///< of a percentage: without a unit, and it may be a share of one
  reached_when_due,      ///< the target was reached on the day when it was due, and is no longer
  target_unit_unstated,  ///< of a percentage: a target or the baseline may be a share of one
  direction_contradicts,  ///< the declared direction leads away from the target
  narrower_than_measure,  ///< met, and nobody confirmed that it is as wide as the measure's promise
  value_maybe_numerator,  ///< of a percentage: above 100, and it may be how many of its denominator
  denominator_missing,    ///< of a pooled ratio: a value without the denominator that weighs it
  needs_value,            ///< deliverables alone, where a number is asked for
  report_unexpected,  ///< a deliverable of a period, or of none, for which no report is expected
  value_maybe_share,  ///< of a percentage: said to be percent, and it may be a share of one
  error_maybe_share,  ///< of a percentage: a standard error that may be a share of one
};
[[nodiscard]] constexpr auto names_of(IndicatorReason) noexcept {
  return names_to<IndicatorReason::error_maybe_share>(
      "nothing_live", "target_unstated", "direction_unstated", "analyst_target", "target_reached",
      "target_missed", "expected_reached", "expected_missed", "nothing_expected_yet",
      "path_unstated", "sum_begins_at_zero", "target_is_baseline", "partial_sum",
      "value_before_due", "conflicting_entries", "within_sampling_error", "survey_estimate",
      "aggregation_unstated", "parts_missing", "parts_aggregation_unstated", "running_total_summed",
      "before_adoption", "exists", "seen_missing", "reports_missing", "rated", "input_missing",
      "unit_differs", "disputed", "periods_missing", "parts_differ_from_total", "needs_deliverable",
      "below_assumed_path", "unit_unstated", "reached_when_due", "target_unit_unstated",
      "direction_contradicts", "narrower_than_measure", "value_maybe_numerator",
      "denominator_missing", "needs_value", "report_unexpected", "value_maybe_share",
      "error_maybe_share");
}

/// What the reason says, as a phrase for people.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view meaning(IndicatorReason reason) noexcept;
/// What would mend it, as a sentence; empty: nothing is to be mended.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view remedy(IndicatorReason reason) noexcept;

/// A set of them.
using IndicatorReasonSet = WordSet<IndicatorReason>;

}  // namespace actionplan

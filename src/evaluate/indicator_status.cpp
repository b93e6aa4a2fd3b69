// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/indicator_status.hpp>

namespace actionplan {

std::string_view to_string(IndicatorStatus status) noexcept {
  switch (status) {
    case IndicatorStatus::no_evidence: return "no_evidence";
    case IndicatorStatus::no_target: return "no_target";
    case IndicatorStatus::behind: return "behind";
    case IndicatorStatus::on_track: return "on_track";
    case IndicatorStatus::met: return "met";
    case IndicatorStatus::not_met: return "not_met";
    case IndicatorStatus::inconclusive: return "inconclusive";
    case IndicatorStatus::incomplete: return "incomplete";
    case IndicatorStatus::contested: return "contested";
  }
  return "no_evidence";
}

std::string_view to_string(IndicatorReason reason) noexcept {
  switch (reason) {
    case IndicatorReason::nothing_live: return "nothing_live";
    case IndicatorReason::target_unstated: return "target_unstated";
    case IndicatorReason::direction_unstated: return "direction_unstated";
    case IndicatorReason::analyst_target: return "analyst_target";
    case IndicatorReason::target_reached: return "target_reached";
    case IndicatorReason::target_missed: return "target_missed";
    case IndicatorReason::expected_reached: return "expected_reached";
    case IndicatorReason::expected_missed: return "expected_missed";
    case IndicatorReason::nothing_expected_yet: return "nothing_expected_yet";
    case IndicatorReason::path_unstated: return "path_unstated";
    case IndicatorReason::sum_begins_at_zero: return "sum_begins_at_zero";
    case IndicatorReason::target_is_baseline: return "target_is_baseline";
    case IndicatorReason::partial_sum: return "partial_sum";
    case IndicatorReason::value_before_due: return "value_before_due";
    case IndicatorReason::conflicting_entries: return "conflicting_entries";
    case IndicatorReason::within_sampling_error: return "within_sampling_error";
    case IndicatorReason::survey_estimate: return "survey_estimate";
    case IndicatorReason::aggregation_unstated: return "aggregation_unstated";
    case IndicatorReason::parts_missing: return "parts_missing";
    case IndicatorReason::parts_aggregation_unstated: return "parts_aggregation_unstated";
    case IndicatorReason::running_total_summed: return "running_total_summed";
    case IndicatorReason::before_adoption: return "before_adoption";
    case IndicatorReason::exists: return "exists";
    case IndicatorReason::seen_missing: return "seen_missing";
    case IndicatorReason::reports_missing: return "reports_missing";
    case IndicatorReason::rated: return "rated";
    case IndicatorReason::input_missing: return "input_missing";
    case IndicatorReason::unit_differs: return "unit_differs";
    case IndicatorReason::disputed: return "disputed";
    case IndicatorReason::periods_missing: return "periods_missing";
    case IndicatorReason::parts_differ_from_total: return "parts_differ_from_total";
    case IndicatorReason::needs_deliverable: return "needs_deliverable";
    case IndicatorReason::below_assumed_path: return "below_assumed_path";
  }
  return "nothing_live";
}

}  // namespace actionplan

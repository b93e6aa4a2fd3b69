// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/term_change.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What differs in a measure between two assessments.
enum class Change : std::uint8_t {
  added,               ///< the first does not have it, or as dropped by a revision
  dropped,             ///< the second does not have it, or as dropped by a revision
  deadline_status,     ///< another status
  derived,             ///< another completion by the indicator text
  rated,               ///< other codes by named raters of the whole measure
  days_late,           ///< more or less late
  due,                 ///< another due day
  due_latest,          ///< another last day that its words could mean
  conditional,         ///< a condition more or less
  indicator_status,    ///< an indicator has another status, or one is more or less
  indicator_value,     ///< an indicator has another value
  indicator_progress,  ///< an indicator is nearer to its target, or farther from it
  indicator_target,    ///< an indicator has another target, one more or one less
  indicator_baseline,  ///< an indicator has another baseline
  indicator_terms,     ///< it is measured otherwise: direction, aggregation, unit, weight, ...
  indicators,          ///< an indicator is more or less, or has other words
};
[[nodiscard]] constexpr auto names_of(Change) noexcept {
  return names_to<Change::indicators>(
      "added", "dropped", "deadline_status", "derived", "rated", "days_late", "due", "due_latest",
      "conditional", "indicator_status", "indicator_value", "indicator_progress",
      "indicator_target", "indicator_baseline", "indicator_terms", "indicators");
}

/// One indicator in one of two assessments.
struct IndicatorState {
  IndicatorId id = {};
  IndicatorStatus status = IndicatorStatus::no_evidence;
  std::optional<double> value = {};
  std::optional<double> progress = {};

  friend bool operator==(const IndicatorState&, const IndicatorState&) = default;
};

/// One measure in one of two assessments.
struct MeasureState {
  std::size_t row = 0;  ///< position in its assessment
  DeadlineStatus deadline_status = DeadlineStatus::no_date;
  std::optional<Date> due = {};
  std::optional<std::int32_t> days_late = {};
  std::optional<Completion> derived = {};
  std::vector<Completion> rated = {};  ///< of the whole measure, by their days
  std::optional<Date> due_latest = {};
  bool is_conditional = false;
  std::vector<IndicatorState> indicators = {};  ///< as the measure has them

  friend bool operator==(const MeasureState&, const MeasureState&) = default;
};

/// A measure that is not the same in both.
struct MeasureChange {
  MeasureId id = {};
  std::string number = {};           ///< in the second, if it is there
  std::vector<Change> changes = {};  ///< in the order of the enumeration, >= 1
  std::optional<MeasureState> before = {};
  std::optional<MeasureState> after = {};
  /// Each thing that its indicators are measured by and that differs, by their ids in the second. As
  /// "text" also an indicator that only the second has, one that only the first has, by its id there,
  /// and other words of the same one, unless the plans are in two languages.
  std::vector<TermDifference> terms = {};
};

/// Two assessments, measure by measure.
struct Comparison {
  std::vector<MeasureChange> changes =
      {};  ///< in the order of the second, then those only in the first
  std::size_t unchanged = 0;
};

/// Which measures of two plans are the same.
struct CompareOptions {
  /// Measures of the first that have another id in the second. Of two plans that have no title in
  /// common, these are compared and no others, whatever their ids.
  std::map<MeasureId, MeasureId> measures = {};
  /// Two plans that have no title in common are compared by their ids.
  bool by_id = false;
};

/// What changed between two days, two revisions, two `known_at`, or two views (`reporters`): the
/// assessments say which. A measure is the same in both when its id is, or `options` say so; an
/// indicator likewise, and of measures that `options` pair by its position. Of two plans without a
/// title in common, what is not paired is dropped or added.
///
/// @throws InvalidArgument  the plans have no title in common in any of their revisions, and
///                          `options` do not say how to match them; or they name a measure that is
///                          not there.
[[nodiscard]] ACTIONPLAN_EXPORT Comparison compare(const Assessment& before,
                                                   const Assessment& after,
                                                   const CompareOptions& options = {});

}  // namespace actionplan

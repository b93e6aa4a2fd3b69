// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/formula.hpp>
#include <actionplan/plan/indicator.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/set_by.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

enum class Direction : std::uint8_t { up, down, none };
[[nodiscard]] constexpr auto names_of(Direction) noexcept {
  return names_to<Direction::none>("up", "down", "none");
}

enum class Aggregation : std::uint8_t { last, sum, mean, max, min, pooled_ratio };
[[nodiscard]] constexpr auto names_of(Aggregation) noexcept {
  return names_to<Aggregation::pooled_ratio>("last", "sum", "mean", "max", "min", "pooled_ratio");
}

enum class TargetMode : std::uint8_t { cumulative, incremental };
[[nodiscard]] constexpr auto names_of(TargetMode) noexcept {
  return names_to<TargetMode::incremental>("cumulative", "incremental");
}

/// How a value is expected to go from its baseline to its target.
enum class TrajectoryPath : std::uint8_t {
  linear,  ///< on a straight line in time
};
[[nodiscard]] constexpr auto names_of(TrajectoryPath) noexcept {
  return names_to<TrajectoryPath::linear>("linear");
}

struct Target {
  double value = 0;
  std::optional<Period> period = {};  ///< absent: for the whole life of the plan
  TargetMode mode = TargetMode::cumulative;
  std::optional<SetBy> set_by = {};  ///< absent: as the indicator's
  std::string source = {};           ///< empty: as the indicator's

  friend bool operator==(const Target&, const Target&) = default;
};

/// What the profile says of one indicator. Absent means unsaid.
struct IndicatorProfile {
  std::optional<IndicatorKind> kind = {};  ///< corrects the kind that was read
  std::optional<std::string> unit = {};
  std::optional<Direction> direction = {};
  std::optional<double> baseline = {};
  std::optional<double> baseline_standard_error = {};  ///< of a baseline estimated by survey
  std::optional<Date> baseline_on = {};                ///< day of which the baseline speaks
  /// What is expected before the due day, where no targets by period say so; absent: a straight line
  /// is assumed, and to be below it decides nothing.
  std::optional<TrajectoryPath> path = {};
  std::vector<Target> targets = {};
  std::optional<Formula> formula = {};          ///< computes its values from other indicators'
  std::optional<Aggregation> aggregation = {};  ///< of the values of several periods
  /// The parts that make up the whole, by name: {"region": {"Baku", "Ganja", ...}}.
  std::map<std::string, std::vector<std::string>> dimensions = {};
  std::optional<Aggregation> dimension_aggregation = {};  ///< of the parts' values
  std::optional<double> alpha =
      {};  ///< declares that it is estimated by survey and tested at this level
  /// A value, or a report, is expected for each calendar period of it that ends between its first
  /// day and its due day.
  std::optional<Cadence> cadence = {};
  std::optional<double> weight = {};
  std::optional<bool> covers_measure = {};  ///< a person confirms that it is as wide as the promise
  SetBy set_by = SetBy::analyst;
  std::string source = {};

  friend bool operator==(const IndicatorProfile&, const IndicatorProfile&) = default;
};

/// A corrected part of an indicator text: the words, which must stand in the text, and the kind.
struct IndicatorSplit {
  std::string text = {};
  IndicatorKind kind = IndicatorKind::qualitative;

  friend bool operator==(const IndicatorSplit&, const IndicatorSplit&) = default;
};

/// A corrected reading of a deadline text. An absent day is absent in the corrected deadline too;
/// but a `recurring` one keeps the window that was read, or takes the plan's period. Conditions,
/// remarks and language stay as read.
struct DeadlineCorrection {
  DeadlineKind kind = DeadlineKind::window;
  std::optional<Date> start = {};
  std::optional<Date> due = {};
  std::optional<Cadence> cadence = {};                ///< for `recurring`
  std::optional<Date> due_latest = std::nullopt;      ///< where the words are vague; absent: `due`
  std::optional<Date> due_original = std::nullopt;    ///< absent: as read
  std::optional<NoDateReason> reason = std::nullopt;  ///< for `no_date`; absent: `undetermined`

  friend bool operator==(const DeadlineCorrection&, const DeadlineCorrection&) = default;
};

/// The correction that accepts a candidate as it stands.
/// @throws InvalidArgument   the candidate has no date.
[[nodiscard]] ACTIONPLAN_EXPORT DeadlineCorrection correction(const DeadlineCandidate& candidate);

/// What the profile says of one measure.
struct MeasureProfile {
  std::vector<IndicatorSplit> indicators = {};  ///< replaces the split; empty: as read
  std::optional<DeadlineCorrection> deadline = {};
  std::optional<Discharge> discharge = {};       ///< of the measure's shared duty
  std::optional<ReportDueRule> report_due = {};  ///< when its expected reports fall due
  std::optional<double> weight = {};
  bool member_reports = false;  ///< each member of a collective agency has to report
  SetBy set_by = SetBy::analyst;
  std::string source = {};

  friend bool operator==(const MeasureProfile&, const MeasureProfile&) = default;
};

/// An overlay that says what a plan leaves unsaid, and corrects how it was read.
struct Profile {
  std::string plan = {};                         ///< title of the plan it is for
  std::optional<ReportDueRule> report_due = {};  ///< for every recurring measure without its own
  std::map<IndicatorId, IndicatorProfile> indicators = {};
  std::map<MeasureId, MeasureProfile> measures = {};
  /// What deadline texts lean on. Obeyed by whoever reads the plan; `apply` leaves it alone.
  std::optional<DateSettings> dates = {};

  friend bool operator==(const Profile&, const Profile&) = default;
};

/// The plan with the profile's corrections of splits, kinds, deadlines, discharge and report due
/// days in place. Indicators whose text stays keep their id; new parts get the next free ordinal.
/// What cannot be applied (an unknown id, words that do not stand in the text, another plan's
/// title, a deadline that contradicts itself) becomes a Problem of the returned plan with code
/// `profile_...`; the rest is applied. A split is applied whole or not at all.
[[nodiscard]] ACTIONPLAN_EXPORT Plan apply(const Plan& plan, const Profile& profile,
                                           const Cancel& cancel = {});

}  // namespace actionplan

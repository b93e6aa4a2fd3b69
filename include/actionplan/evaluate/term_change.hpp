// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/plan/set_by.hpp>

#include <optional>
#include <string>

namespace actionplan {

/// One thing that an indicator is measured by, in one version of the plan and its profile.
struct IndicatorTerm {
  /// As a profile calls it: "target", "baseline", "direction", "aggregation", "unit", ...; or "text",
  /// the words of the plan; or "input", that there is an indicator which its formula takes, and
  /// "input_unit", "input_aggregation", ..., what that one's values hang on.
  std::string name = {};
  std::string text = {};  ///< a word of the profile, or the number; of an input its id first
  std::optional<double> number =
      {};                        ///< where it is one; of a target what is reached in all by then
  std::optional<Date> due = {};  ///< of a target with a day of its own: that day
  SetBy set_by = SetBy::plan;

  friend bool operator==(const IndicatorTerm&, const IndicatorTerm&) = default;
};

/// One of them that is not the same in two versions, or in two assessments.
struct TermDifference {
  IndicatorId indicator = {};
  /// Absent: nothing was said; of "text": there was no such indicator.
  std::optional<IndicatorTerm> before = {};
  std::optional<IndicatorTerm> after = {};  ///< absent: nothing is said any more, or it was dropped
};

/// One that a later version changed.
struct TermChange : TermDifference {
  Date effective_on = {};     ///< first day of the version that changed it
  Date recorded_on = {};      ///< day on which that version was recorded
  bool is_after_due = false;  ///< the day by which it was due had passed by then
};

/// The verdict on an indicator by the terms of its due day.
struct FormerVerdict {
  Date effective_on = {};               ///< first day of the version whose terms they are
  std::optional<double> target = {};    ///< to be reached at the end
  std::optional<double> expected = {};  ///< by the day that the value speaks of
  IndicatorStatus status = IndicatorStatus::no_evidence;
};

}  // namespace actionplan

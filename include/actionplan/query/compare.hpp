// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What differs in a measure between two assessments.
enum class Change : std::uint8_t {
  added,            ///< the first does not have it, or as withdrawn
  dropped,          ///< the second does not have it, or as withdrawn
  deadline_status,  ///< another status
  derived,          ///< another completion by the indicator text
  rated,            ///< other codes by named raters of the whole measure
  days_late,        ///< more or less late
  due,              ///< another due day
  due_latest,       ///< another last day that its words could mean
  conditional,      ///< a condition more or less
};

inline constexpr std::size_t change_count = 9;

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Change change) noexcept;

/// One measure in one of two assessments.
struct MeasureState {
  std::size_t row = 0;  ///< position in its assessment
  DeadlineStatus deadline_status = DeadlineStatus::no_date;
  std::optional<Date> due;
  std::optional<std::int32_t> days_late;
  std::optional<Completion> derived;
  std::vector<Completion> rated;  ///< of the whole measure, by their days
  std::optional<Date> due_latest;
  bool is_conditional = false;

  friend bool operator==(const MeasureState&, const MeasureState&) = default;
};

/// A measure that is not the same in both.
struct MeasureChange {
  MeasureId id;
  std::string number;           ///< in the second, if it is there
  std::vector<Change> changes;  ///< in the order of the enumeration, >= 1
  std::optional<MeasureState> before;
  std::optional<MeasureState> after;
};

/// Two assessments, measure by measure.
struct Comparison {
  std::vector<MeasureChange> changes;  ///< in the order of the second, then those only in the first
  std::size_t unchanged = 0;
};

/// What changed between two days, two revisions, two `known_at`, or two views (`reporters`): the
/// assessments say which. A measure is the same in both when its id is.
[[nodiscard]] ACTIONPLAN_EXPORT Comparison compare(const Assessment& before,
                                                   const Assessment& after);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include "judge_value.hpp"
#include "live_rows.hpp"
#include "series.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// A number that is NaN where there is none.
[[nodiscard]] inline std::optional<double> present(double value) {
  if (std::isnan(value)) return std::nullopt;
  return value;
}

/// When something was done: within these days, or at an unknown time.
struct DoneWithin {
  std::int32_t first = INT32_MIN;
  std::int32_t last = INT32_MAX;

  [[nodiscard]] bool is_known() const noexcept { return first != INT32_MIN; }
};

/// What one indicator is judged by.
struct IndicatorQuestion {
  const Measure* measure = nullptr;
  const Indicator* indicator = nullptr;
  const IndicatorTerms* terms = nullptr;
  std::span<const TargetStep> steps;
  std::span<const Period> periods;         ///< that its cadence expects
  const IndicatorProfile* said = nullptr;  ///< null: nothing
};

/// A verdict on one indicator, as an assessment keeps it.
struct IndicatorVerdict {
  IndicatorStatus status = IndicatorStatus::no_evidence;
  IndicatorReasonSet reasons;
  double value = std::numeric_limits<double>::quiet_NaN();
  double expected = std::numeric_limits<double>::quiet_NaN();
  double progress = std::numeric_limits<double>::quiet_NaN();
  DoneWithin done;                   ///< where `met`, or with the reason `reached_when_due`
  std::int32_t seen_on = INT32_MIN;  ///< the last day of which evidence speaks
};

/// A verdict with all that it rests on.
struct Derivation : IndicatorVerdict {
  double lowest = std::numeric_limits<double>::quiet_NaN();  ///< under other readings
  double highest = std::numeric_limits<double>::quiet_NaN();
  double p_value = std::numeric_limits<double>::quiet_NaN();
  Estimate estimate;
  IndicatorStatus point_status = IndicatorStatus::no_evidence;
  std::vector<PlacedUse> uses;
  std::vector<bool> received;  ///< of each period that its cadence expects; empty: none
};

/// Does an entry with this use count on the day, whatever a verdict makes of it?
[[nodiscard]] constexpr bool is_heard(EntryUse use) noexcept {
  switch (use) {
    case EntryUse::replaced:
    case EntryUse::withdrawn:
    case EntryUse::not_true_yet:
    case EntryUse::not_recorded_yet:
    case EntryUse::not_public_yet:
    case EntryUse::before_adoption:
    case EntryUse::other_reporter: return false;
    default: return true;
  }
}

/// Are there entries that count on the day, none of which the indicator can be judged by?
[[nodiscard]] bool is_heard_in_vain(const Derivation& found);

/// All that verdicts are derived from.
struct Grounds {
  const Plan* plan = nullptr;
  const Profile* profile = nullptr;
  const TermsTable* terms = nullptr;
  const Evidence* evidence = nullptr;
  Clocks clocks;
  double alpha = 0.05;
  Pick pick = Pick::most_trusted;
  bool implementer_ratings_decide = false;
  CancelPoll* poll = nullptr;  ///< asked within indicators that take long; null: nothing is asked
};

/// Which entries on a measure's indicators count: those since it was first adopted.
[[nodiscard]] inline Clocks clocks_of(const Grounds& grounds, std::size_t measure) {
  Clocks clocks = grounds.clocks;
  clocks.adopted_on = grounds.terms->adoption_of(measure);
  return clocks;
}

/// Did the period of a report of the measure end before it was first adopted?
[[nodiscard]] inline bool is_before_adoption(const Grounds& grounds, const Measure& measure,
                                             const ExpectedReport& report) {
  const auto at = grounds.plan->position(measure.id);
  if (grounds.terms->adopted.empty() || !at) return report.before_adoption;
  return report.period.last().days() < grounds.terms->adoption_of(*at);
}

[[nodiscard]] IndicatorQuestion question(const Grounds& grounds, std::size_t indicator_row);

/// The verdict on one indicator: the clear version, which explains itself.
[[nodiscard]] Derivation derive(const Grounds& grounds, std::size_t indicator_row);

/// The values that a formula gives, period by period; `live` is filled with the entries of its
/// inputs.
[[nodiscard]] Series computed_series(const Grounds& grounds, const IndicatorQuestion& question,
                                     LiveRows& live);

/// Numbers: observations against targets.
[[nodiscard]] Derivation derive_value(const Grounds& grounds, const IndicatorQuestion& question,
                                      LiveRows live);
/// Things: deliverables, publications and reports.
[[nodiscard]] Derivation derive_existence(const Grounds& grounds, const IndicatorQuestion& question,
                                          LiveRows live);

/// The rating that decides on a subject: the latest by someone independent (or the implementer, if
/// asked); nothing where raters of that day disagree.
struct DecidingRating {
  Completion completion = Completion::no_evidence;
  std::int32_t rated_on = 0;
  std::optional<Period> done_on;
  EntryPlace place;
  bool is_contested = false;
};
[[nodiscard]] std::optional<DecidingRating> deciding_rating(const Grounds& grounds,
                                                            const MeasureId& measure);
[[nodiscard]] std::optional<DecidingRating> deciding_rating(const Grounds& grounds,
                                                            const IndicatorId& indicator);

}  // namespace actionplan::detail

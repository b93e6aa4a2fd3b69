// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/always_inline.hpp"
#include "deadline_status.hpp"
#include "derive.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace actionplan::detail {

/// How far the indicators say that a measure came.
struct DerivedCompletion {
  std::optional<Completion> completion;   ///< absent: not gradable
  std::vector<std::size_t> not_gradable;  ///< positions of the indicators that are not
};

/// By declared weight: all of it is `complete`, half or more `substantial`, some `limited`, none
/// `not_started`. An indicator is gradable where it was met, not met or has a share of progress,
/// and is as wide as the promise; a `report` is not, until `covers_measure` is confirmed.
[[nodiscard]] DerivedCompletion derive_completion(std::span<const IndicatorVerdict> outcomes,
                                                  std::span<const IndicatorTerms> terms);
/// Its code alone.
[[nodiscard]] std::optional<Completion> completion_code(std::span<const IndicatorVerdict> outcomes,
                                                        std::span<const IndicatorTerms> terms);

/// Were all of them met when they were due, though some are no longer? What is lost later does not
/// undo that a promise was kept in time.
[[nodiscard]] bool met_when_due(std::span<const IndicatorVerdict> outcomes,
                                std::span<const IndicatorTerms> terms);

/// What evidence there is on a measure as a whole.
struct MeasureEvidence {
  std::optional<DecidingRating> rating;
  bool has_any = false;          ///< some entry counts, whatever it decides
  bool is_met_when_due = false;  ///< what `met_when_due` says
};

/// A status with its lateness.
struct MeasureVerdict {
  Verdict verdict;
  std::optional<std::int32_t> days_late;
  std::optional<std::int32_t> withdrawn_on;  ///< where the rating that decides says so: its day
};

/// The decision table of docs/guide/deadline_status.md.
///
/// @param silent  the verdict without evidence.
[[nodiscard]] MeasureVerdict decide(const Verdict& silent, const DeadlineFacts& facts,
                                    const MeasureEvidence& evidence,
                                    std::optional<Completion> derived,
                                    std::span<const IndicatorVerdict> outcomes, std::int32_t as_of);

/// A deadline and the verdict on it without evidence.
struct Silence {
  DeadlineFacts facts;
  Verdict verdict;
};

/// The same for passes over many measures, where nothing but the indicators' own entries speaks of
/// one.
///
/// @param terms  of the same indicators as the outcomes.
[[nodiscard]] Verdict decide_by_indicators(const Silence& silence,
                                           std::span<const IndicatorVerdict> outcomes,
                                           std::span<const IndicatorTerms> terms,
                                           std::int32_t as_of);

/// The same for one measure after another, each with one indicator: those that compare alike are
/// decided once.
class DecideAlike {
 public:
  explicit DecideAlike(std::int32_t as_of) : as_of_{as_of} {}

  /// Begins anew, for another silence.
  void forget() noexcept { is_known_ = {}; }

  /// @param silence  the same since `forget`, and of a deadline that is exact.
  /// @param core     of `terms`.
  ACTIONPLAN_ALWAYS_INLINE Verdict decide(const Silence& silence, const IndicatorVerdict& outcome,
                                          const CoreTerms& core, const IndicatorTerms& terms) {
    const auto bit = [](bool is_set, unsigned at) { return std::size_t{is_set} << at; };
    const std::int32_t due = silence.facts.due;
    const std::size_t kind = static_cast<std::size_t>(outcome.status) |
                             bit(outcome.done.first > due, 4) | bit(outcome.done.last <= due, 5) |
                             bit(outcome.seen_on >= due, 6) | bit(std::isnan(outcome.progress), 7) |
                             bit(core.is_graded, 8) |
                             bit(outcome.reasons.has(IndicatorReason::reached_when_due), 9);
    if (!is_known_[kind]) [[unlikely]] {
      verdicts_[kind] = decide_by_indicators(silence, {&outcome, 1}, {&terms, 1}, as_of_);
      is_known_[kind] = core.is_graded;
    }
    return verdicts_[kind];
  }

 private:
  static constexpr std::size_t kinds = 1U << 10U;
  static_assert(enum_count<IndicatorStatus> <= 1U << 4U, "a status has four bits of a kind");

  std::int32_t as_of_;
  std::array<bool, kinds> is_known_{};
  std::array<Verdict, kinds> verdicts_;
};

}  // namespace actionplan::detail

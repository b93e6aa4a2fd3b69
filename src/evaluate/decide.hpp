// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "deadline_status.hpp"
#include "derive.hpp"

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

/// What evidence there is on a measure as a whole.
struct MeasureEvidence {
  std::optional<DecidingRating> rating;
  bool has_any = false;  ///< some entry counts, whatever it decides
};

/// A status with its lateness.
struct MeasureVerdict {
  Verdict verdict;
  std::optional<std::int32_t> days_late;
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
  bool is_known = false;  ///< else neither was set
};

/// The same for passes over many measures, where nothing but the indicators' own entries speaks of
/// one.
///
/// @param terms    of the same indicators as the outcomes.
/// @param verdict  is set.
void decide_by_indicators(const Silence& silence, std::span<const IndicatorVerdict> outcomes,
                          std::span<const IndicatorTerms> terms, std::int32_t as_of,
                          Verdict& verdict);

}  // namespace actionplan::detail

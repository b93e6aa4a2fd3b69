// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace actionplan {

/// How far the measures of the plan of the day came, by the indicator texts: each measure counts
/// for one code, or as not gradable; for `withdrawn` where the rating that decides says so. Dropped
/// measures are left out.
struct CompletionCounts {
  std::array<std::size_t, enum_count<Completion>> counts{};  ///< by Completion
  std::size_t not_gradable = 0;

  [[nodiscard]] std::size_t operator[](Completion code) const noexcept {
    return counts[static_cast<std::size_t>(code)];
  }
  friend bool operator==(const CompletionCounts&, const CompletionCounts&) = default;
};

[[nodiscard]] ACTIONPLAN_EXPORT CompletionCounts count_completion(const Assessment& assessment);

/// The share of the plan that was done, by declared weights of its measures: bounds and nothing in
/// between, since what is unknown may be all undone or all done.
struct ScoreBounds {
  double worst = 0;                       ///< unknown measures count 0
  double best = 0;                        ///< unknown measures count 1
  double weight = 0;                      ///< of all measures that count
  std::vector<MeasureId> unknown = {};    ///< those that make the difference
  std::vector<MeasureId> withdrawn = {};  ///< left out, as dropped measures are
};

/// A measure scores 1 where an independent rating or its indicators say `complete`, 0 where they
/// say `not_started`, and lies between 0 and 1 or between 1/2 and 1 for `limited` and
/// `substantial`; all else is unknown. A measure that is `withdrawn` by the rating that decides does
/// not count. Without measures both bounds are 0.
[[nodiscard]] ACTIONPLAN_EXPORT ScoreBounds score_bounds(const Assessment& assessment);

/// How implementers rate measures beside how independent raters do: the last rating of each kind.
struct ViewComparison {
  /// counts[self][independent], both by Completion.
  std::array<std::array<std::size_t, enum_count<Completion>>, enum_count<Completion>> counts{};
  std::size_t n = 0;                      ///< measures that both rated on the scale
  std::optional<double> shift = {};       ///< mean of self - independent, in steps of the scale
  std::vector<MeasureId> only_self = {};  ///< without an independent rating
  std::vector<MeasureId> only_independent = {};
  std::size_t no_evidence = 0;  ///< measures that either rated `no_evidence`
  std::size_t withdrawn = 0;    ///< of the others, those that either rated `withdrawn`
};

/// Over the measures of the plan of the day. A positive shift: implementers rate higher.
[[nodiscard]] ACTIONPLAN_EXPORT ViewComparison compare_views(const Assessment& assessment);

}  // namespace actionplan

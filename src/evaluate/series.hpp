// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/plan/profile.hpp>

#include "plan/internal/indicator_terms.hpp"

#include "live_rows.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// A value for a period, with the uses of the entries that gave it.
struct Point {
  std::int32_t first = INT32_MIN;
  std::int32_t last = INT32_MAX;
  std::int32_t true_from = 0;  ///< the latest of its entries
  Estimate estimate;
  double denominator = 1;  ///< NaN: none
  std::vector<std::size_t> uses;
  ZeroVariance sample;
};

/// One way to read a stretch of time: values that do not contradict each other, by period.
using Reading = std::vector<Point>;

/// A stretch of time. Without contradiction it has one reading; else one for each entry that
/// others contradict, the one that the policy picks first.
struct Stretch {
  std::vector<Reading> readings;
};

/// All values of one indicator in time, stretch after stretch.
struct Series {
  std::vector<Stretch> stretches;
  bool has_conflict = false;
  bool has_running_total = false;  ///< values for a sum begin on the same day
  bool parts_missing = false;
  bool parts_aggregation_unstated = false;
  bool denominator_missing = false;  ///< of parts that are pooled
  bool input_missing = false;        ///< of a formula, for some period
  bool parts_differ = false;         ///< from the total of their period, by more than is rounded
};

/// Does a point lack the denominator by which `pooled_ratio` weighs it?
[[nodiscard]] bool lacks_denominator(Aggregation aggregation, const std::vector<Point>& points);

/// Joins values of parts, or of periods, that are taken to be independent samples.
/// `pooled_ratio` weights by denominators; nothing where one is missing. A sample without variance
/// joins others with `joining_error`; where it has none, what is joined says nothing.
[[nodiscard]] std::optional<Point> join(Aggregation aggregation, const std::vector<Point>& points);

/// Sorts an indicator's rows into stretches and marks what each was used for. Totals win over
/// parts; parts count where one declared dimension is complete for a period.
[[nodiscard]] Series make_series(LiveRows& live, const IndicatorTerms& terms,
                                 const IndicatorProfile* said, Pick pick);

}  // namespace actionplan::detail

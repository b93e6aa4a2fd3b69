// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "expected_periods.hpp"
#include "lane_sum.hpp"
#include "series.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan::detail {

/// Of values in the order in which their periods end, the one with which a target was reached. The
/// deadline is judged as of its due day: where the values up to then reach the target, the one from
/// which on they did without a break; else the first with which they did afterwards.
///
/// @param end              the last day of value `i`; ascending.
/// @param is_reached_with  asked of each value in turn: do those up to it reach the target?
/// @return                 its position, or `never_reached`.
inline constexpr std::size_t never_reached = SIZE_MAX;
template <class End, class IsReachedWith>
[[nodiscard]] std::size_t find_reached(std::size_t size, std::int32_t due, End end,
                                       IsReachedWith is_reached_with) {
  std::size_t since = never_reached;
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_past_due = end(i) > due;
    if (is_past_due && since != never_reached) return since;
    if (!is_reached_with(i)) {
      since = never_reached;
    } else if (since == never_reached) {
      since = i;
    }
  }
  return since;
}

/// Is a target that values reach not settled where more values are to come?
[[nodiscard]] inline bool may_be_unsettled(const IndicatorTerms& terms) noexcept {
  const bool is_sum = terms.aggregation == Aggregation::sum;
  return can_be_undone(terms) && (is_sum || is_judged_by_cadence(terms));
}

/// Numbers joined one after another, without denominators or sampling errors.
class RunningValue {
 public:
  explicit RunningValue(Aggregation aggregation) noexcept : aggregation_{aggregation} {}

  void add(double value) noexcept {
    const bool is_first = count_++ == 0;
    lanes_.add(value);
    const bool is_better = aggregation_ == Aggregation::max   ? value > chosen_
                           : aggregation_ == Aggregation::min ? value < chosen_
                                                              : true;
    if (is_first || is_better) chosen_ = value;
  }
  [[nodiscard]] double value() const noexcept {
    if (aggregation_ == Aggregation::sum) return lanes_.sum();
    return aggregation_ == Aggregation::mean ? lanes_.sum() / static_cast<double>(count_) : chosen_;
  }

 private:
  Aggregation aggregation_;
  LaneSum lanes_;
  std::size_t count_ = 0;
  double chosen_ = 0;
};

/// The last day that a value speaks of; of an undated one the day on which it became true.
[[nodiscard]] inline std::int32_t end_of(const Point& point) noexcept {
  return point.first == INT32_MIN ? point.true_from : point.last;
}

/// The estimates that `join` gives for the first of some points, the first two, and so on.
[[nodiscard]] std::vector<Point> joined_one_by_one(Aggregation aggregation,
                                                   const std::vector<Point>& points);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "expected_periods.hpp"

#include <algorithm>
#include <cstddef>

namespace actionplan::detail {
namespace {

// Walks values in the order of their first days, for stretches of days asked in order.
class DayWalker {
 public:
  explicit DayWalker(std::span<const ValueDays> values) : values_{values} {}

  // Does an unbroken run of values cover these days?
  bool covers(std::int32_t first, std::int32_t last) {
    while (at_ < values_.size() && reached_ < last) {
      const ValueDays& next = values_[at_];
      const bool joins = next.first <= reached_ + 1;
      if (!joins && next.first > first) return false;
      reached_ = joins ? std::max(reached_, std::int64_t{next.last}) : next.last;
      ++at_;
    }
    return reached_ >= last;
  }

  bool overlaps(std::int32_t first, std::int32_t last) {
    while (at_ < values_.size() && values_[at_].last < first) ++at_;
    return at_ < values_.size() && values_[at_].first <= last;
  }

 private:
  std::span<const ValueDays> values_;
  std::size_t at_ = 0;
  std::int64_t reached_ = INT64_MIN / 2;  // last day of the run so far
};

}  // namespace

std::vector<bool> received_periods(std::span<const Period> expected,
                                   std::span<const ValueDays> values, bool is_summed,
                                   std::int32_t first_day) {
  std::vector<bool> received;
  received.reserve(expected.size());
  DayWalker walker{values};
  for (const Period& period : expected) {
    const std::int32_t first = std::max(period.first().days(), first_day);
    const std::int32_t last = period.last().days();
    received.push_back(is_summed ? walker.covers(first, last) : walker.overlaps(first, last));
  }
  return received;
}

MissingPeriods missing_periods(std::span<const Period> expected, const std::vector<bool>& received,
                               std::int32_t day) noexcept {
  MissingPeriods missing;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (received[i]) continue;
    missing.has_any = true;
    missing.has_ended = missing.has_ended || expected[i].last().days() <= day;
  }
  return missing;
}

}  // namespace actionplan::detail

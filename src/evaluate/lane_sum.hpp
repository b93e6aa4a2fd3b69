// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace actionplan::detail {

/// A sum in four lanes, so that a processor can add to one while another is not yet done. Rounds
/// no worse than adding in order, and the same wherever it is used.
class LaneSum {
 public:
  void add(double value) noexcept { lanes_[count_++ % lanes_.size()] += value; }
  [[nodiscard]] double sum() const noexcept {
    return (lanes_[0] + lanes_[1]) + (lanes_[2] + lanes_[3]);
  }

  /// The sum of `term(i)` for each i below `size`.
  template <class Term>
  [[nodiscard]] static double of(std::size_t size, Term term) noexcept {
    LaneSum sum;
    std::size_t i = 0;
    for (; i + 4 <= size; i += 4) {
      for (std::size_t lane = 0; lane < 4; ++lane) sum.lanes_[lane] += term(i + lane);
    }
    for (; i < size; ++i) sum.lanes_[i % 4] += term(i);
    return sum.sum();
  }

 private:
  std::array<double, 4> lanes_{};
  std::size_t count_ = 0;
};

}  // namespace actionplan::detail

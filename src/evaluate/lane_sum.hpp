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
    double a = 0;  // by name, so that they stay in registers
    double b = 0;
    double c = 0;
    double d = 0;
    std::size_t i = 0;
    for (; i + 4 <= size; i += 4) {
      a += term(i);
      b += term(i + 1);
      c += term(i + 2);
      d += term(i + 3);
    }
    if (i < size) a += term(i);
    if (i + 1 < size) b += term(i + 1);
    if (i + 2 < size) c += term(i + 2);
    return (a + b) + (c + d);
  }

 private:
  std::array<double, 4> lanes_{};
  std::size_t count_ = 0;
};

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan::survey::detail {

/// A square matrix of 1 and -1 whose columns are orthogonal, its first column all 1.
struct Hadamard {
  std::size_t order = 0;
  std::vector<std::int8_t> values;  ///< row by row

  [[nodiscard]] int operator()(std::size_t row, std::size_t column) const {
    return values[row * order + column];
  }
};

/// The smallest order >= `least` that Sylvester's and Paley's constructions reach (every multiple
/// of 4 below 92 but 52, and most beyond).
/// @source  Paley 1933, J. Math. Phys. 12, 311
[[nodiscard]] Hadamard hadamard(std::size_t least);

}  // namespace actionplan::survey::detail

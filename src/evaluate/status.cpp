// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/status.hpp>

#include <numeric>

namespace actionplan {

std::size_t StatusCounts::total() const noexcept {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/in_parallel.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace actionplan::survey::detail {

/// Rows are shared out among threads in stretches of as many, whatever the threads: sums over a
/// stretch are added in the order of the stretches.
inline constexpr std::size_t stretch = std::size_t{1} << 18U;

/// Calls `action(which, begin, end)` for each stretch of some places, so many in each.
template <class Action>
void for_each_stretch(int threads, std::size_t begin, std::size_t end, std::size_t size,
                      Action action) {
  const std::size_t count = (end - begin + size - 1) / size;
  actionplan::detail::in_parallel(threads, count, [&](std::size_t which) {
    const std::size_t first = begin + which * size;
    action(which, first, std::min(end, first + size));
  });
}
template <class Action>
void for_each_stretch(int threads, std::size_t begin, std::size_t end, Action action) {
  for_each_stretch(threads, begin, end, stretch, std::move(action));
}

}  // namespace actionplan::survey::detail

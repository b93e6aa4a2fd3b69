// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace actionplan::survey::detail {

/// Asks for the memory `count` elements beyond `from`, which may lie past the column's end: by
/// itself a processor looks ahead within a page only, and not where many columns take turns.
///
/// @tparam locality  as `__builtin_prefetch`: 3, near enough to be used within a few hundred cycles;
///                   2, a cache further away, for what is used later and would push out what is
///                   used before.
template <int locality = 3, class T>
void read_ahead(const T* from, std::size_t count) noexcept {
#if defined(__GNUC__)
  // As a number, for there is nothing to point to past the end.
  const auto address = reinterpret_cast<std::uintptr_t>(from) + count * sizeof(T);
  __builtin_prefetch(reinterpret_cast<const void*>(address), 0, locality);
#else
  static_cast<void>(from);
  static_cast<void>(count);
#endif
}

}  // namespace actionplan::survey::detail

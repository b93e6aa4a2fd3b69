// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "always_inline.hpp"

namespace actionplan::detail {

/// Asks for a place in memory that will be read soon. In line, since compilers drop calls of what
/// neither returns nor writes anything.
ACTIONPLAN_ALWAYS_INLINE void bring_near([[maybe_unused]] const void* place) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(place);
#endif
}

}  // namespace actionplan::detail

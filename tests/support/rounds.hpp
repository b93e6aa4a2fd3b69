// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace actionplan::made {

/// How often chance is asked, or how large a hostile input is: so often, and a tenth of it under a
/// sanitizer, where each round costs ten times as much and fuzz targets ask further.
template <class Count>
constexpr Count rounds(Count count) {
#if ACTIONPLAN_SANITIZED
  return (count + 9) / 10;
#else
  return count;
#endif
}

}  // namespace actionplan::made

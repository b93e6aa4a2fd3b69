// SPDX-License-Identifier: Apache-2.0
#pragma once

// For what a pass over many indicators does at each of them. A call costs as much as such a step,
// and a small struct that it returns is put together in memory piece by piece and then read as a
// whole, for which a processor has to wait.
#if defined(_MSC_VER) && !defined(__clang__)
#define ACTIONPLAN_ALWAYS_INLINE __forceinline
#else
#define ACTIONPLAN_ALWAYS_INLINE [[gnu::always_inline]] inline
#endif

// And for what is seldom done within such a pass.
#if defined(_MSC_VER) && !defined(__clang__)
#define ACTIONPLAN_NEVER_INLINE __declspec(noinline)
#else
#define ACTIONPLAN_NEVER_INLINE [[gnu::noinline]]
#endif

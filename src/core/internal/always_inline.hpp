// SPDX-License-Identifier: Apache-2.0
#pragma once

// For what a pass over many indicators does at each of them. A call costs as much as such a step,
// and a small struct that it returns is put together in memory piece by piece and then read as a
// whole, for which a processor has to wait.
#define ACTIONPLAN_ALWAYS_INLINE [[gnu::always_inline]] inline

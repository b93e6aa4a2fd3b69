// SPDX-License-Identifier: Apache-2.0
// expect: DeadlineStatus
#include <actionplan/evaluate/status.hpp>

actionplan::DeadlineStatus status() {
#ifdef MUST_FAIL
  return 3;
#else
  return actionplan::DeadlineStatus::unreported;
#endif
}

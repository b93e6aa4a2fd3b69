// SPDX-License-Identifier: Apache-2.0
// expect: read-only|cannot assign to return value
#include <actionplan/evaluate/assessment.hpp>

auto first_status(const actionplan::Assessment& assessment) {
#ifdef MUST_FAIL
  assessment.statuses().front() = actionplan::DeadlineStatus::open;
#endif
  return assessment.statuses().front();
}

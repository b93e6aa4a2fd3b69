// SPDX-License-Identifier: Apache-2.0
// expect: deleted
#include <actionplan/evaluate/assess.hpp>

#include <cstddef>

std::size_t count_open(const actionplan::Plan& plan, actionplan::Date as_of) {
  const actionplan::AssessOptions options{as_of};
  std::size_t open = 0;
#ifdef MUST_FAIL
  for (const actionplan::DeadlineStatus status : actionplan::assess(plan, options).statuses()) {
#else
  const actionplan::Assessment assessment = actionplan::assess(plan, options);
  for (const actionplan::DeadlineStatus status : assessment.statuses()) {
#endif
    open += status == actionplan::DeadlineStatus::open ? 1U : 0U;
  }
  return open;
}

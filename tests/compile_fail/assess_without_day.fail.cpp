// SPDX-License-Identifier: Apache-2.0
// expect: assess|too few arguments to function call
#include <actionplan/evaluate/assess.hpp>

auto assessed(const actionplan::Plan& plan, actionplan::Date day) {
#ifdef MUST_FAIL
  (void)day;
  return actionplan::assess(plan);
#else
  return actionplan::assess(plan, actionplan::AssessOptions{day});
#endif
}

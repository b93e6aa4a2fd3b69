// SPDX-License-Identifier: Apache-2.0
// expect: AssessOptions
#include <actionplan/evaluate/assess.hpp>

actionplan::AssessOptions options(actionplan::Date day) {
#ifdef MUST_FAIL
  (void)day;
  return actionplan::AssessOptions{};
#else
  return actionplan::AssessOptions{day};
#endif
}

// SPDX-License-Identifier: Apache-2.0
// expect: operator\+|invalid operands
#include <actionplan/core/date.hpp>

auto between(actionplan::Date a, actionplan::Date b) {
#ifdef MUST_FAIL
  return a + b;
#else
  return a.plus_days(b - a);
#endif
}

// SPDX-License-Identifier: Apache-2.0
// expect: Period
#include <actionplan/core/period.hpp>

actionplan::Period period(actionplan::Date day) {
#ifdef MUST_FAIL
  return day;
#else
  return {day, day};
#endif
}

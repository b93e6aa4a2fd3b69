// SPDX-License-Identifier: Apache-2.0
// expect: nodiscard|unused-result
#include <actionplan/core/date.hpp>

actionplan::Date tomorrow(actionplan::Date day) {
#ifdef MUST_FAIL
  day.plus_days(1);
  return day;
#else
  return day.plus_days(1);
#endif
}

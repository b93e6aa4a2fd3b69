// SPDX-License-Identifier: Apache-2.0
// expect: Date
#include <actionplan/core/date.hpp>

actionplan::Date day() {
#ifdef MUST_FAIL
  return 17000;
#else
  return actionplan::Date::from_days(17000);
#endif
}

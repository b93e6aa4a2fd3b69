// SPDX-License-Identifier: Apache-2.0
// expect: private
#include <actionplan/core/date.hpp>

auto day() {
#ifdef MUST_FAIL
  return actionplan::Date{17000};
#else
  return actionplan::Date::from_days(17000);
#endif
}

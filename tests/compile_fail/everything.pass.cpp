// SPDX-License-Identifier: Apache-2.0
#include <actionplan/actionplan.hpp>

auto assessed(const actionplan::Plan& plan) {
  return actionplan::assess(plan,
                            actionplan::AssessOptions{actionplan::Date::from_ymd(2017, 6, 30)});
}

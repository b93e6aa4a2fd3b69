// SPDX-License-Identifier: Apache-2.0
// expect: const|no viable overloaded '='
#include <actionplan/plan/plan_builder.hpp>

actionplan::Plan renamed(actionplan::Plan plan) {
#ifdef MUST_FAIL
  plan.measures().front().title = "another";
  return plan;
#else
  actionplan::PlanBuilder builder{plan};
  builder.measures().front().title = "another";
  return builder.build();
#endif
}

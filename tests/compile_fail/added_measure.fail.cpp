// SPDX-License-Identifier: Apache-2.0
// expect: const|no matching member function for call to 'push_back'
#include <actionplan/plan/plan_builder.hpp>

void add(actionplan::Plan& plan, actionplan::Measure measure) {
#ifdef MUST_FAIL
  plan.measures().push_back(measure);
#else
  actionplan::PlanBuilder builder{plan};
  builder.add(measure);
  plan = builder.build();
#endif
}

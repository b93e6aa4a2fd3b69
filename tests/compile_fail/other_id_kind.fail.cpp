// SPDX-License-Identifier: Apache-2.0
// expect: AgencyTag
#include <actionplan/plan/plan.hpp>

const actionplan::Measure* find(const actionplan::Plan& plan, const actionplan::AgencyId& agency,
                                const actionplan::MeasureId& measure) {
#ifdef MUST_FAIL
  return plan.find_measure(agency);
#else
  return plan.find_agency(agency) != nullptr ? plan.find_measure(measure) : nullptr;
#endif
}

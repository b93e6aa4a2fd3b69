// SPDX-License-Identifier: Apache-2.0
// expect: operator==|invalid operands to binary expression
#include <actionplan/core/id.hpp>

bool same(const actionplan::AgencyId& agency, const actionplan::MeasureId& measure) {
#ifdef MUST_FAIL
  return agency == measure;
#else
  return agency == agency && measure == measure;
#endif
}

// SPDX-License-Identifier: Apache-2.0
// expect: operator==|invalid operands to binary expression
#include <actionplan/query/field_names.hpp>

using namespace actionplan;

Filter late() {
#ifdef MUST_FAIL
  return field::deadline_status == Force::binding;
#else
  return field::deadline_status == DeadlineStatus::overdue;
#endif
}

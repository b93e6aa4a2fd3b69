// SPDX-License-Identifier: Apache-2.0
// expect: operator<|invalid operands to binary expression
#include <actionplan/query/field_names.hpp>

using namespace actionplan;

Filter soon() {
#ifdef MUST_FAIL
  return field::due < 2018;
#else
  return field::due < Period::year(2018);
#endif
}

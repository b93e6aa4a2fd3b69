// SPDX-License-Identifier: Apache-2.0
// expect: deleted
#include <actionplan/read/read.hpp>

actionplan::Plan from_a_name_or_from_bytes() {
#ifdef MUST_FAIL
  return actionplan::read("plan.txt", "text");
#else
  return actionplan::read_bytes("number,measure\n1,Build\n", "csv");
#endif
}

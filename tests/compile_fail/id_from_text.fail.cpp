// SPDX-License-Identifier: Apache-2.0
// expect: Id<|MeasureId
#include <actionplan/core/id.hpp>

actionplan::MeasureId id() {
#ifdef MUST_FAIL
  return "4.2.3";
#else
  return actionplan::MeasureId{"4.2.3"};
#endif
}

// SPDX-License-Identifier: Apache-2.0
// Every member of an aggregate has a value of its own, so that naming a few warns of no other.
#include <actionplan/actionplan.hpp>

actionplan::Measure measure() {
  using namespace actionplan;
  return {.id = MeasureId{"1"},
          .title = "Build",
          .assignments = {{.agency = AgencyId{"justice"}, .role = Role::lead}},
          .deadline = {.text = "2018", .kind = DeadlineKind::window}};
}

actionplan::IndicatorProfile profile() {
  return {.unit = "laws", .targets = {{.value = 3}}, .set_by = actionplan::SetBy::analyst};
}

actionplan::ReadOptions options() { return {.language = "az", .trace = true}; }

actionplan::Problem problem() { return {.code = "odd", .message = "It is odd."}; }

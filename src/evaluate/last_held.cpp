// SPDX-License-Identifier: Apache-2.0
#include "last_held.hpp"

namespace actionplan::detail {

LastHeld last_held(const Assessment& assessment, std::size_t index) {
  const MeasureId& id = assessment.measure(index).id;
  const auto revisions = assessment.history().in_force(assessment.as_of(), assessment.known_at());
  // The plan of the day has it not, so that behind the last one that has it stands another.
  std::size_t at = revisions.size() - 1;
  Date dropped_on = assessment.as_of();
  while (at != 0 && revisions[at]->plan.find_measure(id) == nullptr) {
    dropped_on = revisions[at--]->effective_on;
  }
  return {revisions[at], dropped_on};
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "last_held.hpp"

namespace actionplan::detail {

LastHeld last_held(const Revisions& revisions, const MeasureId& id) {
  const DueReading last = due_readings(revisions, id).back();
  // The plan of the day has it not, so that behind the last one that has it stands another.
  const Revision* const dropped_by = revisions[last.at + 1];
  return {last.revision, last.deadline, dropped_by, dropped_by->effective_on};
}

LastHeld last_held(const Assessment& assessment, std::size_t index) {
  return last_held(assessment.history().in_force(assessment.as_of(), assessment.known_at()),
                   assessment.measure(index).id);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/verification.hpp>

#include "assessor.hpp"

namespace actionplan {

Verification verification(const Assessment& assessment, const EntryId& entry) {
  return detail::verification_of(assessment.evidence(), hash_from_hex(entry.value()),
                                 Assessor::grounds(assessment).clocks);
}

}  // namespace actionplan

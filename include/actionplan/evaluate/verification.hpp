// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>

namespace actionplan {

/// What was last said about whether an entry holds, by the verifications that count on the day of
/// the assessment, whoever they are by; `unverified` where nothing was.
/// @throws ParseError when `entry` is no digest.
[[nodiscard]] ACTIONPLAN_EXPORT Verification verification(const Assessment& assessment,
                                                          const EntryId& entry);

}  // namespace actionplan

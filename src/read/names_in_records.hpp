// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

namespace actionplan::detail {

class AssignmentTexts;
class KnownAgencies;
class PlanNames;
struct Records;

/// Adds every name that stands alone where the records name agencies, before it is known what does in
/// others.
void gather_names(const Records& records, const KnownAgencies& known, AssignmentTexts& texts,
                  CancelPoll& poll, PlanNames& names);

}  // namespace actionplan::detail

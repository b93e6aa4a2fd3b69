// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "agency/known_agencies.hpp"
#include "agency/plan_names.hpp"
#include "layout/records.hpp"

namespace actionplan::detail {

/// Adds every name that stands alone where the records name agencies, before it is known what does in
/// others.
void gather_names(const Records& records, const KnownAgencies& known, CancelPoll& poll,
                  PlanNames& names);

}  // namespace actionplan::detail

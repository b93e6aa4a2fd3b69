// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>

#include <string>

namespace actionplan {

/// A blank form for an agency to report on a period, as CSV that `read_evidence_csv` takes back:
/// one row for each expected report whose period lies in that period, else for each indicator (with
/// a cadence: for each period that it expects), of every measure in which the agency takes part.
/// Safe to open in a spreadsheet.
///
/// @throws NotFound when the plan has no such agency.
[[nodiscard]] ACTIONPLAN_EXPORT std::string evidence_template(const Plan& plan,
                                                              const Profile& profile,
                                                              const AgencyId& agency,
                                                              const Period& period);

/// The same of a history's last revision. What ended before the first plan that has a measure was
/// adopted is not asked, though a later revision was adopted later.
///
/// @throws NotFound when that revision has no such agency.
[[nodiscard]] ACTIONPLAN_EXPORT std::string evidence_template(const PlanHistory& history,
                                                              const AgencyId& agency,
                                                              const Period& period);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/plan/plan.hpp>

#include <string>

namespace actionplan {

/// The plan's deadlines as iCalendar (RFC 5545): one all-day event for each measure with a due day
/// and one for each expected report that has one; none for the rest. UIDs are stable over runs and
/// revisions (made of the plan's title and the ids); lines are folded at 75 octets and end in CRLF;
/// DTSTAMP is the day of adoption, else the due day, since nothing here reads the clock. No text of
/// the plan can add a line: breaks are escaped, other control characters become spaces.
/// docs/guide/calendar_and_csv.md lists what each event says.
/// @throws Cancelled when `cancel`, asked at each measure, says so.
[[nodiscard]] ACTIONPLAN_EXPORT std::string calendar(const Plan& plan, const Cancel& cancel = {});

}  // namespace actionplan

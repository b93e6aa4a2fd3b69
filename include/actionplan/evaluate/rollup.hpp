// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include <optional>
#include <vector>

namespace actionplan {

/// Measures of one section and of all sections below it.
struct SectionCounts {
  SectionId section = {};
  StatusCounts counts = {};
};

/// Measures in which one agency takes part, apart by force. Several agencies share most measures,
/// so the counts of all agencies do not add up to the plan's.
struct AgencyCounts {
  AgencyId agency = {};
  StatusCounts binding = {};
  StatusCounts recommended = {};
};

/// Measures with one kind of deadline.
struct DeadlineKindCounts {
  DeadlineKind kind = DeadlineKind::window;
  StatusCounts counts = {};
};

/// Measures that have an indicator of one kind; a measure with several kinds counts for each.
struct IndicatorKindCounts {
  IndicatorKind kind = IndicatorKind::count;
  StatusCounts counts = {};
};

/// Measures in which some agency has this role; one with several roles counts for each.
struct RoleCounts {
  Role role = Role::implementer;
  StatusCounts counts = {};
};

/// Measures of one force as a whole (`force(measure)`); absent: nobody is assigned.
struct ForceCounts {
  std::optional<Force> force = {};
  StatusCounts counts = {};
};

/// Share of a group's measures that have a status, from 0 to 1; nothing for an empty group.
[[nodiscard]] ACTIONPLAN_EXPORT std::optional<double> share(const StatusCounts& counts,
                                                            DeadlineStatus status) noexcept;

/// Which measures a number counts, a filter by the same field tells (query/select.hpp).
///
/// For every section of the plan of the day, in document order; dropped measures are left out.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<SectionCounts> count_by_section(
    const Assessment& assessment);
/// For every agency of the plan of the day, in its order.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<AgencyCounts> count_by_agency(
    const Assessment& assessment);
/// For every kind that occurs, in the order of the enumeration.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<DeadlineKindCounts> count_by_deadline_kind(
    const Assessment& assessment);
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<IndicatorKindCounts> count_by_indicator_kind(
    const Assessment& assessment);

/// For every role that occurs, in the order of the enumeration.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<RoleCounts> count_by_role(const Assessment& assessment);
/// For every force that occurs, in the order of the enumeration, then for no assignment.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<ForceCounts> count_by_force(
    const Assessment& assessment);

}  // namespace actionplan

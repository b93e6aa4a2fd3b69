// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evaluate/assessment.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What became of one member's report on one period.
enum class MemberReport : std::uint8_t {
  received,
  missing,     ///< on the roster then, and nothing received: no proof that nothing was done
  not_member,  ///< not on the roster on any day of the period
};
[[nodiscard]] constexpr auto names_of(MemberReport) noexcept {
  return names_to<MemberReport::not_member>("received", "missing", "not_member");
}

/// Who of a collective agency reported on what: members by periods.
struct MemberMatrix {
  AgencyId agency = {};
  std::vector<std::string> members = {};                ///< by name; empty: no roster, so unknown
  std::vector<Period> periods = {};                     ///< expected, whose period has ended
  std::vector<std::vector<MemberReport>> reports = {};  ///< [member][period]
};

/// For each collective agency assigned to a measure whose profile declares `member_reports`: its
/// members by the `membership` entries that count, and their `deliverable` entries for the measure
/// or its indicators that name the `member`. The periods are those of its expected reports, without
/// those before adoption; else the measure's window, once it has ended.
///
/// @return nothing where no such duty is declared.
/// @throws InvalidArgument when there is no such row.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<MemberMatrix> member_reports(
    const Assessment& assessment, std::size_t row);
/// The same of the measure with this id, or named by id or number. @throws as `Assessment::row`.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<MemberMatrix> member_reports(
    const Assessment& assessment, const MeasureId& id);
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<MemberMatrix> member_reports(
    const Assessment& assessment, std::string_view id_or_number);

/// Who answers for an agency's measures: itself, or after it ended its successors, marked as such.
struct Answering {
  AgencyId agency = {};
  bool is_successor = false;
};

/// @throws NotFound when the plan of the day has no such agency.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Answering> answering_for(const Assessment& assessment,
                                                                     const AgencyId& agency);

/// `no_responsible_person`, for each agency that is assigned to a measure of the plan of the day and
/// has no appointment that counts.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> check_appointments(
    const Assessment& assessment);

}  // namespace actionplan

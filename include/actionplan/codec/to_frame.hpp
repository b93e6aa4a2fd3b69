// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace actionplan {

/// What a plan is as tables. docs/guide/frames.md lists their columns.
enum class PlanTable : std::uint8_t {
  measures,          ///< a row for each measure
  indicators,        ///< for each indicator
  sections,          ///< for each section
  agencies,          ///< for each agency
  assignments,       ///< for each agency's part in a measure
  expected_reports,  ///< for each expected report
  finance,           ///< for each item of `Measure::finance`
};
[[nodiscard]] constexpr auto names_of(PlanTable) noexcept {
  return names_to<PlanTable::finance>("measures", "indicators", "sections", "agencies",
                                      "assignments", "expected_reports", "finance");
}

/// What an assessment is as tables.
enum class AssessmentTable : std::uint8_t {
  measures,    ///< a row for each measure
  indicators,  ///< for each indicator
  reports,     ///< for each expected report
  ratings,     ///< for each rating by a named rater
  targets,     ///< for each point of an indicator's target path, the baseline first
};
[[nodiscard]] constexpr auto names_of(AssessmentTable) noexcept {
  return names_to<AssessmentTable::targets>("measures", "indicators", "reports", "ratings",
                                            "targets");
}

/// The tables of the library's documents. Columns have the names of fields in C++, JSON and SQL; words
/// of enumerations are dictionary-encoded in their order, days are date32, several values in one cell
/// are divided by "; ".
[[nodiscard]] ACTIONPLAN_EXPORT Frame to_frame(const Plan& plan,
                                               PlanTable table = PlanTable::measures);
[[nodiscard]] ACTIONPLAN_EXPORT Frame to_frame(const Assessment& assessment,
                                               AssessmentTable table = AssessmentTable::measures);
/// The same, sharing the assessment: the statuses and numbers of its indicators are not copied.
/// @param assessment  not null.
[[nodiscard]] ACTIONPLAN_EXPORT Frame to_frame(const std::shared_ptr<const Assessment>& assessment,
                                               AssessmentTable table = AssessmentTable::measures);
/// Of some measures, by their rows in the assessment, in this order.
/// @throws InvalidArgument when there is no such row.
[[nodiscard]] ACTIONPLAN_EXPORT Frame to_frame(const Assessment& assessment,
                                               std::span<const std::size_t> rows,
                                               AssessmentTable table = AssessmentTable::measures);
/// A row for each entry, the columns of the store's view `ledger` without `seq`. Digests of persons
/// are left out.
[[nodiscard]] ACTIONPLAN_EXPORT Frame to_frame(const Evidence& evidence);

/// The same as Arrow streams: `to_frame(...).to_arrow()`.
[[nodiscard]] ACTIONPLAN_EXPORT ArrowStreamOwner to_arrow(const Plan& plan,
                                                          PlanTable table = PlanTable::measures);
[[nodiscard]] ACTIONPLAN_EXPORT ArrowStreamOwner
to_arrow(const Assessment& assessment, AssessmentTable table = AssessmentTable::measures);
[[nodiscard]] ACTIONPLAN_EXPORT ArrowStreamOwner
to_arrow(const std::shared_ptr<const Assessment>& assessment,
         AssessmentTable table = AssessmentTable::measures);
[[nodiscard]] ACTIONPLAN_EXPORT ArrowStreamOwner
to_arrow(const Assessment& assessment, std::span<const std::size_t> rows,
         AssessmentTable table = AssessmentTable::measures);
[[nodiscard]] ACTIONPLAN_EXPORT ArrowStreamOwner to_arrow(const Evidence& evidence);

}  // namespace actionplan

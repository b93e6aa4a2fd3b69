// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/term_change.hpp>

#include "plan/internal/indicator_terms.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// An indicator as one version has it. Borrows all of it.
struct MeasuredIndicator {
  const TermsTable* table = nullptr;
  std::size_t row = 0;                 ///< of the table
  const Measure* measure = nullptr;    ///< that it is of
  const Deadline* deadline = nullptr;  ///< of the measure, as it is to be read
};

/// The indicator of a measure at a position in the plan of the day.
[[nodiscard]] MeasuredIndicator measured_indicator(const Assessment& assessment,
                                                   std::size_t measure, std::size_t indicator);

/// What the two are measured by, wherever it differs: first the targets, by their days. Who said it
/// is no difference, and neither is what changes no verdict.
[[nodiscard]] std::vector<TermDifference> term_differences(const MeasuredIndicator& before,
                                                           const MeasuredIndicator& after);

/// How an indicator is worded, as a term of the plan named "text".
[[nodiscard]] IndicatorTerm wording_of(const Indicator& indicator);

/// The words of one indicator in two versions, where more than white space and case differs.
[[nodiscard]] std::optional<TermDifference> wording_difference(const Indicator& before,
                                                               const Indicator& after);

/// The day of its last target, where it has one of its own.
[[nodiscard]] std::optional<Date> own_due(const MeasuredIndicator& one);

}  // namespace actionplan::detail

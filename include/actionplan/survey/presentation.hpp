// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/words.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace actionplan::survey {

/// One result as a rule lets it be shown. The unweighted n is always kept beside it.
struct Presented {
  Presentation presentation = Presentation::show;
  std::vector<std::string> reasons = {};  ///< why it is not simply shown

  friend bool operator==(const Presented&, const Presented&) = default;
};

/// What may be published of small cells.
///
/// `dhs`: under 25 unweighted cases suppressed, under 50 in parentheses. `nchs`, for proportions:
/// suppressed under 30 cases (or 30 effective ones), and by the width of Korn and Graubard's 95%
/// interval: 0.30 and more, or over 0.05 and more than 130% of the proportion; for review with
/// under 8 degrees of freedom or where no or every case has it. Flagged results without a value or
/// a standard error are suppressed by both.
///
/// @throws InvalidArgument  `nchs` for a result that is no proportion.
/// @source  Croft et al. 2018, Guide to DHS Statistics, 1.36; Parker et al. 2017, NCHS Data
///          Presentation Standards for Proportions, Vital and Health Statistics 2(175)
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Presented> present(const Estimates& estimates,
                                                               PresentationRule rule);

/// What the rule says of the number of unweighted cases alone, whatever was estimated from them.
[[nodiscard]] ACTIONPLAN_EXPORT Presented present_cases(std::int64_t n, PresentationRule rule);

}  // namespace actionplan::survey

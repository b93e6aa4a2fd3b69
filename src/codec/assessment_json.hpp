// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evidence/entry.hpp>

#include "json_writer.hpp"

namespace actionplan::detail {

/// One row of an assessment, as `actionplan/assessment@1` has it.
[[nodiscard]] Json json_of(const MeasureAssessment& assessed, const Measure& measure);
/// One of its indicators.
[[nodiscard]] Json json_of(const IndicatorAssessment& row);
[[nodiscard]] Json json_of(const std::optional<double>& number);
[[nodiscard]] Json json_of(const std::vector<EntryId>& ids);
/// When and why an entry's words were withheld.
[[nodiscard]] Json json_of(const Withheld& withheld);

}  // namespace actionplan::detail

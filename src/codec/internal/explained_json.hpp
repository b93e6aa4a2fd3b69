// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "evaluate/internal/row_source.hpp"

#include <string>

namespace actionplan::detail {

/// `to_json` of the assessment, from rows that may have been derived before.
[[nodiscard]] std::string assessment_json(RowSource& rows, const Cancel& cancel);
/// The same of `explanations_to_json`.
[[nodiscard]] std::string explanations_json(RowSource& rows, const Cancel& cancel);

}  // namespace actionplan::detail

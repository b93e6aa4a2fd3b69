// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>

#include <cstdint>
#include <vector>

namespace actionplan::survey::detail {

/// Stages as the columns of a design name them, with the unit of the last one per row and, where
/// asked for, the inverse of the share sampled over all stages per row.
struct NumberedStages {
  std::vector<Stage> stages;
  std::vector<std::int32_t> unit_of_row;  // empty: rows are the units
  std::vector<double> weights;            // empty unless they were to be found
};

/// Numbers the units of the first `stage_count` stages, and counts and checks them against the fpc.
/// @throws InvalidArgument  as `Design`.
[[nodiscard]] NumberedStages number_stages(const DesignOptions& options, std::size_t row_count,
                                           std::size_t stage_count, bool with_weights);

}  // namespace actionplan::survey::detail

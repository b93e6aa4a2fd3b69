// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/id.hpp>
#include <actionplan/plan/indicator.hpp>

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The indicators that an indicator text is read into, numbered within their measure.
/// @param whole with white space collapsed.
[[nodiscard]] std::vector<Indicator> read_indicator_list(std::string_view whole,
                                                         const MeasureId& measure);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/explain.hpp>

#include <cstdint>
#include <vector>

namespace actionplan::detail {

/// With how many digits behind the point the numbers of an indicator are shown
/// (`IndicatorExplanation::decimals`). @param reported the values of the entries used
[[nodiscard]] std::uint8_t decimals_to_show(const IndicatorExplanation& explained,
                                            const std::vector<double>& reported);

}  // namespace actionplan::detail

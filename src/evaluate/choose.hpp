// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "series.hpp"

#include <vector>

namespace actionplan::detail {

/// Which reading of each stretch is taken.
enum class Choice : std::uint8_t { picked, lowest, highest };

/// The points of a series under one choice of readings, in the order of their days: the one that
/// the policy picks, or the one that makes the joined value as low or as high as can be.
[[nodiscard]] std::vector<Point> choose(const Series& series, Aggregation aggregation,
                                        Choice choice);

/// All choices that a verdict has to hold under: the picked one first. Where one stretch alone is
/// contradicted, each of its readings; else, since a verdict rises with the value, the lowest and
/// the highest.
[[nodiscard]] std::vector<std::vector<Point>> choices(const Series& series,
                                                      Aggregation aggregation);

}  // namespace actionplan::detail

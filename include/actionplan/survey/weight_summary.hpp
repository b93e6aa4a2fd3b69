// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/design.hpp>

#include <cstdint>

namespace actionplan::survey {

/// What the weights of a sample look like, and what their spread costs.
struct WeightSummary {
  std::int64_t n = 0;         ///< cases of the domain with a weight other than 0
  std::int64_t zero = 0;      ///< cases with the weight 0
  std::int64_t negative = 0;  ///< cases with one below 0
  double sum = 0;
  double mean = 0;
  double lowest = 0;  ///< of those other than 0
  double highest = 0;
  double cv = 0;           ///< standard deviation, with n, over the mean
  double kish_deff = 0;    ///< n sum(w^2) / sum(w)^2 = 1 + cv^2
  double effective_n = 0;  ///< sum(w)^2 / sum(w^2)
};

/// Of the design's domain.
/// @throws EstimationError  no case with a weight.
/// @source  Kish 1965, Survey Sampling, 11.7; Kish 1992, Journal of Official Statistics 8, 183
[[nodiscard]] ACTIONPLAN_EXPORT WeightSummary weight_summary(const Design& design);

}  // namespace actionplan::survey

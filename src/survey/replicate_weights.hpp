// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/column.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// Replicate weights in one of two forms: a column each, or a factor per unit and replicate.
struct ReplicateWeights {
  std::vector<Column> columns;  ///< borrowed, or in `own`
  Matrix own;
  bool combined = true;
  double weight_scale = 1;  ///< of the columns, where they are weights

  std::vector<std::int32_t> unit_of_row;  ///< where there are factors
  Matrix factors;                         ///< units x replicates

  std::size_t count = 0;
  ReplicateMethod method = ReplicateMethod::other;
  double scale = 1;
  std::vector<double> rscales;
  bool mse = false;
  std::optional<double> df;
};

struct ReplicateMaker {
  static ReplicateDesign make(Design full_sample, ReplicateWeights weights) {
    return {std::move(full_sample), std::make_shared<const ReplicateWeights>(std::move(weights))};
  }
};

/// @throws InvalidArgument  a rho outside [0, 1), or of a method that has none.
void check_rho(ReplicateMethod method, std::optional<double> rho);

/// Rank of the replicate weights over the rows of each domain, minus 1; -1 where there is none.
/// @param domain_of_row  below 0: no domain.
/// @source  rank as documented for `degf` of replicate designs: Lumley 2010, Complex Surveys, 2.3
[[nodiscard]] std::vector<double> rank_minus_one(const ReplicateDesign& design,
                                                 std::span<const std::int32_t> domain_of_row,
                                                 std::size_t domains);

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "calibrated.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <utility>

namespace actionplan::survey::detail {

ReplicateDesign reweigh_replicates(
    const ReplicateDesign& design,
    const std::function<std::vector<double>(std::span<const double>)>& reweigh) {
  std::vector<double> weights = reweigh(design.weights());
  Matrix replicates{design.size(), design.replicate_count()};
  std::vector<double> buffer(design.size());
  for (std::size_t r = 0; r < design.replicate_count(); ++r) {
    const double* from = design.read(r, 0, design.size(), buffer.data());
    try {
      const std::vector<double> now = reweigh({from, design.size()});
      std::copy(now.begin(), now.end(), replicates.column(r).begin());
    } catch (const EstimationError& error) {
      throw EstimationError("Replicate " + std::to_string(r) + ": " + error.what());
    }
  }
  return design.with_weights(std::move(weights), std::move(replicates));
}

}  // namespace actionplan::survey::detail

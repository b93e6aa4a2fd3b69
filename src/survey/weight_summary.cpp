// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/weight_summary.hpp>

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>

namespace actionplan::survey {

WeightSummary weight_summary(const Design& design) {
  WeightSummary out;
  double squares = 0;
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (!design.is_inside(row)) continue;
    const double weight = design.weights()[row];
    out.zero += weight == 0;
    if (weight == 0) continue;
    out.negative += weight < 0;
    out.lowest = out.n == 0 ? weight : std::min(out.lowest, weight);
    out.highest = out.n == 0 ? weight : std::max(out.highest, weight);
    out.sum += weight;
    squares += weight * weight;
    ++out.n;
  }
  if (out.n == 0) {
    throw EstimationError("No case of the domain has a weight other than 0; use a larger domain.");
  }
  const auto n = static_cast<double>(out.n);
  out.mean = out.sum / n;
  out.kish_deff = squares / out.sum * n / out.sum;
  out.cv = std::sqrt(std::max(0.0, out.kish_deff - 1));
  out.effective_n = n / out.kish_deff;
  return out;
}

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cases.hpp"

#include <actionplan/survey/column.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// Weighted sums of variables under every replicate and under the full sample, per domain.
struct ReplicateSums {
  std::size_t replicates = 0;  ///< the full sample is number `replicates`, after them
  std::size_t domains = 0;
  std::size_t variables = 0;
  Matrix shift;              ///< domains x variables: sums are of values less this
  std::vector<double> sums;  ///< (replicate, domain, variable), then the sum of weights

  [[nodiscard]] const double* at(std::size_t replicate, std::size_t domain) const {
    return sums.data() + (replicate * domains + domain) * (variables + 1);
  }
};

/// One pass over the rows, in blocks and parts of fixed size: the same bits for any `threads`.
/// @param is_shifted  sums about the first value of each domain, which loses no digit to an offset.
[[nodiscard]] ReplicateSums replicate_sums(const ReplicateDesign& design,
                                           std::span<const Column> variables, const Cases& cases,
                                           bool is_shifted, int threads);

}  // namespace actionplan::survey::detail

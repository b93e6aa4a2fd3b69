// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace actionplan::survey::detail {

/// Columns of weights whose sums are taken together: each value is read once for all of them, and
/// so many columns come from memory at once that it, not the processor, is the limit.
inline constexpr std::size_t columns_at_once = 4;

/// Adds the sum of weight times value under each column to `sums`.
/// The order of the additions depends on the number of values alone, not on how many columns are
/// taken together.
///
/// @param columns  at most `columns_at_once`, as long as `values`; read ahead of their use.
/// @param sums     one per column.
void add_products(std::span<const double* const> columns, std::span<const double> values,
                  double* sums);

/// The same, and adds the sum of the weights themselves to `weights`.
void add_products(std::span<const double* const> columns, std::span<const double> values,
                  double* sums, double* weights);

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"
#include "sums_access.hpp"

#include <actionplan/survey/sums.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace actionplan::survey::detail {

std::vector<double> products_of(const Design& design, std::span<const Column> variables,
                                const EstimateOptions& options, const Sums& sums) {
  constexpr std::size_t block = 1024;
  const std::size_t count = variables.size();
  const Cases cases = find_cases(design, variables, options);
  std::vector<double> out(sums.domains.size() * sums.product_count());
  std::vector<double> buffers(count * block);
  std::vector<const double*> values(count);
  std::vector<double> off(count);
  for (std::size_t begin = 0; begin < design.size(); begin += block) {
    const std::size_t rows = std::min(block, design.size() - begin);
    for (std::size_t j = 0; j < count; ++j) {
      values[j] = variables[j].read(begin, rows, buffers.data() + j * block);
    }
    for (std::size_t i = 0; i < rows; ++i) {
      const std::int32_t domain = cases.domain_of_row[begin + i];
      const double weight = design.weights()[begin + i];
      if (domain < 0 || weight == 0) continue;
      const double* shifts = sums.shifts.data() + std::size_t(domain) * count;
      double* to = out.data() + std::size_t(domain) * sums.product_count();
      for (std::size_t a = 0; a < count; ++a) {
        off[a] = values[a][i] - shifts[a];
        for (std::size_t b = 0; b <= a; ++b) *to++ += weight * off[a] * off[b];
      }
    }
  }
  return out;
}

}  // namespace actionplan::survey::detail

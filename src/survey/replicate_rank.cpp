// SPDX-License-Identifier: Apache-2.0
#include "replicate_weights.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::survey::detail {
namespace {

constexpr double tolerance = 1e-5;  // of a combination's length, below which it adds no direction
constexpr std::size_t chunk = 1024;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// The span of rows of replicate weights, found from combinations of them: if a row of a chunk lies
// outside, then so does a random combination of the chunk, but for chance of measure zero. One pass
// over the weights instead of a decomposition of all of them.
class Span {
 public:
  [[nodiscard]] std::size_t rank() const { return basis_.size(); }

  // True where the vector added a direction.
  bool add(std::vector<double> vector) {
    const double length = std::sqrt(dot(vector, vector));
    if (!(length > 0)) return false;
    for (int pass = 0; pass < 2; ++pass) {
      for (const auto& direction : basis_) {
        const double along = dot(vector, direction);
        for (std::size_t i = 0; i < vector.size(); ++i) vector[i] -= along * direction[i];
      }
    }
    const double left = std::sqrt(dot(vector, vector));
    if (!(left > tolerance * length)) return false;
    for (double& value : vector) value /= left;
    basis_.push_back(std::move(vector));
    return true;
  }

 private:
  std::vector<std::vector<double>> basis_;
};

// A fixed sequence (splitmix64), so that a rank never depends on the run.
double coefficient(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  const double size = 0.5 + static_cast<double>(z >> 12U) * 0x1p-52;
  return (z & 1U) != 0 ? size : -size;
}

std::vector<double> combination(const ReplicateDesign& design, std::size_t begin, std::size_t end,
                                std::span<const std::size_t> rows, std::uint64_t& state) {
  std::vector<double> factor(rows.size());
  for (double& value : factor) value = coefficient(state);
  std::vector<double> buffer(end - begin);
  std::vector<double> out(design.replicate_count());
  for (std::size_t r = 0; r < out.size(); ++r) {
    const double* weights = design.read(r, begin, end - begin, buffer.data());
    for (std::size_t i = 0; i < rows.size(); ++i) out[r] += factor[i] * weights[rows[i] - begin];
  }
  return out;
}

}  // namespace

std::vector<double> rank_minus_one(const ReplicateDesign& design,
                                   std::span<const std::int32_t> domain_of_row,
                                   std::size_t domains) {
  std::vector<Span> spans(domains);
  std::vector<std::vector<std::size_t>> rows(domains);
  std::uint64_t state = 1;
  const std::size_t full = design.replicate_count();
  for (std::size_t begin = 0; begin < design.size(); begin += chunk) {
    const std::size_t end = std::min(begin + chunk, design.size());
    for (auto& list : rows) list.clear();
    for (std::size_t row = begin; row < end; ++row) {
      const std::int32_t domain = domain_of_row[row];
      if (domain >= 0) rows[static_cast<std::size_t>(domain)].push_back(row);
    }
    bool is_done = true;
    for (std::size_t d = 0; d < domains; ++d) {
      while (!rows[d].empty() && spans[d].rank() < full &&
             spans[d].add(combination(design, begin, end, rows[d], state))) {
      }
      is_done &= spans[d].rank() == full;
    }
    if (is_done) break;
  }
  std::vector<double> out;
  for (const Span& span : spans) out.push_back(static_cast<double>(span.rank()) - 1);
  return out;
}

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "replicate_weights.hpp"
#include "weighted_sums.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::survey::detail {
namespace {

constexpr double least_share = 1e-5;  // of a combination's length, below which it adds no direction
constexpr std::size_t first_chunk = 512;
constexpr std::size_t last_chunk = 4096;  // of which one row still shows in a sum of all

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
    if (!(left > least_share * length)) return false;
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

// Rows from `begin` with a factor each, 0 outside the domains that are still searched.
class Chunk {
 public:
  Chunk(const ReplicateDesign& design, std::span<const std::int32_t> domains, std::size_t begin)
      : design_{design}, domains_{domains}, begin_{begin}, factors_(domains.size()) {}

  void draw(const std::vector<bool>& is_searched, std::uint64_t& state) {
    for (std::size_t i = 0; i < domains_.size(); ++i) {
      const std::int32_t domain = domains_[i];
      const bool is_in = domain >= 0 && is_searched[static_cast<std::size_t>(domain)];
      factors_[i] = is_in ? coefficient(state) : 0.0;
    }
  }

  // Per domain, the sums of the rows of replicate weights times their factors.
  [[nodiscard]] std::vector<std::vector<double>> combine(std::size_t domains) const {
    const std::size_t count = domains_.size();
    std::vector<std::vector<double>> out(domains, std::vector<double>(design_.replicate_count()));
    std::vector<double> buffer(columns_at_once * count);
    for (std::size_t r = 0; r < design_.replicate_count(); r += columns_at_once) {
      const std::size_t columns = std::min(columns_at_once, design_.replicate_count() - r);
      const double* from[columns_at_once];
      for (std::size_t c = 0; c < columns; ++c) {
        from[c] = design_.read(r + c, begin_, count, buffer.data() + c * count);
      }
      if (domains == 1) {
        add_products({from, columns}, factors_, out[0].data() + r);
        continue;
      }
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < count; ++i) {
          if (factors_[i] == 0) continue;
          out[static_cast<std::size_t>(domains_[i])][r + c] += factors_[i] * from[c][i];
        }
      }
    }
    return out;
  }

 private:
  const ReplicateDesign& design_;
  std::span<const std::int32_t> domains_;
  std::size_t begin_;
  std::vector<double> factors_;
};

bool any(const std::vector<bool>& flags) {
  return std::find(flags.begin(), flags.end(), true) != flags.end();
}

}  // namespace

std::vector<double> rank_minus_one(const ReplicateDesign& design,
                                   std::span<const std::int32_t> domain_of_row,
                                   std::size_t domains) {
  std::vector<Span> spans(domains);
  std::uint64_t state = 1;
  const std::size_t full = design.replicate_count();
  // Short chunks first: most of the directions are found there, at a pass over the chunk for each.
  std::size_t rows = first_chunk;
  for (std::size_t begin = 0; begin < design.size(); begin += rows) {
    if (begin > 0) rows = std::min(2 * rows, last_chunk);
    const std::size_t count = std::min(rows, design.size() - begin);
    std::vector<bool> is_searched(domains);
    for (std::size_t d = 0; d < domains; ++d) is_searched[d] = spans[d].rank() < full;
    if (!any(is_searched)) break;
    Chunk chunk{design, domain_of_row.subspan(begin, count), begin};
    while (any(is_searched)) {
      chunk.draw(is_searched, state);
      std::vector<std::vector<double>> found = chunk.combine(domains);
      for (std::size_t d = 0; d < domains; ++d) {
        is_searched[d] =
            is_searched[d] && spans[d].add(std::move(found[d])) && spans[d].rank() < full;
      }
    }
  }
  std::vector<double> out;
  for (const Span& span : spans) out.push_back(static_cast<double>(span.rank()) - 1);
  return out;
}

}  // namespace actionplan::survey::detail

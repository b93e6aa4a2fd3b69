// SPDX-License-Identifier: Apache-2.0
#include "replicate_sums.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <exception>
#include <limits>
#include <thread>

namespace actionplan::survey::detail {
namespace {

constexpr std::size_t block_rows = 8192;  // long enough for a processor to read ahead in a column
constexpr std::size_t most_parts = 64;
constexpr std::size_t lanes = 8;

// Sums of w and of w x in eight fixed lanes, two to a vector: left to itself GCC 12 shuffles more
// than it adds. The lanes and their order are the same with or without vectors.
#if defined(__GNUC__)
typedef double Two __attribute__((vector_size(16)));
#else
struct Two {
  double lane[2];
  double operator[](std::size_t i) const { return lane[i]; }
  Two& operator+=(const Two& o) {
    lane[0] += o.lane[0];
    lane[1] += o.lane[1];
    return *this;
  }
  friend Two operator*(const Two& a, const Two& b) {
    return {{a.lane[0] * b.lane[0], a.lane[1] * b.lane[1]}};
  }
};
#endif

struct Lanes {
  Two pair[lanes / 2] = {};

  // And of what is left beside whole lanes.
  [[nodiscard]] double sum(const std::array<double, lanes>& rest) const {
    double v[lanes];
    for (std::size_t l = 0; l < lanes; ++l) v[l] = pair[l / 2][l % 2] + rest[l];
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
  }
};

struct Pair {
  double weight;
  double value;
};

template <bool has_weight>
Pair add_up(const double* w, const double* x, std::size_t count) {
  Lanes a;
  Lanes b;
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    for (std::size_t p = 0; p < lanes / 2; ++p) {
      Two weight;
      Two value;
      std::memcpy(&weight, w + i + 2 * p, sizeof weight);
      std::memcpy(&value, x + i + 2 * p, sizeof value);
      if (has_weight) a.pair[p] += weight;
      b.pair[p] += weight * value;
    }
  }
  std::array<double, lanes> rest_a{};
  std::array<double, lanes> rest_b{};
  for (std::size_t l = 0; i < count; ++i, ++l) {
    rest_a[l] = w[i];
    rest_b[l] = w[i] * x[i];
  }
  return {has_weight ? a.sum(rest_a) : 0.0, b.sum(rest_b)};
}

Pair weighted(const double* w, const double* x, std::size_t count) {
  return add_up<true>(w, x, count);
}

double dot(const double* w, const double* x, std::size_t count) {
  return add_up<false>(w, x, count).value;
}

// Rows of one block that are cases, domain by domain, with their values side by side.
class Block {
 public:
  Block(std::size_t variables, std::size_t domains)
      : begin_of_(domains + 1), values_(variables * block_rows), buffer_(block_rows) {
    starts_.resize(domains + 1);
    rows_.resize(block_rows);
    weights_.resize(block_rows);
  }

  void fill(std::span<const Column> variables, const Cases& cases, const Matrix& shift,
            std::size_t begin, std::size_t count) {
    begin_ = begin;
    count_ = count;
    order(cases);
    for (std::size_t j = 0; j < variables.size(); ++j) {
      const double* from = variables[j].read(begin, count, buffer_.data());
      double* to = values_.data() + j * block_rows;
      for (std::size_t d = 0; d + 1 < starts_.size(); ++d) {
        for (std::size_t i = starts_[d]; i < starts_[d + 1]; ++i) {
          to[i] = from[rows_[i]] - shift(d, j);
        }
      }
    }
  }

  // Adds the sums under the weights that `read` gives.
  template <class Read>
  void add(Read read, std::size_t variables, double* sums) {
    const double* weights = read(begin_, count_, buffer_.data());
    if (!is_whole_) {
      for (std::size_t i = 0; i < starts_.back(); ++i) weights_[i] = weights[rows_[i]];
      weights = weights_.data();
    }
    for (std::size_t d = 0; d + 1 < starts_.size(); ++d) {
      const std::size_t from = starts_[d];
      const std::size_t count = starts_[d + 1] - from;
      if (count == 0) continue;
      double* to = sums + d * (variables + 1);
      const Pair first = weighted(weights + from, values_.data() + from, count);
      to[variables] += first.weight;
      to[0] += first.value;
      for (std::size_t j = 1; j < variables; ++j) {
        to[j] += dot(weights + from, values_.data() + j * block_rows + from, count);
      }
    }
  }

 private:
  // Counting sort of the rows by domain, which keeps their order.
  void order(const Cases& cases) {
    std::fill(starts_.begin(), starts_.end(), 0);
    const std::int32_t* domain = cases.domain_of_row.data() + begin_;
    for (std::size_t i = 0; i < count_; ++i) {
      if (domain[i] >= 0) ++starts_[static_cast<std::size_t>(domain[i]) + 1];
    }
    for (std::size_t d = 1; d < starts_.size(); ++d) starts_[d] += starts_[d - 1];
    std::copy(starts_.begin(), starts_.end(), begin_of_.begin());
    is_whole_ = starts_.size() == 2 && starts_.back() == count_;
    for (std::size_t i = 0; i < count_; ++i) {
      if (domain[i] >= 0) rows_[begin_of_[static_cast<std::size_t>(domain[i])]++] = i;
    }
  }

  std::vector<std::size_t> begin_of_;
  std::vector<double> values_;
  std::vector<double> buffer_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> rows_;
  std::vector<double> weights_;
  std::size_t begin_ = 0;
  std::size_t count_ = 0;
  bool is_whole_ = false;
};

Matrix first_values(std::span<const Column> variables, const Cases& cases) {
  Matrix out{cases.domains, variables.size()};
  std::vector<std::uint8_t> has(cases.domains);
  std::size_t left = cases.domains;
  for (std::size_t row = 0; row < cases.domain_of_row.size() && left > 0; ++row) {
    if (cases.domain_of_row[row] < 0) continue;
    const auto domain = static_cast<std::size_t>(cases.domain_of_row[row]);
    if (has[domain] != 0) continue;
    has[domain] = 1;
    --left;
    for (std::size_t j = 0; j < variables.size(); ++j) out(domain, j) = variables[j][row];
  }
  return out;
}

class Pass {
 public:
  Pass(const ReplicateDesign& design, std::span<const Column> variables, const Cases& cases,
       ReplicateSums& out)
      : design_{design}, variables_{variables}, cases_{cases}, out_{out} {
    const std::size_t blocks = (design.size() + block_rows - 1) / block_rows;
    blocks_per_part_ = (blocks + most_parts - 1) / most_parts;
    parts_ = (blocks + blocks_per_part_ - 1) / blocks_per_part_;
  }

  void run(int threads) {
    const std::size_t size = (out_.replicates + 1) * out_.domains * (out_.variables + 1);
    std::vector<std::vector<double>> sums(parts_);
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> failures(parts_);
    const auto work = [&] {
      for (std::size_t part = next++; part < parts_; part = next++) {
        try {
          sums[part].assign(size, 0.0);
          add_part(part, sums[part].data());
        } catch (...) {
          failures[part] = std::current_exception();
        }
      }
    };
    const std::size_t wanted = threads < 1 ? 1 : static_cast<std::size_t>(threads);
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min(wanted, parts_); ++i) helpers.emplace_back(work);
    work();
    helpers.clear();
    for (const auto& failure : failures) {
      if (failure) std::rethrow_exception(failure);
    }
    out_.sums.assign(size, 0.0);
    for (const auto& part : sums) {
      for (std::size_t i = 0; i < size; ++i) out_.sums[i] += part[i];
    }
  }

 private:
  void add_part(std::size_t part, double* sums) const {
    Block block{out_.variables, out_.domains};
    const std::size_t stride = out_.domains * (out_.variables + 1);
    const std::size_t end = std::min(design_.size(), (part + 1) * blocks_per_part_ * block_rows);
    for (std::size_t row = part * blocks_per_part_ * block_rows; row < end; row += block_rows) {
      const std::size_t count = std::min(block_rows, end - row);
      block.fill(variables_, cases_, out_.shift, row, count);
      for (std::size_t r = 0; r < out_.replicates; ++r) {
        block.add([&](std::size_t from, std::size_t rows,
                      double* buffer) { return design_.read(r, from, rows, buffer); },
                  out_.variables, sums + r * stride);
      }
      block.add(
          [&](std::size_t from, std::size_t, double*) { return design_.weights().data() + from; },
          out_.variables, sums + out_.replicates * stride);
    }
  }

  const ReplicateDesign& design_;
  std::span<const Column> variables_;
  const Cases& cases_;
  ReplicateSums& out_;
  std::size_t blocks_per_part_ = 1;
  std::size_t parts_ = 1;
};

}  // namespace

ReplicateSums replicate_sums(const ReplicateDesign& design, std::span<const Column> variables,
                             const Cases& cases, bool is_shifted, int threads) {
  ReplicateSums out;
  out.replicates = design.replicate_count();
  out.domains = cases.domains;
  out.variables = variables.size();
  out.shift = is_shifted ? first_values(variables, cases) : Matrix{cases.domains, variables.size()};
  Pass{design, variables, cases, out}.run(threads);
  return out;
}

}  // namespace actionplan::survey::detail

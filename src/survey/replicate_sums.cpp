// SPDX-License-Identifier: Apache-2.0
#include "replicate_sums.hpp"

#include "core/internal/in_parallel.hpp"
#include "weighted_sums.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace actionplan::survey::detail {
namespace {

constexpr std::size_t cached_rows = 8192;  // of which the values stay near the processor
constexpr std::size_t chunk_rows = 512;    // read as doubles by columns_at_once, near it too
constexpr std::size_t most_parts = 64;

// Rows of one block that are cases, domain by domain, with their values side by side.
class Block {
 public:
  Block(std::size_t variables, std::size_t domains)
      : variables_{variables},
        begin_of_(domains + 1),
        values_(variables * cached_rows),
        buffer_(cached_rows),
        starts_(domains + 1),
        rows_(cached_rows) {}

  void fill(std::span<const Column> variables, const Cases& cases, const Matrix& shift,
            std::size_t begin, std::size_t count) {
    begin_ = begin;
    order({cases.domain_of_row.data() + begin, count});
    for (std::size_t j = 0; j < variables_; ++j) {
      const double* from = variables[j].read(begin, count, buffer_.data());
      double* to = values_.data() + j * cached_rows;
      if (is_whole_) {
        for (std::size_t i = 0; i < count; ++i) to[i] = from[i] - shift(0, j);
        continue;
      }
      for (std::size_t d = 0; d + 1 < starts_.size(); ++d) {
        for (std::size_t i = starts_[d]; i < starts_[d + 1]; ++i) {
          to[i] = from[rows_[i]] - shift(d, j);
        }
      }
    }
  }

  // Adds the sums under `columns` columns of weights, the first of which goes to `sums` and each
  // other to `stride` beyond; read(column, begin, count, buffer) gives their weights.
  template <class Read>
  void add(Read read, std::size_t columns, double* sums, std::size_t stride) {
    weights_.resize(columns_at_once * (is_whole_ ? chunk_rows : cached_rows));
    if (!is_whole_) gather(read, columns);
    std::array<const double*, columns_at_once> from{};
    for (std::size_t d = 0; d + 1 < starts_.size(); ++d) {
      for (std::size_t at = starts_[d]; at < starts_[d + 1]; at += chunk_rows) {
        const std::size_t count = std::min(chunk_rows, starts_[d + 1] - at);
        for (std::size_t c = 0; c < columns; ++c) {
          from[c] = is_whole_ ? read(c, begin_ + at, count, weights_.data() + c * chunk_rows)
                              : weights_.data() + c * cached_rows + at;
        }
        add_chunk({from.data(), columns}, at, count, sums + d * (variables_ + 1), stride);
      }
    }
  }

 private:
  void add_chunk(std::span<const double* const> from, std::size_t at, std::size_t count,
                 double* sums, std::size_t stride) const {
    for (std::size_t j = 0; j < variables_; ++j) {
      const std::span values{values_.data() + j * cached_rows + at, count};
      std::array<double, columns_at_once> products{};
      std::array<double, columns_at_once> weights{};
      if (j == 0) {
        add_products(from, values, products.data(), weights.data());
      } else {
        add_products(from, values, products.data());
      }
      for (std::size_t c = 0; c < from.size(); ++c) {
        sums[c * stride + j] += products[c];
        if (j == 0) sums[c * stride + variables_] += weights[c];
      }
    }
  }

  template <class Read>
  void gather(Read read, std::size_t columns) {
    for (std::size_t c = 0; c < columns; ++c) {
      const double* from = read(c, begin_, count_, buffer_.data());
      double* to = weights_.data() + c * cached_rows;
      for (std::size_t i = 0; i < starts_.back(); ++i) to[i] = from[rows_[i]];
    }
  }

  // Counting sort of the rows by domain, which keeps their order.
  void order(std::span<const std::int32_t> domain) {
    count_ = domain.size();
    std::fill(starts_.begin(), starts_.end(), 0);
    starts_.back() = count_;
    is_whole_ = starts_.size() == 2 &&
                std::all_of(domain.begin(), domain.end(), [](std::int32_t d) { return d >= 0; });
    if (is_whole_) return;
    starts_.back() = 0;
    for (const std::int32_t d : domain) {
      if (d >= 0) ++starts_[static_cast<std::size_t>(d) + 1];
    }
    for (std::size_t d = 1; d < starts_.size(); ++d) starts_[d] += starts_[d - 1];
    std::copy(starts_.begin(), starts_.end(), begin_of_.begin());
    for (std::size_t i = 0; i < count_; ++i) {
      if (domain[i] < 0) continue;
      rows_[begin_of_[static_cast<std::size_t>(domain[i])]++] = static_cast<std::uint16_t>(i);
    }
  }

  static_assert(cached_rows <= std::numeric_limits<std::uint16_t>::max());

  std::size_t variables_;
  std::vector<std::size_t> begin_of_;
  std::vector<double> values_;
  std::vector<double> buffer_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint16_t> rows_;
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
    const std::size_t blocks = (design.size() + cached_rows - 1) / cached_rows;
    blocks_per_part_ = (blocks + most_parts - 1) / most_parts;
    parts_ = (blocks + blocks_per_part_ - 1) / blocks_per_part_;
  }

  void run(int threads) {
    const std::size_t size = (out_.replicates + 1) * out_.domains * (out_.variables + 1);
    std::vector<std::vector<double>> sums(parts_);
    actionplan::detail::in_parallel(threads, parts_, [&](std::size_t part) {
      sums[part].assign(size, 0.0);
      add_part(part, sums[part].data());
    });
    out_.sums.assign(size, 0.0);
    for (const auto& part : sums) {
      for (std::size_t i = 0; i < size; ++i) out_.sums[i] += part[i];
    }
  }

 private:
  void add_part(std::size_t part, double* sums) const {
    Block block{out_.variables, out_.domains};
    const std::size_t stride = out_.domains * (out_.variables + 1);
    const std::size_t end = std::min(design_.size(), (part + 1) * blocks_per_part_ * cached_rows);
    for (std::size_t row = part * blocks_per_part_ * cached_rows; row < end; row += cached_rows) {
      const std::size_t count = std::min(cached_rows, end - row);
      block.fill(variables_, cases_, out_.shift, row, count);
      // The full sample comes last, as one replicate more.
      for (std::size_t r = 0; r <= out_.replicates; r += columns_at_once) {
        const auto read = [&](std::size_t c, std::size_t from, std::size_t rows, double* buffer) {
          return r + c < out_.replicates ? design_.read(r + c, from, rows, buffer)
                                         : design_.weights().data() + from;
        };
        block.add(read, std::min(columns_at_once, out_.replicates + 1 - r), sums + r * stride,
                  stride);
      }
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

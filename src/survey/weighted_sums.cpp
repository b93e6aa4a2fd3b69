// SPDX-License-Identifier: Apache-2.0
#include "weighted_sums.hpp"

#include "read_ahead.hpp"

#include <cstring>

namespace actionplan::survey::detail {
namespace {

// Two doubles that are added at once: left to itself GCC 12 shuffles more than it adds. The lanes
// and their order are the same with or without vectors.
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

constexpr std::size_t line = 8;     // doubles of a line of the cache, added as two halves
constexpr std::size_t ahead = 512;  // doubles: a page, past which no processor looks by itself

Two read(const double* from) {
  Two out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

// Sums in four lanes.
struct LanePair {
  Two low = {};
  Two high = {};

  [[nodiscard]] double sum() const { return (low[0] + high[0]) + (low[1] + high[1]); }
};

template <std::size_t columns, bool has_weights>
void add(const double* const* from, std::span<const double> values, double* sums, double* weights) {
  const double* at[columns];
  for (std::size_t c = 0; c < columns; ++c) at[c] = from[c];
  LanePair product[columns];
  LanePair weight[columns];
  const double* const x = values.data();
  const std::size_t whole = values.size() / line * line;
  for (std::size_t i = 0; i < whole; i += line) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (has_weights) read_ahead<2>(at[c] + i, ahead);  // the first to come by
    }
    for (std::size_t half = i; half < i + line; half += line / 2) {
      const Two low = read(x + half);
      const Two high = read(x + half + 2);
      for (std::size_t c = 0; c < columns; ++c) {
        const Two w_low = read(at[c] + half);
        const Two w_high = read(at[c] + half + 2);
        if (has_weights) weight[c].low += w_low;
        if (has_weights) weight[c].high += w_high;
        product[c].low += w_low * low;
        product[c].high += w_high * high;
      }
    }
  }
  for (std::size_t c = 0; c < columns; ++c) {
    double rest = 0;
    double rest_of_weights = 0;
    for (std::size_t i = whole; i < values.size(); ++i) {
      rest += at[c][i] * x[i];
      rest_of_weights += at[c][i];
    }
    sums[c] += product[c].sum() + rest;
    if (has_weights) weights[c] += weight[c].sum() + rest_of_weights;
  }
}

template <bool has_weights>
void add_all(std::span<const double* const> columns, std::span<const double> values, double* sums,
             double* weights) {
  static_assert(columns_at_once == 4);
  const double* const* from = columns.data();
  switch (columns.size()) {
    case 0: return;
    case 1: return add<1, has_weights>(from, values, sums, weights);
    case 2: return add<2, has_weights>(from, values, sums, weights);
    case 3: return add<3, has_weights>(from, values, sums, weights);
    default: return add<4, has_weights>(from, values, sums, weights);
  }
}

}  // namespace

void add_products(std::span<const double* const> columns, std::span<const double> values,
                  double* sums) {
  add_all<false>(columns, values, sums, nullptr);
}

void add_products(std::span<const double* const> columns, std::span<const double> values,
                  double* sums, double* weights) {
  add_all<true>(columns, values, sums, weights);
}

}  // namespace actionplan::survey::detail

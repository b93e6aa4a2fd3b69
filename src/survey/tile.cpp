// SPDX-License-Identifier: Apache-2.0
#include "tile.hpp"

#include "read_ahead.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

// The same source twice: as the compiler is told to build everything, and for processors with AVX2,
// which most have. Without fused multiplication both give the same bits.
#if defined(__GNUC__) && defined(__x86_64__)
#define ACTIONPLAN_HAS_AVX2_TWIN 1
#define ACTIONPLAN_INLINE inline __attribute__((always_inline))
#elif defined(__GNUC__)
#define ACTIONPLAN_INLINE inline __attribute__((always_inline))
#else
#define ACTIONPLAN_INLINE inline
#endif

namespace actionplan::survey::detail {
namespace {

ACTIONPLAN_INLINE bool is_uniform(const Tile& tile) {
  std::uint32_t differences = 0;
  for (std::size_t r = 0; r < tile.rows; ++r) differences |= tile.cell[r] ^ tile.cell[0];
  return differences == 0;
}

ACTIONPLAN_INLINE void add_uniform(const Tile& tile, const double* const (&columns)[lanes],
                                   bool counts, LaneGroup* cells, const LaneGroup* origins) {
  constexpr std::size_t apart = 8;  // sums that do not wait for each other
  double* const cell = cells[tile.cell[0]].at;
  for (std::size_t k = 0; k < (counts ? lanes - 1 : lanes); ++k) {
    const double* values = columns[k];
    const double origin = origins[tile.origin[0]].at[k];
    double sums[apart] = {};
    std::size_t r = 0;
    for (; r + apart <= tile.rows; r += apart) {
      for (std::size_t i = 0; i < apart; ++i) {
        sums[i] += tile.weights[r + i] * (values[r + i] - origin);
      }
    }
    for (; r < tile.rows; ++r) sums[0] += tile.weights[r] * (values[r] - origin);
    cell[k] +=
        ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
  }
  if (!counts) return;
  std::int64_t count = 0;
  for (std::size_t r = 0; r < tile.rows; ++r) count += tile.weights[r] > 0 ? 1 : 0;
  cell[lanes - 1] += static_cast<double>(count);
}

ACTIONPLAN_INLINE void add_row(const Tile& tile, std::size_t r,
                               const double* const (&columns)[lanes], bool counts, LaneGroup* cells,
                               const LaneGroup* origins) {
  const double weight = tile.weights[r];
  double* const cell = cells[tile.cell[r]].at;
  const double* const origin = origins[tile.origin[r]].at;
  for (std::size_t k = 0; k + 1 < lanes; ++k) cell[k] += weight * (columns[k][r] - origin[k]);
  constexpr std::size_t last = lanes - 1;
  cell[last] += counts ? (weight > 0 ? 1.0 : 0.0) : weight * (columns[last][r] - origin[last]);
}

#if defined(__GNUC__)

typedef double Lanes __attribute__((vector_size(32)));

// Four rows of four columns, turned so that a row lies in one vector.
ACTIONPLAN_INLINE void add_apart(const Tile& tile, const double* const (&columns)[lanes],
                                 bool counts, LaneGroup* cells, const LaneGroup* origins) {
  std::size_t r = 0;
  for (; r + 4 <= tile.rows; r += 4) {
    if (r % 8 == 0) {
      for (std::size_t k = 0; k < lanes; ++k) read_ahead<2>(columns[k] + r, tile_rows);
    }
    Lanes a;
    Lanes b;
    Lanes c;
    Lanes d;
    std::memcpy(&a, columns[0] + r, sizeof a);
    std::memcpy(&b, columns[1] + r, sizeof b);
    std::memcpy(&c, columns[2] + r, sizeof c);
    std::memcpy(&d, columns[3] + r, sizeof d);
    const Lanes ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6);
    const Lanes ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const Lanes cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6);
    const Lanes cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    const Lanes rows[4] = {__builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5),
                           __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5),
                           __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7),
                           __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7)};
    for (std::size_t i = 0; i < 4; ++i) {
      const double w = tile.weights[r + i];
      const Lanes weight = {w, w, w, w};
      Lanes origin;
      Lanes cell;
      std::memcpy(&origin, origins[tile.origin[r + i]].at, sizeof origin);
      std::memcpy(&cell, cells[tile.cell[r + i]].at, sizeof cell);
      Lanes product = weight * (rows[i] - origin);
      if (counts) {
        const Lanes count = weight > 0.0 ? Lanes{1, 1, 1, 1} : Lanes{};
        product = __builtin_shufflevector(product, count, 0, 1, 2, 7);
      }
      cell += product;
      std::memcpy(cells[tile.cell[r + i]].at, &cell, sizeof cell);
    }
  }
  for (; r < tile.rows; ++r) add_row(tile, r, columns, counts, cells, origins);
}

#else

ACTIONPLAN_INLINE void add_apart(const Tile& tile, const double* const (&columns)[lanes],
                                 bool counts, LaneGroup* cells, const LaneGroup* origins) {
  for (std::size_t r = 0; r < tile.rows; ++r) add_row(tile, r, columns, counts, cells, origins);
}

#endif

ACTIONPLAN_INLINE void add_any(const Tile& tile, const double* const (&columns)[lanes], bool counts,
                               LaneGroup* cells, const LaneGroup* origins) {
  if (is_uniform(tile)) {
    add_uniform(tile, columns, counts, cells, origins);
  } else if (counts) {
    add_apart(tile, columns, true, cells, origins);
  } else {
    add_apart(tile, columns, false, cells, origins);
  }
}

// Every number of one width, and each loop without a branch, so that a vector holds many rows.
ACTIONPLAN_INLINE PlaceRange place_any(Tile& tile, const TilePlaces& places) {
  const std::size_t rows = tile.rows;
  std::int32_t own[tile_rows];
  const std::int32_t* domains = places.domains;
  if (domains == nullptr || places.inside != nullptr) {
    for (std::size_t r = 0; r < rows; ++r) own[r] = domains != nullptr ? domains[r] : 0;
    for (std::size_t r = 0; r < rows && places.inside != nullptr; ++r) {
      own[r] = places.inside[r] != 0 ? own[r] : -1;
    }
    domains = own;
  }
  // Without signs, for what a code outside of the domains comes to is not used.
  const std::int32_t* units = places.units;
  const auto width = static_cast<std::uint32_t>(places.width);
  const std::uint32_t out_origin = static_cast<std::uint32_t>(places.domain_count) * width;
  const std::uint32_t out_cell = static_cast<std::uint32_t>(places.outside) * width;
  std::int32_t lowest = std::numeric_limits<std::int32_t>::max();
  std::int32_t highest = -1;
  std::int32_t top = -1;
  for (std::size_t r = 0; r < rows; ++r) {
    const std::uint32_t origin = static_cast<std::uint32_t>(domains[r]) * width;
    const std::uint32_t cell = static_cast<std::uint32_t>(units[r]) * out_origin + origin;
    tile.cell[r] = domains[r] < 0 ? out_cell : cell;
    tile.origin[r] = domains[r] < 0 ? out_origin : origin;
    top = std::max(top, domains[r]);
    lowest = std::min(lowest, units[r]);
    highest = std::max(highest, units[r]);
  }
  return {lowest, highest, top};
}

#ifdef ACTIONPLAN_HAS_AVX2_TWIN

__attribute__((target("avx2"))) void add_avx2(const Tile& tile,
                                              const double* const (&columns)[lanes], bool counts,
                                              LaneGroup* cells, const LaneGroup* origins) {
  add_any(tile, columns, counts, cells, origins);
}

__attribute__((target("avx2"))) PlaceRange place_avx2(Tile& tile, const TilePlaces& places) {
  return place_any(tile, places);
}

bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

#endif

}  // namespace

void add_columns(const Tile& tile, const double* const (&columns)[lanes], bool counts,
                 LaneGroup* cells, const LaneGroup* origins) {
#ifdef ACTIONPLAN_HAS_AVX2_TWIN
  if (has_avx2()) return add_avx2(tile, columns, counts, cells, origins);
#endif
  add_any(tile, columns, counts, cells, origins);
}

PlaceRange place(Tile& tile, const TilePlaces& places) {
#ifdef ACTIONPLAN_HAS_AVX2_TWIN
  if (has_avx2()) return place_avx2(tile, places);
#endif
  return place_any(tile, places);
}

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include "tile.hpp"

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
                                   double* cells, const double* origins) {
  constexpr std::size_t apart = 8;  // sums that do not wait for each other
  for (std::size_t k = 0; k < lanes; ++k) {
    const double* values = columns[k];
    const double origin = origins[tile.origin[0] + k];
    double sums[apart] = {};
    std::size_t r = 0;
    for (; r + apart <= tile.rows; r += apart) {
      for (std::size_t i = 0; i < apart; ++i) {
        sums[i] += tile.weights[r + i] * (values[r + i] - origin);
      }
    }
    for (; r < tile.rows; ++r) sums[0] += tile.weights[r] * (values[r] - origin);
    cells[tile.cell[0] + k] +=
        ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
  }
}

#if defined(__GNUC__)

typedef double Lanes __attribute__((vector_size(32)));

// Four rows of four columns, turned so that a row lies in one vector.
ACTIONPLAN_INLINE void add_apart(const Tile& tile, const double* const (&columns)[lanes],
                                 double* cells, const double* origins) {
  std::size_t r = 0;
  for (; r + 4 <= tile.rows; r += 4) {
    if (r % 8 == 0) {
      for (std::size_t k = 0; k < lanes; ++k) __builtin_prefetch(columns[k] + r + tile_rows, 0, 2);
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
      std::memcpy(&origin, origins + tile.origin[r + i], sizeof origin);
      std::memcpy(&cell, cells + tile.cell[r + i], sizeof cell);
      cell += weight * (rows[i] - origin);
      std::memcpy(cells + tile.cell[r + i], &cell, sizeof cell);
    }
  }
  for (; r < tile.rows; ++r) {
    for (std::size_t k = 0; k < lanes; ++k) {
      cells[tile.cell[r] + k] += tile.weights[r] * (columns[k][r] - origins[tile.origin[r] + k]);
    }
  }
}

#else

ACTIONPLAN_INLINE void add_apart(const Tile& tile, const double* const (&columns)[lanes],
                                 double* cells, const double* origins) {
  for (std::size_t r = 0; r < tile.rows; ++r) {
    for (std::size_t k = 0; k < lanes; ++k) {
      cells[tile.cell[r] + k] += tile.weights[r] * (columns[k][r] - origins[tile.origin[r] + k]);
    }
  }
}

#endif

ACTIONPLAN_INLINE void add_any(const Tile& tile, const double* const (&columns)[lanes],
                               double* cells, const double* origins) {
  if (is_uniform(tile)) {
    add_uniform(tile, columns, cells, origins);
  } else {
    add_apart(tile, columns, cells, origins);
  }
}

ACTIONPLAN_INLINE PlaceRange place_any(Tile& tile, const TilePlaces& places) {
  std::int32_t lowest = std::numeric_limits<std::int32_t>::max();
  std::int32_t highest = -1;
  std::int32_t top = -1;
  int zeros = 0;
  for (std::size_t r = 0; r < tile.rows; ++r) {
    std::int32_t domain = places.domains != nullptr ? places.domains[r] : 0;
    if (places.inside != nullptr && places.inside[r] == 0) domain = -1;
    const std::int32_t cell = places.units[r] * places.domain_count + domain;
    const bool is_out = domain < 0;
    top = std::max(top, domain);
    zeros |= tile.weights[r] == 0 ? 1 : 0;
    lowest = std::min(lowest, is_out ? lowest : cell);
    highest = std::max(highest, is_out ? -1 : cell);
    tile.cell[r] = static_cast<std::uint32_t>((is_out ? places.outside : cell) * places.width);
    tile.origin[r] =
        static_cast<std::uint32_t>((is_out ? places.domain_count : domain) * places.width);
  }
  return {lowest, highest, top, zeros != 0};
}

#ifdef ACTIONPLAN_HAS_AVX2_TWIN

__attribute__((target("avx2"))) void add_avx2(const Tile& tile,
                                              const double* const (&columns)[lanes], double* cells,
                                              const double* origins) {
  add_any(tile, columns, cells, origins);
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

void add_columns(const Tile& tile, const double* const (&columns)[lanes], double* cells,
                 const double* origins) {
#ifdef ACTIONPLAN_HAS_AVX2_TWIN
  if (has_avx2()) return add_avx2(tile, columns, cells, origins);
#endif
  add_any(tile, columns, cells, origins);
}

PlaceRange place(Tile& tile, const TilePlaces& places) {
#ifdef ACTIONPLAN_HAS_AVX2_TWIN
  if (has_avx2()) return place_avx2(tile, places);
#endif
  return place_any(tile, places);
}

}  // namespace actionplan::survey::detail

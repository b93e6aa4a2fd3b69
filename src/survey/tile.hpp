// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace actionplan::survey::detail {

inline constexpr std::size_t tile_rows = 512;
inline constexpr std::size_t lanes = 4;  // columns that are added at once

/// A few hundred rows on their way into a table of cells. A cell is a row of `width` doubles, a
/// multiple of `lanes`; origins are rows of the same width.
struct Tile {
  std::size_t rows = 0;
  const double* weights = nullptr;
  std::uint32_t cell[tile_rows] = {};    // where the row's cell begins
  std::uint32_t origin[tile_rows] = {};  // where the origins of its domain begin
};

/// Adds weight * (value - origin) of `lanes` columns to lanes of the cells. Rows of one and the same
/// cell throughout are summed apart and added once. The same bits on every processor.
/// @param columns  values of the tile's rows.  @param cells, origins  at the first of the lanes.
void add_columns(const Tile& tile, const double* const (&columns)[lanes], double* cells,
                 const double* origins);

/// What `place` takes.
struct TilePlaces {
  const std::int32_t* units = nullptr;
  const std::int32_t* domains = nullptr;  // null: all in domain 0
  const std::uint8_t* inside = nullptr;   // null: all
  std::int32_t domain_count = 1;
  std::int32_t outside = 0;  // the cell of rows that are left out
  std::int32_t width = 0;
};

struct PlaceRange {
  std::int32_t lowest;  // cells, without that of rows left out
  std::int32_t highest;
  std::int32_t top_domain;
  bool has_zero_weight;
};

/// Finds the cell and the origins of each row; rows left out have origins of their own, the last.
[[nodiscard]] PlaceRange place(Tile& tile, const TilePlaces& places);

}  // namespace actionplan::survey::detail

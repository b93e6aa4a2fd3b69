// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace actionplan::survey::detail {

inline constexpr std::size_t tile_rows = 512;
inline constexpr std::size_t lanes = 4;  // columns that are added at once

/// What is added at once.
struct alignas(lanes * sizeof(double)) LaneGroup {
  double at[lanes] = {};
};

/// A few hundred rows on their way into a table of cells. A cell is a row of lane groups; origins
/// are rows of as many.
struct Tile {
  std::size_t rows = 0;
  const double* weights = nullptr;
  std::uint32_t cell[tile_rows] = {};    // where the row's cell begins, in groups
  std::uint32_t origin[tile_rows] = {};  // where the origins of its domain begin
};

/// Adds weight * (value - origin) of `lanes` columns to one group of the cells; with `counts`, to
/// the last lane 1 for each row of a weight above 0 instead. Rows of one and the same cell throughout
/// are summed apart and added once. The same bits on every processor.
/// @param columns  values of the tile's rows.  @param cells, origins  at the group.
void add_columns(const Tile& tile, const double* const (&columns)[lanes], bool counts,
                 LaneGroup* cells, const LaneGroup* origins);

/// What `place` takes.
struct TilePlaces {
  const std::int32_t* units = nullptr;
  const std::int32_t* domains = nullptr;  // null: all in domain 0
  const std::uint8_t* inside = nullptr;   // null: all
  std::int32_t domain_count = 1;
  std::int32_t outside = 0;  // the cell of rows that are left out
  std::int32_t width = 0;    // groups of a cell
};

struct PlaceRange {
  std::int32_t lowest_unit;
  std::int32_t highest_unit;
  std::int32_t top_domain;
};

/// Finds the cell and the origins of each row; rows left out have origins of their own, the last.
[[nodiscard]] PlaceRange place(Tile& tile, const TilePlaces& places);

}  // namespace actionplan::survey::detail

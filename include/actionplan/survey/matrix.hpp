// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace actionplan::survey {

/// A borrowed matrix, column by column.
struct MatrixView {
  std::span<const double> values = {};
  std::size_t rows = 0;
  std::size_t columns = 0;

  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values[column * rows + row];
  }
  [[nodiscard]] std::span<const double> column(std::size_t index) const {
    return values.subspan(index * rows, rows);
  }
};

/// A matrix, column by column.
struct Matrix {
  std::vector<double> values = {};
  std::size_t rows = 0;
  std::size_t columns = 0;

  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : values(row_count * column_count), rows{row_count}, columns{column_count} {}

  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values[column * rows + row];
  }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) {
    return values[column * rows + row];
  }
  [[nodiscard]] std::span<double> column(std::size_t index) {
    return std::span{values}.subspan(index * rows, rows);
  }
  [[nodiscard]] MatrixView view() const { return {values, rows, columns}; }
};

}  // namespace actionplan::survey

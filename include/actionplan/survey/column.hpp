// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

namespace actionplan::survey {

/// A borrowed column of numbers in row order; missing is NaN. Whole numbers, as answers are mostly
/// coded, need no copy as doubles. Copies share the memory, which must outlive them.
class ACTIONPLAN_EXPORT Column {
 public:
  // Implicit: a column is written where numbers are meant, and nothing else takes one.
  Column(std::span<const double> values) : values_{values} {}
  Column(std::span<const float> values) : values_{values} {}
  Column(std::span<const std::int64_t> values) : values_{values} {}
  Column(std::span<const std::int32_t> values) : values_{values} {}
  Column(std::span<const std::uint8_t> values) : values_{values} {}

  [[nodiscard]] std::size_t size() const noexcept;

  /// Element `row` as a double.
  [[nodiscard]] double operator[](std::size_t row) const noexcept;

  /// `count` elements from `begin` as doubles: in place where they are, else written to `buffer`.
  [[nodiscard]] const double* read(std::size_t begin, std::size_t count,
                                   double* buffer) const noexcept;

 private:
  std::variant<std::span<const double>, std::span<const float>, std::span<const std::int64_t>,
               std::span<const std::int32_t>, std::span<const std::uint8_t>>
      values_;
};

}  // namespace actionplan::survey

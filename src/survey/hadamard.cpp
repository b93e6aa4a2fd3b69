// SPDX-License-Identifier: Apache-2.0
#include "hadamard.hpp"

#include <functional>
#include <utility>

namespace actionplan::survey::detail {
namespace {

bool is_prime(std::size_t number) {
  if (number < 3 || number % 2 == 0) return number == 2;
  for (std::size_t d = 3; d * d <= number; d += 2) {
    if (number % d == 0) return false;
  }
  return true;
}

// Quadratic character of the differences modulo a prime: 0, 1 or -1.
std::vector<int> character(std::size_t prime) {
  std::vector<int> out(prime, -1);
  for (std::size_t x = 1; x < prime; ++x) out[x * x % prime] = 1;
  if (!out.empty()) out.front() = 0;
  return out;
}

enum class Construction { one, doubled, paley_one, paley_two, none };

Construction construction_of(std::size_t order) {
  if (order == 1) return Construction::one;
  if (order == 2) return Construction::doubled;
  if (order % 4 != 0) return Construction::none;
  if (is_prime(order - 1)) return Construction::paley_one;  // order - 1 is 3 modulo 4
  if ((order / 2 - 1) % 4 == 1 && is_prime(order / 2 - 1)) return Construction::paley_two;
  return construction_of(order / 2) == Construction::none ? Construction::none
                                                          : Construction::doubled;
}

Hadamard fill(std::size_t order, const std::function<int(std::size_t, std::size_t)>& value) {
  Hadamard out{order, std::vector<std::int8_t>(order * order)};
  for (std::size_t row = 0; row < order; ++row) {
    for (std::size_t column = 0; column < order; ++column) {
      out.values[row * order + column] = static_cast<std::int8_t>(value(row, column));
    }
  }
  return out;
}

// A bordered matrix of the character of differences: order prime + 1.
int bordered(const std::vector<int>& chi, std::size_t row, std::size_t column, int below) {
  if (row == 0 && column == 0) return 0;
  if (row == 0) return 1;
  if (column == 0) return below;
  const std::size_t prime = chi.size();
  return chi[(row + prime - column) % prime];
}

Hadamard paley_one(std::size_t order) {
  const std::vector<int> chi = character(order - 1);
  return fill(order, [&](std::size_t row, std::size_t column) {
    return bordered(chi, row, column, -1) + (row == column ? 1 : 0);
  });
}

// Entries of a symmetric conference matrix become blocks of order 2.
Hadamard paley_two(std::size_t order) {
  const std::vector<int> chi = character(order / 2 - 1);
  return fill(order, [&](std::size_t row, std::size_t column) {
    const int entry = bordered(chi, row / 2, column / 2, 1);
    const bool is_second_row = row % 2 == 1;
    const bool is_second_column = column % 2 == 1;
    if (entry == 0) return is_second_row == is_second_column && !is_second_row ? 1 : -1;
    return is_second_row && is_second_column ? -entry : entry;
  });
}

Hadamard build(std::size_t order) {
  switch (construction_of(order)) {
    case Construction::paley_one: return paley_one(order);
    case Construction::paley_two: return paley_two(order);
    case Construction::doubled: {
      const Hadamard half = build(order / 2);
      return fill(order, [&](std::size_t row, std::size_t column) {
        const int entry = half(row % half.order, column % half.order);
        return row >= half.order && column >= half.order ? -entry : entry;
      });
    }
    default: return {1, {1}};
  }
}

}  // namespace

Hadamard hadamard(std::size_t least) {
  std::size_t order = least < 1 ? 1 : least;
  while (construction_of(order) == Construction::none) ++order;
  Hadamard out = build(order);
  for (std::size_t row = 0; row < order; ++row) {  // the first column all 1
    if (out(row, 0) == 1) continue;
    for (std::size_t column = 0; column < order; ++column) {
      std::int8_t& value = out.values[row * order + column];
      value = static_cast<std::int8_t>(-value);
    }
  }
  return out;
}

}  // namespace actionplan::survey::detail

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/column.hpp>

#include "read_ahead.hpp"

#include <algorithm>

namespace actionplan::survey {
namespace {

constexpr std::size_t elements_at_once = 16;  // elements, at most two lines of the cache
constexpr std::size_t ahead = 256;

}  // namespace

std::size_t Column::size() const noexcept {
  return std::visit([](const auto& values) { return values.size(); }, values_);
}

double Column::operator[](std::size_t row) const noexcept {
  return std::visit([row](const auto& values) { return static_cast<double>(values[row]); },
                    values_);
}

const double* Column::read(std::size_t begin, std::size_t count, double* buffer) const noexcept {
  if (const auto* doubles = std::get_if<std::span<const double>>(&values_)) {
    return doubles->data() + begin;
  }
  std::visit(
      [=](const auto& values) {
        const auto* const from = values.data() + begin;
        for (std::size_t first = 0; first < count; first += elements_at_once) {
          detail::read_ahead(from + first, ahead);
          const std::size_t last = std::min(count, first + elements_at_once);
          for (std::size_t i = first; i < last; ++i) buffer[i] = static_cast<double>(from[i]);
        }
      },
      values_);
  return buffer;
}

}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/column.hpp>

namespace actionplan::survey {

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
      [&](const auto& values) {
        for (std::size_t i = 0; i < count; ++i) buffer[i] = static_cast<double>(values[begin + i]);
      },
      values_);
  return buffer;
}

}  // namespace actionplan::survey

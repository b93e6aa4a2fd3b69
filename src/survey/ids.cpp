// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/ids.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"

#include <cmath>

namespace actionplan::survey {

Ids::Ids(std::span<const std::int32_t> codes, std::span<const std::string> texts)
    : ids_{codes}, texts_{texts} {
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (codes[row] >= 0 && static_cast<std::size_t>(codes[row]) >= texts.size()) {
      throw InvalidArgument("Row " + std::to_string(row) + " has the code " +
                            std::to_string(codes[row]) + " and there are " +
                            std::to_string(texts.size()) + " texts; give a text for every code.");
    }
  }
}

std::size_t Ids::size() const noexcept {
  return std::visit([](const auto& ids) { return ids.size(); }, ids_);
}

bool Ids::is_missing(std::size_t row) const noexcept {
  if (const auto* numbers = std::get_if<std::span<const double>>(&ids_)) {
    return std::isnan((*numbers)[row]);
  }
  const auto* codes = std::get_if<std::span<const std::int32_t>>(&ids_);
  return codes != nullptr && !texts_.empty() && (*codes)[row] < 0;
}

std::string Ids::text(std::size_t row) const {
  if (const auto* codes = std::get_if<std::span<const std::int32_t>>(&ids_);
      codes != nullptr && !texts_.empty()) {
    return (*codes)[row] < 0 ? "missing" : texts_[static_cast<std::size_t>((*codes)[row])];
  }
  if (const auto* numbers = std::get_if<std::span<const double>>(&ids_)) {
    return actionplan::detail::general_number((*numbers)[row], 15);
  }
  return std::visit([row](const auto& ids) { return std::to_string(ids[row]); }, ids_);
}

}  // namespace actionplan::survey

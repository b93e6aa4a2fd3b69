// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace actionplan {

/// A place in a source text. Lines and columns count from 1; columns count code points.
/// Line 0 means "nowhere in particular": the finding is about the whole input.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  [[nodiscard]] constexpr bool is_known() const noexcept { return line != 0; }
  friend constexpr auto operator<=>(const Place&, const Place&) noexcept = default;
};

}  // namespace actionplan

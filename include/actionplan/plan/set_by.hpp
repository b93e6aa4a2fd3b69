// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstdint>
#include <string_view>

namespace actionplan {

/// Who set a value that the plan leaves unsaid.
enum class SetBy : std::uint8_t { plan, law, agency, analyst };
[[nodiscard]] constexpr auto names_of(SetBy) noexcept {
  return names_to<SetBy::analyst>("plan", "law", "agency", "analyst");
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan {

enum class Role : std::uint8_t { implementer, lead, supporting };
[[nodiscard]] constexpr auto names_of(Role) noexcept {
  return names_to<Role::supporting>("implementer", "lead", "supporting");
}

/// `recommended` where the plan only recommends ("Recommended to: ..."), else `binding`.
enum class Force : std::uint8_t { binding, recommended };
[[nodiscard]] constexpr auto names_of(Force) noexcept {
  return names_to<Force::recommended>("binding", "recommended");
}

/// How a duty shared by several agencies is discharged; `unstated` where the plan does not say.
enum class Discharge : std::uint8_t { each, any, joint, unstated };
[[nodiscard]] constexpr auto names_of(Discharge) noexcept {
  return names_to<Discharge::unstated>("each", "any", "joint", "unstated");
}

/// One agency's part in one measure.
struct Assignment {
  AgencyId agency = {};
  Role role = Role::implementer;
  Force force = Force::binding;
  Discharge discharge = Discharge::unstated;
  std::string text = {};  ///< the agency's name as written in the plan

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/assignment.hpp>

namespace actionplan {

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::implementer: return "implementer";
    case Role::lead: return "lead";
    case Role::supporting: return "supporting";
  }
  return "implementer";
}

std::string_view to_string(Force force) noexcept {
  switch (force) {
    case Force::binding: return "binding";
    case Force::recommended: return "recommended";
  }
  return "binding";
}

std::string_view to_string(Discharge discharge) noexcept {
  switch (discharge) {
    case Discharge::each: return "each";
    case Discharge::any: return "any";
    case Discharge::joint: return "joint";
    case Discharge::unstated: return "unstated";
  }
  return "unstated";
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/set_by.hpp>

namespace actionplan {

std::string_view to_string(SetBy set_by) noexcept {
  switch (set_by) {
    case SetBy::plan: return "plan";
    case SetBy::law: return "law";
    case SetBy::agency: return "agency";
    case SetBy::analyst: return "analyst";
  }
  return "analyst";
}

}  // namespace actionplan

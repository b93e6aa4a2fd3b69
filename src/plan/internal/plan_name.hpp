// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/excerpt.hpp"

#include <string>
#include <string_view>

namespace actionplan::detail {

/// A plan in a message, by its title.
[[nodiscard]] inline std::string plan_name(std::string_view title) {
  return title.empty() ? "a plan without title" : '"' + excerpt(title) + '"';
}

}  // namespace actionplan::detail

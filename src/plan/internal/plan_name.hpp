// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/excerpt.hpp"

#include <string>
#include <string_view>

namespace actionplan::detail {

/// What stands for the title of a plan that has none, in messages and tables.
inline constexpr std::string_view untitled_plan = "a plan without title";

/// A plan in a message, by its title.
[[nodiscard]] inline std::string plan_name(std::string_view title) {
  return title.empty() ? std::string{untitled_plan} : '"' + excerpt(title) + '"';
}

/// Is the label that of a plan without title?
[[nodiscard]] bool is_untitled_label(std::string_view label) noexcept;

}  // namespace actionplan::detail

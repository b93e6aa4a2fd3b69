// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/internal/excerpt.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// What stands for the title of a plan that has none, in messages and tables.
inline constexpr std::string_view untitled_plan = "a plan without title";

/// A plan in a message, by its title.
[[nodiscard]] inline std::string plan_name(std::string_view title) {
  return title.empty() ? std::string{untitled_plan} : '"' + excerpt(title) + '"';
}

/// Under which number a plan keeps its label once it was asked for (`Plan::made`). Its tables, made
/// on a higher floor, stand behind it.
inline constexpr std::size_t plan_label = 0;

/// Is the label that of a plan without title?
[[nodiscard]] bool is_untitled_label(std::string_view label) noexcept;

}  // namespace actionplan::detail

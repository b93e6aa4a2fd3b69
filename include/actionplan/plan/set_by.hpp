// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstdint>
#include <string_view>

namespace actionplan {

/// Who set a value that the plan leaves unsaid.
enum class SetBy : std::uint8_t { plan, law, agency, analyst };

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(SetBy set_by) noexcept;

}  // namespace actionplan

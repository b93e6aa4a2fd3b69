// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <string_view>

namespace actionplan {

/// The library's version, e.g. "0.1.0" (semantic versioning). For the preprocessor:
/// `ACTIONPLAN_VERSION_MAJOR`, `_MINOR` and `_PATCH`.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view version() noexcept;

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <string_view>

namespace actionplan {

/// The release of SQLite that this library is linked with, e.g. "3.54.1". `Store::problems` says
/// when it has a known defect.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view sqlite_version() noexcept;

}  // namespace actionplan

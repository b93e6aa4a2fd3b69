// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/version.hpp>

namespace actionplan {

std::string_view version() noexcept { return ACTIONPLAN_VERSION; }

}  // namespace actionplan

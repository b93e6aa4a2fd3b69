// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace actionplan::survey {

/// Stands where there is no estimate, standard error or degree of freedom.
inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace actionplan::survey

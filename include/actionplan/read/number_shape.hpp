// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <string_view>

namespace actionplan {

/// What a text looks like that holds a number and is none, for a message: "a range" ("31-32"), "a
/// bound" ("<31", "12+"), "a number that is not exact" ("~31", "31 ± 2"), "a number with the mark of a
/// note" ("12*"). Empty: none of these.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view number_shape(std::string_view text);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>

#include <optional>
#include <string_view>

namespace actionplan::detail {

/// The cadence of the reports that a title or an indicator speaks of: "quarterly reports".
/// @param language empty: every language with plan words is tried
[[nodiscard]] std::optional<Cadence> report_cadence(std::string_view text,
                                                    std::string_view language);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

/// "4.2." as "4.2".
[[nodiscard]] std::string_view bare_label(std::string_view label) noexcept;

/// Below zero, zero or above: labels by their parts between dots, digits as numbers, so that 4.9 lies
/// before 4.10 and 4 before 4.1.
[[nodiscard]] int compare_labels(std::string_view a, std::string_view b) noexcept;

/// Is `label` this one, or below it? Both bare.
[[nodiscard]] bool is_at_or_below(std::string_view label, std::string_view above) noexcept;

}  // namespace actionplan::detail

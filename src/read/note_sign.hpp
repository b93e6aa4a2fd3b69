// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace actionplan::detail {

/// Bytes of the sign of a footnote that a text begins with ("* with partners", "¹ provisional"); 0: none.
[[nodiscard]] std::size_t leading_note_sign(std::string_view text) noexcept;

/// Bytes of the one that it ends in ("MoF¹", "MoH*"); 0: none.
[[nodiscard]] std::size_t trailing_note_sign(std::string_view text) noexcept;

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include <optional>
#include <string_view>

namespace actionplan::detail {

// Is the text a year that has days and a part of it by the letter T ("2024-T3", "2024T3")? It is a
// quarter where people write trimestre, trimestru or trimestri, and four months where they write
// Tertial and in SDMX.
[[nodiscard]] bool is_part_by_letter_t(std::string_view text) noexcept;

// The part of the year of such a text, of so many months; nothing where a year has no such part.
[[nodiscard]] std::optional<Period> part_by_letter_t(std::string_view text, int months);

}  // namespace actionplan::detail

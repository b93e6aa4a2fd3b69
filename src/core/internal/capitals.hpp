// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace actionplan::detail {

/// How many letters of the text are upper case. @param text well-formed UTF-8
[[nodiscard]] std::size_t count_capitals(std::string_view text) noexcept;

}  // namespace actionplan::detail

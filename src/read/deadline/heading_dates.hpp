// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The dates that a line of prose names, in their order, whatever stands around them.
/// @param text     well-formed UTF-8
/// @param language empty: English
[[nodiscard]] std::vector<Period> dates_in(std::string_view text, std::string_view language);

/// Is the text a date and nothing else, as the header of a column that rows mark: "2021", "Q1 2021"?
[[nodiscard]] bool is_date_alone(std::string_view text, std::string_view language);

}  // namespace actionplan::detail

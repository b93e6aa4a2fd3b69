// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>
#include <actionplan/plan/date_settings.hpp>

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The dates that a line of prose names, in their order, whatever stands around them.
/// @param text     well-formed UTF-8
/// @param language empty: English
/// @param settings what they lean on; null: nothing is set
[[nodiscard]] std::vector<Period> dates_in(std::string_view text, std::string_view language,
                                           const DateSettings* settings = nullptr);

/// Does a line name a fiscal year whose first month nobody said?
[[nodiscard]] bool names_unset_fiscal_year(std::string_view text, std::string_view language,
                                           const DateSettings& settings);

/// Is the text a date and nothing else, as the header of a column that rows mark: "2021", "Q1 2021"?
[[nodiscard]] bool is_date_alone(std::string_view text, std::string_view language);

}  // namespace actionplan::detail

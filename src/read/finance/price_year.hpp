// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan::detail {

/// A header of money without the year in whose prices it is, which is no period of what is paid: "Cost (EUR
/// thousand, in 2023 prices)".
/// @param language of the plan; empty: not known
[[nodiscard]] std::string without_price_year(std::string_view header,
                                             std::string_view language = {});

}  // namespace actionplan::detail

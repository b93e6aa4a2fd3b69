// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/account.hpp"
#include "records.hpp"

#include <optional>

namespace actionplan::detail {

/// The measure that an item of a list is: "By March 2024 - do this - CODE.1", "CODE.1 - do this - by
/// March 2024", "By March 2024, do this". Its parts stand between spaced dashes; one names a day or
/// period, one may be a code, one in parentheses its bodies, and the rest is the title.
/// @return nothing where no part names a date, or none is left for the title.
[[nodiscard]] std::optional<Record> measure_of_item(const Cell& item, Records& out,
                                                    Account& account);

}  // namespace actionplan::detail

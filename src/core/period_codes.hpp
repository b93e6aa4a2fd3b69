// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include <optional>
#include <string_view>

namespace actionplan::detail {

// The period of a code as statistical systems write them, such as 201703, 2017W05, 2017AprilS1 or
// 2017-Q1; nothing where it is none. @throws InvalidArgument when a part is out of range.
// @source  DHIS2, Developer guide, "Period types: date and period format"; SDMX 2.1, Section 6,
//          4.2.6 "Reporting Time Period".
[[nodiscard]] std::optional<Period> period_of_code(std::string_view text);

}  // namespace actionplan::detail

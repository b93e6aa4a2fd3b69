// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

namespace actionplan::detail {

/// Days since 1970-01-01, with the time as a fraction of a day, of a serial day of a workbook; none
/// where no calendar has it.
/// @param is_1904 do serial days count from 1904-01-01? Else from 1899-12-31, with a 29 February 1900.
[[nodiscard]] std::optional<double> unix_days(double serial, bool is_1904);

}  // namespace actionplan::detail

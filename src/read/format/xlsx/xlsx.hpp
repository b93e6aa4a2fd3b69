// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Excel workbooks (Office Open XML, transitional and strict).
[[nodiscard]] FormatReader xlsx_reader();

}  // namespace actionplan::detail

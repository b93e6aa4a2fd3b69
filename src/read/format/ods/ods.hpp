// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Spreadsheets of OpenDocument.
[[nodiscard]] FormatReader ods_reader();

}  // namespace actionplan::detail

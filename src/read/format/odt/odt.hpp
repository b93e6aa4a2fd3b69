// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Texts of OpenDocument.
[[nodiscard]] FormatReader odt_reader();

}  // namespace actionplan::detail

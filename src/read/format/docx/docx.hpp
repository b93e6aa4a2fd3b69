// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// Word documents (Office Open XML, transitional and strict).
[[nodiscard]] FormatReader docx_reader();

}  // namespace actionplan::detail

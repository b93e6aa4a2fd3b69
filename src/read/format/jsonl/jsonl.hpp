// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

namespace actionplan::detail {

/// JSON lines: an object a line, each a row of one table whose columns are the keys, in the order in
/// which they are met. A key within an object is named with those above it ("title (en)" for a
/// language of two letters); values of a list are lines of one cell. Numbers stand as they are
/// written. A line that is no object is a Problem, and the rest is read.
/// @source https://jsonlines.org; RFC 8259
[[nodiscard]] FormatReader jsonl_reader();

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan::detail {

/// The text with its tables of lines ("+---+---+", as converters of documents write them) as tables of bars, a row a
/// line; a table with merged cells or with bars in its cells stays as it is. Empty: it has none.
[[nodiscard]] std::string with_bar_tables(std::string_view text);

}  // namespace actionplan::detail

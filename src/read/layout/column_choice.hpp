// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "header_rows.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace actionplan::detail {

/// Lets the rows below a header tell which of several columns that may hold the title or the number
/// does, and which columns name sections.
void choose_columns(const std::vector<RowView>& rows, HeaderRow& found);

/// What is said of a column whose cells told what its header does not.
[[nodiscard]] std::string told_of_guess(const Header& header, const std::string& name,
                                        std::size_t at);

/// What a Problem says of a column of days that was not read.
[[nodiscard]] std::string told_of_days(const Header& header, const std::string& name,
                                       std::size_t at);

}  // namespace actionplan::detail

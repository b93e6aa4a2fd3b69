// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "cell_text.hpp"

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Reads the cell in the language that it is told to be in, or in those that know all of its words,
/// which must agree. @return the language taken; empty: the text has no words, or none was found.
std::string_view read_in_language(const CellText& cell, const DeadlineContext& context,
                                  Deadline& deadline);

[[nodiscard]] DeadlineColumn tell_column(const std::vector<std::string_view>& texts);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records.hpp"

#include <string>
#include <vector>

namespace actionplan::detail {

/// The dates of the columns that a row marks, as a text that the reader of deadlines understands. Months
/// beside each other are one stretch, whose year the plan says: "Jan - Mar".
[[nodiscard]] std::string text_of_marks(const std::vector<DateMark>& marks);

}  // namespace actionplan::detail

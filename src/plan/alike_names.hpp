// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// Names that are written alike but for one letter: another one, one more or one that moved, in a word of four letters
/// or more. Numbers, short words and abbreviations tell names apart, and names of more than 200 letters, or
/// beyond two million letters of all names, are not looked at.
///
/// @return pairs of positions, the earlier first; of several that are alike, each with the first of them.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> alike_names(
    const std::vector<std::string>& names);

}  // namespace actionplan::detail

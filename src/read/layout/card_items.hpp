// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace actionplan::detail {

/// Of blocks that follow on each other, how many are a card whose title is an item of a list, or a
/// numbered paragraph above one, and whose labelled texts are the items below it, with a day or a
/// body among them; 0: none begins here.
[[nodiscard]] std::size_t count_item_card(std::span<const Block> blocks,
                                          const AppliedMapping& mapping);

/// Where the texts end that follow on each block, of which a card may be: 5 for blocks 2 to 4.
[[nodiscard]] std::vector<std::size_t> text_runs(const std::vector<Block>& blocks,
                                                 AppliedMapping& mapping);

/// Is the text of such an item but a label, "Activity 1.1", and its title in the first item below?
[[nodiscard]] bool is_label_alone(const Block& block, const AppliedMapping& mapping);

}  // namespace actionplan::detail

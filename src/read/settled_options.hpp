// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/read.hpp>

namespace actionplan::detail {

/// The options with what their mapping says where they say nothing.
/// @throws InvalidArgument  dates or mapping do not hold together.
[[nodiscard]] ReadOptions settle(const ReadOptions& options);

}  // namespace actionplan::detail

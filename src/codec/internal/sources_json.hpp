// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>

#include <string>
#include <vector>

namespace actionplan::detail {

/// The sources of an entry as a JSON array: what the store keeps, and what a frame shows.
[[nodiscard]] std::string sources_json(const std::vector<Source>& sources);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/query/compare.hpp>

#include <string>

namespace actionplan {

/// What changed between two assessments as JSON text: `actionplan/comparison@1` (docs/schema/), in the
/// form of the documents of codec/json.hpp.
/// @throws InvalidArgument  a text that is not UTF-8.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Comparison& comparison);

}  // namespace actionplan

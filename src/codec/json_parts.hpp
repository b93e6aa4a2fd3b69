// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "json_value.hpp"

#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/deadline.hpp>

#include <string_view>

namespace actionplan::detail {

// Parts that several documents share.

/// Throws ParseError unless the document says that it is an `actionplan/<name>@1`.
void check_schema(const JsonValue& root, std::string_view name);

[[nodiscard]] Agency read_agency(const JsonValue& json);

/// A rule in full, or the name of a preset.
[[nodiscard]] ReportDueRule read_report_due(const JsonValue& json);

}  // namespace actionplan::detail

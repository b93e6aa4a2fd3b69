// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>
#include <actionplan/read/reading.hpp>

#include <optional>

namespace actionplan::detail {

/// The plan in a document that is one table as `to_frame` writes a plan's measures, or nothing where
/// it is another document, or its cells do not hold together. Measures, ids, sections, agencies with
/// their force and deadlines are as they stand; what such a table does not have is not there: sections
/// above those of measures, days of adoption, profiles.
[[nodiscard]] std::optional<Reading> read_own_table(const Document& document,
                                                    const ReadOptions& options);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/read/format_reader.hpp>

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// @throws InvalidArgument  the source's encoding or separator is not known, whatever its format.
void check_source_options(const DocumentSource& source);

/// What a person said of a source and a format has no use for (`option_unused`): an encoding of
/// what is no text, a separator of what has none. Of formats that are not built in, nothing is known.
[[nodiscard]] std::vector<Problem> unused_options(const DocumentSource& source,
                                                  std::string_view format);

/// Reads by this reader, with both. @throws as `FormatReader::read`, and InvalidArgument.
[[nodiscard]] Document read_by(const FormatReader& reader, const DocumentSource& source,
                               const ReadLimits& limits, const Cancel& cancel);

}  // namespace actionplan::detail

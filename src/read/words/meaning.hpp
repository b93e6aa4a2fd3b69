// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lexicon.hpp"

#include <string_view>

namespace actionplan::detail {

/// The meaning that a row of words names: "month:3", "edge:early", "negation".
/// @throws InvalidArgument a name or value is not known.
[[nodiscard]] Meaning parse_meaning(std::string_view text);

/// @throws InvalidArgument always: `what` is no row, or no meaning.
[[noreturn]] void fail_meaning(std::string_view what);

}  // namespace actionplan::detail

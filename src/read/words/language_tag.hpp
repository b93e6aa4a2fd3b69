// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

/// @throws InvalidArgument  the text is neither empty nor the form of a language tag: two or three
///                          letters, and what stands behind "-" ("pt-BR"). A tag may be of a
///                          language that has no words here.
void check_language(std::string_view tag);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan::detail {

/// A text of agencies in which what parts names in other scripts is a comma or semicolon of ASCII, byte by
/// byte the same length: commas of Arabic, Chinese and Japanese, "・" between two names of bodies, and the
/// Arabic "و" that is written together with a body behind another ("وزارة المالية ووزارة الصحة"). Empty
/// where there is nothing of it.
[[nodiscard]] std::string with_plain_marks(std::string_view text);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/deadline.hpp>

#include <string_view>

namespace actionplan::detail {

/// Reads a whole text that is in the Extended Date/Time Format (ISO 8601-2, levels 0 to 2, years
/// 1900 to 2199): what `Deadline::edtf` holds comes back as it was. False, and nothing changed, where
/// the text is in no such form, or in one that the grammar of texts reads alike ("2017", "2017-03").
/// @source Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019.
bool read_edtf(std::string_view text, Deadline& deadline);

}  // namespace actionplan::detail

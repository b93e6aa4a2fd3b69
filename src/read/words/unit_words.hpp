// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

/// Do the words of a unit say that it is in percent, in any of the languages of
/// src/read/words/LANGUAGE/units.tsv: "%", "Prozent", "Anteil der Straßen"?
[[nodiscard]] bool speaks_of_percent(std::string_view unit);

}  // namespace actionplan::detail

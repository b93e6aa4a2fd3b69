// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace actionplan::detail {

/// Is the name that of a class of bodies: is its head noun a plural such as "bodies" or
/// "municipalities"?
[[nodiscard]] bool is_collective(std::string_view name);

/// What the spellings of one agency have in common: folded words in the singular, without "the",
/// "of", "and" and the like, without "office" at the end and without "-al" ("educational" is
/// "education"). Never empty.
[[nodiscard]] std::string agency_key(std::string_view name);

/// The key without "national", "state" or "republic" at its start; empty where it has none or is
/// nothing else.
[[nodiscard]] std::string_view without_qualifier(std::string_view key);

/// Lower-case letters and digits with "-" between words, for an id; never empty.
[[nodiscard]] std::string agency_slug(std::string_view name);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/tokens.hpp"

#include <cstddef>
#include <optional>
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

/// A name with its abbreviation behind it: "National Anticorruption Centre (NAC)".
struct Abbreviated {
  std::string_view name;
  std::string_view abbreviation;
};

/// Capitals in parentheses at the end whose letters stand in the name in their order, the first of them
/// at the beginning of a word; nothing where there are none.
[[nodiscard]] std::optional<Abbreviated> abbreviated(std::string_view text);

/// The token behind an abbreviation that begins at a token: a word of capitals, or one with two of them
/// ("MoH"), with what is joined to it ("CNR-ISTI"); 0 where none begins. @param text of the tokens
[[nodiscard]] std::size_t abbreviation_end(std::string_view text, const Tokens& words,
                                           std::size_t at);

/// The key without "national", "state" or "republic" at its start; empty where it has none or is
/// nothing else.
[[nodiscard]] std::string_view without_qualifier(std::string_view key);

/// Lower-case letters and digits with "-" between words, for an id; never empty.
[[nodiscard]] std::string agency_slug(std::string_view name);

}  // namespace actionplan::detail

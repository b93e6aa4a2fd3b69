// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// Unicode helpers over UTF-8 (utf8proc inside). "Folded" text is for comparing, never for showing.
namespace actionplan::text {

/// Position of the first byte that is not well-formed UTF-8, or `npos` when all of it is.
[[nodiscard]] ACTIONPLAN_EXPORT std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// A copy in which every ill-formed byte sequence is one U+FFFD.
[[nodiscard]] ACTIONPLAN_EXPORT std::string replace_invalid_utf8(std::string_view text);

/// Number of code points. @param text well-formed UTF-8.
[[nodiscard]] ACTIONPLAN_EXPORT std::size_t count_code_points(std::string_view text) noexcept;

/// Byte offset at which code point number `index` (from 0) begins; `text.size()` when there are
/// fewer. @param text well-formed UTF-8.
[[nodiscard]] ACTIONPLAN_EXPORT std::size_t byte_offset(std::string_view text,
                                                        std::size_t index) noexcept;

/// Case folded, without diacritics, compatibility forms unified; dotted and dotless i are both `i`.
/// White space is left as it is. @throws InvalidArgument when `text` is not well-formed UTF-8.
[[nodiscard]] ACTIONPLAN_EXPORT std::string fold(std::string_view text);

/// In Unicode's composed form (NFC). @throws InvalidArgument when `text` is not well-formed UTF-8.
[[nodiscard]] ACTIONPLAN_EXPORT std::string nfc(std::string_view text);

/// Without white space (also no-break and other Unicode spaces) at both ends.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view trim(std::string_view text) noexcept;

/// Trimmed, and every run of white space inside is one space.
[[nodiscard]] ACTIONPLAN_EXPORT std::string collapse_spaces(std::string_view text);

/// Is the byte sequence at the start of `text` a white space code point? Its length, else 0.
[[nodiscard]] ACTIONPLAN_EXPORT std::size_t space_length(std::string_view text) noexcept;

}  // namespace actionplan::text

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// A TEXT value of RFC 5545 (3.3.11): backslash, semicolon, comma and line breaks escaped. Control
/// characters, which it cannot hold, become spaces; ill-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string ical_text(std::string_view text);

/// Appends a content line, folded so that no line has more than 75 octets and no UTF-8 sequence is
/// cut (RFC 5545, 3.1). @param line well-formed UTF-8 without line breaks.
void append_ical_line(std::string& out, std::string_view line);

/// 128-bit FNV-1a as 32 hexadecimal digits. @source draft-eastlake-fnv, section 2
[[nodiscard]] std::string fnv1a_128(std::string_view bytes);

}  // namespace actionplan::detail

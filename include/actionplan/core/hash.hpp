// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan {

/// A SHA-256 digest. Ordered by bytes, which is also the order of its text.
using Hash = std::array<std::uint8_t, 32>;

/// SHA-256 of `bytes` (libsodium inside). @source FIPS 180-4.
[[nodiscard]] ACTIONPLAN_EXPORT Hash sha256(std::string_view bytes) noexcept;

/// 64 lower-case hexadecimal digits.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_hex(const Hash& hash);

/// Reads what `to_hex` writes. @throws ParseError when the text is anything else.
[[nodiscard]] ACTIONPLAN_EXPORT Hash hash_from_hex(std::string_view text);

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/store/person.hpp>

#include <optional>
#include <string_view>

namespace actionplan::detail {

/// The link before the first.
inline constexpr Hash chain_start{};

/// The next link: SHA-256 over `actionplan/link@1`, the link before, the kind of row (`entry` or
/// `revision`) and the digest of its content, in hexadecimal, each ended by a line feed.
[[nodiscard]] Hash next_link(const Hash& before, std::string_view kind, const Hash& content);

/// What a revision's link holds: `actionplan/revision@1`, its days, the digests of plan and profile.
[[nodiscard]] Hash revision_content(Date effective_on, Date recorded_on, std::string_view plan,
                                    std::string_view profile);

/// Digest of a person's data under a salt of 32 bytes, so that it cannot be guessed once erased.
[[nodiscard]] Hash person_digest(std::string_view salt, const Person& person);

/// The digest that a text writes in hexadecimal, or nothing.
[[nodiscard]] std::optional<Hash> find_hash(std::string_view hex);

/// 32 bytes from the system's random number generator.
[[nodiscard]] Hash random_salt();

}  // namespace actionplan::detail

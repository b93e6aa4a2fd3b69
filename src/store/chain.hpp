// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/person.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// The link before the first.
inline constexpr Hash chain_start{};

/// What a link is about. Rows that version 1 knew of are linked as `actionplan/link@1`, revisions
/// and entry@1; those that it did not, entry@2 and withholdings, as `actionplan/link@2`.
enum class LinkKind : std::uint8_t { revision, entry_1, entry_2, withholding };

/// What a link is the SHA-256 of: its label, the link before, the kind of row (`entry`, `revision` or
/// `withholding`) and the digest of its content, in hexadecimal, each ended by a line feed.
[[nodiscard]] std::string link_text(const Hash& before, LinkKind kind, const Hash& content);
/// The next link: the digest of its `link_text`.
[[nodiscard]] Hash next_link(const Hash& before, LinkKind kind, const Hash& content);
/// `entry`, `revision` or `withholding`.
[[nodiscard]] std::string_view row_kind(LinkKind kind) noexcept;

/// What a revision's link holds: `actionplan/revision@1`, its days, the digests of plan and profile.
[[nodiscard]] Hash revision_content(Date effective_on, Date recorded_on, std::string_view plan,
                                    std::string_view profile);

/// What a withholding's link holds: `actionplan/withholding@1`, its day, the entry, the digest of the
/// reason and what stays of the entry, if it is an entry@1.
[[nodiscard]] Hash withholding_content(Date recorded_on, const Hash& entry, std::string_view reason,
                                       const std::optional<Hash>& kept);

/// Digest of a person's data under a salt of 32 bytes, so that it cannot be guessed once erased.
[[nodiscard]] Hash person_digest(std::string_view salt, const Person& person);

/// The digest that a text writes in hexadecimal, or nothing.
[[nodiscard]] std::optional<Hash> find_hash(std::string_view hex);

/// 32 bytes from the system's random number generator.
[[nodiscard]] Hash random_salt();

/// Salts for the words of entries from the system's random number generator, which is asked for
/// many at once.
class EntrySalts {
 public:
  [[nodiscard]] EntrySalt next();

 private:
  std::array<EntrySalt::Bytes, 64> drawn_{};
  std::size_t left_ = 0;
};

}  // namespace actionplan::detail

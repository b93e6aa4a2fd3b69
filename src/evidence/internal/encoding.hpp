// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>

#include <string>

namespace actionplan::detail {

/// `actionplan/entry@1`, with the words in the clear.
[[nodiscard]] std::string canonical_1(const Entry& entry);
/// `actionplan/entry@2`, with the digest of the words.
[[nodiscard]] std::string canonical_2(const Entry& entry, const Hash& content);
/// `actionplan/kept@1`: an entry@1 without its words.
[[nodiscard]] std::string canonical_kept(const Entry& entry);

/// What the salted digest of an entry's words is the SHA-256 of: `actionplan/content@1`, a line feed,
/// the salt and the words, encoded as in entry@1.
[[nodiscard]] std::string content_text(const Entry& entry, const EntrySalt& salt);
[[nodiscard]] Hash content_digest(const Entry& entry, const EntrySalt& salt);

/// The digest that is an entry's id.
[[nodiscard]] Hash entry_hash(const Entry& entry);

}  // namespace actionplan::detail

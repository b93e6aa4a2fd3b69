// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan {

/// What the check of a signature found.
enum class SignatureOutcome : std::uint8_t {
  valid,          ///< the holder of the key signed these bytes, and the trusted comment
  other_key,      ///< it was made with another key
  other_bytes,    ///< it was made for other bytes
  other_comment,  ///< it was made for these bytes, but the trusted comment was changed
};
[[nodiscard]] constexpr auto names_of(SignatureOutcome) noexcept {
  return names_to<SignatureOutcome::other_comment>("valid", "other_key", "other_bytes",
                                                   "other_comment");
}

/// The outcome of `check_signature`, and what the signature says.
struct SignatureCheck {
  SignatureOutcome outcome = SignatureOutcome::other_key;
  std::string key_id = {};           ///< of the key that the signature names; 16 hexadecimal digits
  std::string trusted_comment = {};  ///< as it was signed; empty unless `outcome` is `valid`

  [[nodiscard]] bool is_valid() const noexcept { return outcome == SignatureOutcome::valid; }
  friend bool operator==(const SignatureCheck&, const SignatureCheck&) = default;
};

/// Did the holder of a key of minisign sign these bytes? Takes signatures of the bytes (`Ed`) and of
/// their BLAKE2b-512 digest (`ED`, what minisign makes unless told otherwise); libsodium inside. Pure.
///
/// @param bytes       what was signed, such as the manifest of a publication.
/// @param signature   the content of the `.minisig` file, at most 16 KiB.
/// @param public_key  the content of the `.pub` file, or its last line alone, at most 4 KiB. It must
///                    come from whom you trust, never from where the bytes came from.
/// @throws ParseError  the signature or the key is none of minisign's; code `limit`: too long.
/// @source  minisign(1), "Signature format"; RFC 8032; RFC 7693.
[[nodiscard]] ACTIONPLAN_EXPORT SignatureCheck check_signature(std::string_view bytes,
                                                               std::string_view signature,
                                                               std::string_view public_key);

}  // namespace actionplan

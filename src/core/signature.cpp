// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/signature.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <sodium/crypto_generichash_blake2b.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace actionplan {
namespace {

constexpr std::size_t most_signature_bytes = std::size_t{16} << 10U;
constexpr std::size_t most_key_bytes = std::size_t{4} << 10U;
constexpr std::size_t algorithm_bytes = 2;
constexpr std::size_t key_id_bytes = 8;
constexpr std::string_view untrusted_mark = "untrusted comment: ";
constexpr std::string_view trusted_mark = "trusted comment: ";

using SignatureBytes = std::array<unsigned char, crypto_sign_ed25519_BYTES>;

struct PublicKey {
  std::string id;
  std::array<unsigned char, crypto_sign_ed25519_PUBLICKEYBYTES> key{};
};

struct SignatureFile {
  bool is_of_digest = false;
  std::string key_id;
  SignatureBytes signature{};
  std::string_view comment;
  SignatureBytes of_comment{};
};

const unsigned char* as_bytes(std::string_view text) {
  const void* data = text.data();
  return static_cast<const unsigned char*>(data);
}

// The lines of a small file, without their ends; a last empty one does not count.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Base64 of exactly `size` bytes, else nothing. libsodium takes some bytes beyond ASCII for letters.
std::optional<std::vector<unsigned char>> decode_base64(std::string_view text, std::size_t size) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  if (text.find_first_not_of(letters) != std::string_view::npos) return std::nullopt;
  std::vector<unsigned char> bytes(size);
  std::size_t length = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                       nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || length != size || end != text.data() + text.size()) return std::nullopt;
  return bytes;
}

// minisign prints the eight bytes as a number, the last one first.
std::string key_id_of(const unsigned char* bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string id;
  for (std::size_t i = key_id_bytes; i-- > 0;) {
    id += digits[bytes[i] >> 4U];
    id += digits[bytes[i] & 15U];
  }
  return id;
}

[[noreturn]] void refuse_key(const char* why, ParseErrorCode code = ParseErrorCode::malformed) {
  throw ParseError(std::string{"The public key is none of minisign's: "} + why +
                       "; give the content of the .pub file, or its last line.",
                   {}, code);
}

[[noreturn]] void refuse_signature(const char* why,
                                   ParseErrorCode code = ParseErrorCode::malformed) {
  throw ParseError(std::string{"The signature is none of minisign's: "} + why +
                       "; give the content of the .minisig file.",
                   {}, code);
}

PublicKey read_public_key(std::string_view text) {
  if (text.size() > most_key_bytes) refuse_key("it is too long", ParseErrorCode::limit);
  const std::vector<std::string_view> lines = lines_of(text);
  const bool has_comment = lines.size() == 2 && lines[0].starts_with(untrusted_mark);
  if (lines.size() != 1 && !has_comment) refuse_key("it is neither one line nor a comment and one");
  constexpr std::size_t header = algorithm_bytes + key_id_bytes;
  const auto bytes = decode_base64(lines.back(), header + crypto_sign_ed25519_PUBLICKEYBYTES);
  if (!bytes) refuse_key("it is not 42 bytes in base64");
  if ((*bytes)[0] != 'E' || (*bytes)[1] != 'd') refuse_key("its algorithm is not Ed25519");
  PublicKey key;
  key.id = key_id_of(bytes->data() + algorithm_bytes);
  std::copy(bytes->begin() + header, bytes->end(), key.key.begin());
  return key;
}

SignatureFile read_signature(std::string_view text) {
  if (text.size() > most_signature_bytes) refuse_signature("it is too long", ParseErrorCode::limit);
  const std::vector<std::string_view> lines = lines_of(text);
  if (lines.size() != 4) refuse_signature("it does not have four lines");
  if (!lines[0].starts_with(untrusted_mark) || !lines[2].starts_with(trusted_mark)) {
    refuse_signature("its comments are missing");
  }
  constexpr std::size_t header = algorithm_bytes + key_id_bytes;
  const auto bytes = decode_base64(lines[1], header + crypto_sign_ed25519_BYTES);
  const auto of_comment = decode_base64(lines[3], crypto_sign_ed25519_BYTES);
  if (!bytes || !of_comment)
    refuse_signature("its second or fourth line is not base64 of its size");
  SignatureFile file;
  file.is_of_digest = (*bytes)[1] == 'D';
  if ((*bytes)[0] != 'E' || (!file.is_of_digest && (*bytes)[1] != 'd')) {
    refuse_signature("its algorithm is not Ed25519");
  }
  file.key_id = key_id_of(bytes->data() + algorithm_bytes);
  std::copy(bytes->begin() + header, bytes->end(), file.signature.begin());
  file.comment = lines[2].substr(trusted_mark.size());
  std::copy(of_comment->begin(), of_comment->end(), file.of_comment.begin());
  return file;
}

bool is_signed(const SignatureBytes& signature, std::string_view bytes, const PublicKey& key) {
  return crypto_sign_ed25519_verify_detached(signature.data(), as_bytes(bytes), bytes.size(),
                                             key.key.data()) == 0;
}

bool is_signed(const SignatureFile& file, std::string_view bytes, const PublicKey& key) {
  if (!file.is_of_digest) return is_signed(file.signature, bytes, key);
  std::string digest(crypto_generichash_blake2b_BYTES_MAX, '\0');
  void* out = digest.data();
  crypto_generichash_blake2b(static_cast<unsigned char*>(out), digest.size(), as_bytes(bytes),
                             bytes.size(), nullptr, 0);
  return is_signed(file.signature, digest, key);
}

// The comment's signature covers the other one too, so that neither can be taken from elsewhere.
bool is_comment_signed(const SignatureFile& file, const PublicKey& key) {
  std::string both(file.signature.begin(), file.signature.end());
  both += file.comment;
  return is_signed(file.of_comment, both, key);
}

}  // namespace

SignatureCheck check_signature(std::string_view bytes, std::string_view signature,
                               std::string_view public_key) {
  const PublicKey key = read_public_key(public_key);
  const SignatureFile file = read_signature(signature);
  SignatureCheck check;
  check.key_id = file.key_id;
  if (file.key_id != key.id) return check;
  if (!is_signed(file, bytes, key)) {
    check.outcome = SignatureOutcome::other_bytes;
  } else if (!is_comment_signed(file, key)) {
    check.outcome = SignatureOutcome::other_comment;
  } else {
    check.outcome = SignatureOutcome::valid;
    check.trusted_comment = text::replace_invalid_utf8(file.comment);
  }
  return check;
}

}  // namespace actionplan

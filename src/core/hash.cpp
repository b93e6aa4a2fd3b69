// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/hash.hpp>

#include <actionplan/core/error.hpp>

#include <sodium/crypto_hash_sha256.h>

namespace actionplan {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

}  // namespace

Hash sha256(std::string_view bytes) noexcept {
  static_assert(std::tuple_size_v<Hash> == crypto_hash_sha256_BYTES);
  Hash hash;
  const void* data = bytes.data();
  crypto_hash_sha256(hash.data(), static_cast<const unsigned char*>(data), bytes.size());
  return hash;
}

std::string to_hex(const Hash& hash) {
  std::string text(2 * hash.size(), '\0');
  for (std::size_t i = 0; i < hash.size(); ++i) {
    text[2 * i] = hex_digits[hash[i] >> 4U];
    text[2 * i + 1] = hex_digits[hash[i] & 15U];
  }
  return text;
}

Hash hash_from_hex(std::string_view text) {
  Hash hash{};
  bool is_read = text.size() == 2 * hash.size();
  for (std::size_t i = 0; is_read && i < text.size(); ++i) {
    const std::size_t digit = hex_digits.find(text[i]);
    is_read = digit != std::string_view::npos;
    if (is_read) hash[i / 2] = static_cast<std::uint8_t>(std::size_t{hash[i / 2]} << 4U | digit);
  }
  if (!is_read) {
    throw ParseError("\"" + std::string{text.substr(0, 80)} +
                     "\" is no SHA-256 digest; give 64 hexadecimal digits in lower case.");
  }
  return hash;
}

}  // namespace actionplan

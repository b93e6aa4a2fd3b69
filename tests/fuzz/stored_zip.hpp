// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::fuzz {

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

/// A zip archive of these parts, not compressed, so that what is fuzzed is what they say.
inline std::string stored_zip(const std::vector<std::pair<std::string, std::string_view>>& parts) {
  std::string out;
  std::string list;
  const auto put = [](std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFFU);
  };
  const auto put_common = [&](std::string& to, const std::string& name, std::string_view bytes) {
    put(to, 20, 2);  // version that reads it
    put(to, 0, 2);   // flags
    put(to, 0, 2);   // stored
    put(to, 0, 4);   // time and day
    put(to, crc32_of(bytes), 4);
    put(to, static_cast<std::uint32_t>(bytes.size()), 4);
    put(to, static_cast<std::uint32_t>(bytes.size()), 4);
    put(to, static_cast<std::uint32_t>(name.size()), 2);
    put(to, 0, 2);  // further fields
  };
  for (const auto& [name, bytes] : parts) {
    const auto at = static_cast<std::uint32_t>(out.size());
    out += "PK\x03\x04";
    put_common(out, name, bytes);
    out += name;
    out += bytes;
    list += "PK\x01\x02";
    put(list, 20, 2);
    put_common(list, name, bytes);
    put(list, 0, 2);  // comment
    put(list, 0, 2);  // disk
    put(list, 0, 2);  // attributes
    put(list, 0, 4);
    put(list, at, 4);
    list += name;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  const auto count = static_cast<std::uint32_t>(parts.size());
  out += list;
  out += "PK\x05\x06";
  put(out, 0, 4);
  put(out, count, 2);
  put(out, count, 2);
  put(out, static_cast<std::uint32_t>(list.size()), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace actionplan::fuzz

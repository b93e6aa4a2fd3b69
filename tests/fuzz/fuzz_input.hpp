// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace actionplan::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

// The bytes of an input, taken one after the other; zeros when there are no more.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : bytes_{reinterpret_cast<const char*>(data), size} {}

  [[nodiscard]] bool is_empty() const noexcept { return bytes_.empty(); }

  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(bytes_[0]);
    bytes_.remove_prefix(1);
    return first;
  }

  // Below `count`, which is not 0.
  std::size_t below(std::size_t count) { return byte() % count; }

  bool flag() { return (byte() & 1U) != 0; }

  // Up to the next byte 0.
  std::string bytes() {
    const std::size_t end = std::min(bytes_.find('\0'), bytes_.size());
    std::string taken{bytes_.substr(0, end)};
    bytes_.remove_prefix(std::min(end + 1, bytes_.size()));
    return taken;
  }

  // The same as text.
  std::string text() { return text::replace_invalid_utf8(bytes()); }

  // A few plain numbers are as likely as any other.
  double number() {
    const std::uint8_t kind = byte();
    if (kind < 192) return static_cast<double>(kind % 16) - 4;
    if (kind < 200) return std::numeric_limits<double>::quiet_NaN();
    double value = 0;
    char raw[sizeof value];
    for (char& one : raw) one = static_cast<char>(byte());
    std::memcpy(&value, raw, sizeof value);
    return value;
  }

  std::string_view rest() { return std::exchange(bytes_, {}); }

 private:
  std::string_view bytes_;
};

}  // namespace actionplan::fuzz

// SPDX-License-Identifier: Apache-2.0
#include "ical_text.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstdint>

namespace actionplan::detail {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x20 || value == 0x7F;
}

// Length of the line break at the start of `text`, else 0: also those that programs which read
// Unicode line by line take for one.
std::size_t break_length(std::string_view text) {
  for (const std::string_view mark :
       {"\r\n", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

// U+0080 to U+009F, without U+0085, which is a line break.
bool is_c1_control(std::string_view text) {
  return text.size() > 1 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

}  // namespace

std::string ical_text(std::string_view text) {
  const std::string well_formed = text::replace_invalid_utf8(text);
  std::string out;
  for (std::string_view rest = well_formed; !rest.empty();) {
    std::size_t length = break_length(rest);
    if (length != 0) {
      out += "\\n";
    } else if (is_c1_control(rest)) {
      length = 2;
      out += ' ';
    } else {
      length = 1;
      if (rest[0] == '\\' || rest[0] == ';' || rest[0] == ',') out += '\\';
      out += is_control(rest[0]) ? ' ' : rest[0];
    }
    rest.remove_prefix(length);
  }
  return out;
}

void append_ical_line(std::string& out, std::string_view line) {
  constexpr std::size_t most = 75;
  std::size_t room = most;
  while (line.size() > room) {
    std::size_t length = room;
    while (length > 0 && is_continuation(line[length])) --length;
    out.append(line.substr(0, length)).append("\r\n ");
    line.remove_prefix(length);
    room = most - 1;  // the space counts
  }
  out.append(line).append("\r\n");
}

std::string fnv1a_128(std::string_view bytes) {
  // The hash as two halves; the prime is 2^88 + 0x13B.
  std::uint64_t high = 0x6c62272e07bb0142;
  std::uint64_t low = 0x62b821756295c58d;
  for (const char byte : bytes) {
    low ^= static_cast<unsigned char>(byte);
    const std::uint64_t lowest = (low & 0xFFFFFFFF) * 0x13B;
    const std::uint64_t middle = (low >> 32) * 0x13B + (lowest >> 32);
    high = high * 0x13B + (middle >> 32) + (low << 24);
    low = (middle << 32) | (lowest & 0xFFFFFFFF);
  }
  std::string hex;
  for (const std::uint64_t half : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) hex += "0123456789abcdef"[half >> shift & 0xF];
  }
  return hex;
}

}  // namespace actionplan::detail

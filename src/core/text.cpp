// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/capitals.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace actionplan::text {
namespace {

constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
constexpr bool is_ascii_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct CodePoint {
  utf8proc_int32_t value = -1;
  std::size_t length = 0;  // 0: ill-formed
};

CodePoint decode(std::string_view text) noexcept {
  CodePoint point;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &point.value);
  point.length = length > 0 ? static_cast<std::size_t>(length) : 0;
  return point;
}

// The letter of two bytes that the text begins with, which most letters beyond ASCII are; 0: another one.
constexpr std::size_t two_byte_letter(std::string_view text) noexcept {
  if (text.size() < 2 || !is_continuation(text[1])) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0xC2 || lead > 0xDF) return 0;
  return std::size_t{lead & 0x1FU} << 6U | (static_cast<unsigned char>(text[1]) & 0x3FU);
}

// Does any white space beyond ASCII begin with this byte?
constexpr bool may_begin_space(char c) noexcept {
  return c == '\xC2' || c == '\xE1' || c == '\xE2' || c == '\xE3' || c == '\xEF';
}

// Unicode White_Space beyond ASCII, and the zero-width no-break space that editors leave behind.
bool is_wide_space(utf8proc_int32_t c) noexcept {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

// Length of the white space code point that ends at the end of `text`, else 0.
std::size_t trailing_space_length(std::string_view text) noexcept {
  if (is_ascii(text.back())) return is_ascii_space(text.back()) ? 1 : 0;
  std::size_t start = text.size() - 1;
  while (start > 0 && is_continuation(text[start]) && text.size() - start < 4) --start;
  const std::string_view last = text.substr(start);
  return space_length(last) == last.size() ? last.size() : 0;
}

void append_folded(std::string& out, utf8proc_int32_t point) {
  constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_COMPAT |
                                                          UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
  if (point == 0x131) point = 'i';  // dotless i folds to itself; here both i's are one letter
  std::array<utf8proc_int32_t, 32> parts{};
  int boundary = 0;
  const auto count = utf8proc_decompose_char(point, parts.data(), parts.size(), options, &boundary);
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(parts[static_cast<std::size_t>(i)], bytes.data());
    for (utf8proc_ssize_t k = 0; k < length; ++k) {
      out += static_cast<char>(bytes[static_cast<std::size_t>(k)]);
    }
  }
}

// What letters of two bytes are folded to, those of Latin, Greek, Cyrillic and Armenian texts.
constexpr std::size_t first_wide = 0x80;
const std::array<std::string, 0x800 - first_wide>& folded_letters() {
  static const auto made = [] {
    std::array<std::string, 0x800 - first_wide> letters;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      append_folded(letters[i], static_cast<utf8proc_int32_t>(first_wide + i));
    }
    return letters;
  }();
  return made;
}

// Bytes of ASCII that the text begins with, eight looked at together.
std::size_t count_ascii(std::string_view text) noexcept {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t at = 0;
  for (std::uint64_t bytes = 0; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((bytes & high_bits) != 0) break;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

// Of each byte: may white space begin with it? Control characters are asked about, too.
constexpr auto space_bytes = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<char>(i);
    bytes[i] = is_ascii(c) ? c <= ' ' : may_begin_space(c);
  }
  return bytes;
}();

// Where the first white space begins, else the size of the text.
std::size_t find_space(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const bool may_be = space_bytes[static_cast<unsigned char>(text[at])];
    if (may_be && space_length(text.substr(at)) != 0) break;
    ++at;
  }
  return at;
}

// Is all white space of a trimmed text single spaces? Most texts are so.
bool is_collapsed(std::string_view text) noexcept {
  const auto is_space = [&](std::size_t at) {
    return space_bytes[static_cast<unsigned char>(text[at])] && space_length(text.substr(at)) != 0;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ' ' ? is_space(at + 1) : is_space(at)) return false;
  }
  return true;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t ascii = count_ascii(text.substr(at));
    at += ascii;
    if (ascii != 0) continue;
    if (two_byte_letter(text.substr(at)) != 0) {
      at += 2;
      continue;
    }
    const std::size_t length = decode(text.substr(at)).length;
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t bad = find_invalid_utf8(text);
    out += text.substr(0, bad);
    if (bad == std::string_view::npos) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
    while (!text.empty() && is_continuation(text.front())) text.remove_prefix(1);
  }
  return out;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += is_continuation(c) ? 0U : 1U;
  return count;
}

std::size_t byte_offset(std::string_view text, std::size_t index) noexcept {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_continuation(text[at])) continue;
    if (seen == index) return at;
    ++seen;
  }
  return text.size();
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (is_ascii(c)) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      ++at;
      continue;
    }
    if (const std::size_t letter = two_byte_letter(text.substr(at))) {
      out += folded_letters()[letter - first_wide];
      at += 2;
      continue;
    }
    const CodePoint point = decode(text.substr(at));
    if (point.length == 0) {
      throw InvalidArgument("Text is not well-formed UTF-8 at byte " + std::to_string(at) +
                            "; convert it to UTF-8 first.");
    }
    append_folded(out, point.value);
    at += point.length;
  }
  return out;
}

std::size_t space_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  if (is_ascii(text.front())) return is_ascii_space(text.front()) ? 1 : 0;
  if (!may_begin_space(text.front())) return 0;
  const CodePoint point = decode(text);
  return is_wide_space(point.value) ? point.length : 0;
}

std::string nfc(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string{text};
  constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &made, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{made, &std::free};
  if (size < 0) {
    throw InvalidArgument("A text to be composed is not well-formed UTF-8; convert it.");
  }
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

std::string_view trim(std::string_view text) noexcept {
  while (const std::size_t length = space_length(text)) text.remove_prefix(length);
  while (!text.empty()) {
    const std::size_t length = trailing_space_length(text);
    if (length == 0) break;
    text.remove_suffix(length);
  }
  return text;
}

std::string collapse_spaces(std::string_view text) {
  text = trim(text);
  if (is_collapsed(text)) return std::string{text};
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t kept = find_space(text);
    // A single space stays where it is, so that most texts are one stretch.
    while (kept + 1 < text.size() && text[kept] == ' ' &&
           space_length(text.substr(kept + 1)) == 0) {
      kept += 1 + find_space(text.substr(kept + 1));
    }
    out += text.substr(0, kept);
    text.remove_prefix(kept);
    while (const std::size_t length = space_length(text)) text.remove_prefix(length);
    if (!text.empty()) out += ' ';
  }
  return out;
}

}  // namespace actionplan::text

namespace actionplan::detail {

std::size_t count_capitals(std::string_view text) noexcept {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    const text::CodePoint point = lead < 0x80 ? text::CodePoint{lead, 1} : text::decode(text);
    if (point.length == 0) break;
    const bool is_capital = lead < 0x80 ? lead >= 'A' && lead <= 'Z'
                                        : utf8proc_category(point.value) == UTF8PROC_CATEGORY_LU;
    count += is_capital ? 1U : 0U;
    text.remove_prefix(point.length);
  }
  return count;
}

}  // namespace actionplan::detail

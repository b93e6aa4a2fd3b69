// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// How the characters of a text are written as bytes.
enum class TextEncoding : std::uint8_t { utf8, utf16_le, utf16_be, cp1251, cp1252 };

/// By its name as people write it: "UTF-8", "utf-16", "cp1251", "windows-1252"; empty: another.
[[nodiscard]] std::optional<TextEncoding> encoding_of_name(std::string_view name);

/// What the bytes say of themselves.
struct EncodingGuess {
  TextEncoding encoding = TextEncoding::utf8;
  std::size_t mark_size = 0;  ///< bytes of the byte order mark
  bool is_guessed = false;    ///< nothing states it
};

/// UTF-8 or UTF-16 where a byte order mark says so; UTF-16 where every other byte is what it would be;
/// a Windows code page where there is no UTF-8 and what there is makes words; else UTF-8.
[[nodiscard]] EncodingGuess guess_encoding(std::string_view bytes) noexcept;

/// In UTF-8. Units that stand for nothing become byte FF, which no UTF-8 has; UTF-8 stays as it is.
[[nodiscard]] std::string to_utf8(std::string_view bytes, TextEncoding encoding);

/// "Windows-1251", for messages.
[[nodiscard]] std::string_view name_of(TextEncoding encoding) noexcept;

}  // namespace actionplan::detail

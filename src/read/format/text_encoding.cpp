// SPDX-License-Identifier: Apache-2.0
#include "text_encoding.hpp"

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

// Unpaired surrogates and a last odd byte become byte FF, which the repair of UTF-8 reports.
std::string utf8_of_utf16(std::string_view bytes, bool is_big_endian) {
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    return static_cast<char32_t>(is_big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  out.reserve(bytes.size());
  const std::size_t units = bytes.size() / 2;
  for (std::size_t i = 0; i < units; ++i) {
    const char32_t c = unit(i);
    const bool is_high = c >= 0xD800 && c < 0xDC00;
    if (is_high && i + 1 < units && unit(i + 1) >= 0xDC00 && unit(i + 1) < 0xE000) {
      append_utf8(out, 0x10000 + ((c - 0xD800) << 10) + (unit(++i) - 0xDC00));
    } else if (c >= 0xD800 && c < 0xE000) {
      out += '\xFF';
    } else {
      append_utf8(out, c);
    }
  }
  if (bytes.size() % 2 != 0) out += '\xFF';
  return out;
}

// Bytes 80 to BF of the Windows code pages (Unicode Consortium, MAPPINGS/VENDORS/MICSFT/WINDOWS), 0
// where a page has none. In 1252 those from C0 are the code points of their number, in 1251 they run
// from U+0410.
constexpr std::array<char32_t, 64> page_1251 = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0,      0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457};
constexpr std::array<char32_t, 32> page_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t of_page(unsigned char byte, TextEncoding encoding) {
  if (byte < 0x80) return byte;
  if (encoding == TextEncoding::cp1251) {
    return byte < 0xC0 ? page_1251[byte - 0x80U] : 0x410U + (byte - 0xC0U);
  }
  return byte < 0xA0 ? page_1252[byte - 0x80U] : byte;
}

std::string utf8_of_page(std::string_view bytes, TextEncoding encoding) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t point = of_page(byte, encoding);
    if (point == 0 && byte != 0) {
      out += '\xFF';
    } else {
      append_utf8(out, point);
    }
  }
  return out;
}

bool is_high(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }
bool is_high_letter(char c) noexcept { return static_cast<unsigned char>(c) >= 0xC0; }

// Of text in UTF-16 nearly every upper byte is 0, or that of one script beside spaces and digits.
EncodingGuess guess_utf16(std::string_view bytes) noexcept {
  constexpr std::size_t sample = 4096;
  const std::string_view begin = bytes.substr(0, std::min(sample, bytes.size() / 2 * 2));
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < begin.size(); ++i) zeros[i % 2] += begin[i] == '\0' ? 1U : 0U;
  const std::size_t units = begin.size() / 2;
  for (const std::size_t upper : {std::size_t{0}, std::size_t{1}}) {
    if (units < 4 || zeros[1 - upper] != 0 || zeros[upper] * 10 < units) continue;
    std::size_t scripts = 0;  // upper bytes of Latin, Greek, Cyrillic, punctuation
    for (std::size_t i = upper; i < begin.size(); i += 2) {
      const auto byte = static_cast<unsigned char>(begin[i]);
      scripts += byte <= 0x05 || byte == 0x20 || byte == 0x21 ? 1U : 0U;
    }
    if (scripts * 20 >= units * 19) {
      return {upper == 0 ? TextEncoding::utf16_be : TextEncoding::utf16_le, 0, true};
    }
  }
  return {};
}

// Letters beyond ASCII, in small ones, of languages that are written in Windows-1252 (exemplar
// characters of the Unicode CLDR, main and those of names that came from elsewhere).
constexpr std::array<std::u32string_view, 11> western_alphabets = {
    U"\u00E0\u00E2\u00E4\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u00EE\u00EF\u00F1\u00F4\u00F6\u00F9"
    U"\u00FB\u00FC"
    U"\u0153",                                                                          // French
    U"\u00E1\u00E9\u00ED\u00F1\u00F3\u00FA\u00FC\u00E7",                                // Spanish
    U"\u00E0\u00E1\u00E2\u00E3\u00E7\u00E9\u00EA\u00ED\u00F3\u00F4\u00F5\u00FA\u00FC",  // Portuguese
    U"\u00E0\u00E8\u00E9\u00EC\u00F2\u00F9",                                            // Italian
    U"\u00E4\u00F6\u00FC\u00DF\u00E9",                                                  // German
    U"\u00E1\u00E4\u00E8\u00E9\u00EB\u00ED\u00EF\u00F3\u00F6\u00FA\u00FC",              // Dutch
    U"\u00E5\u00E6\u00E9\u00F8\u00F3\u00F2\u00F4",                    // Danish, Norwegian
    U"\u00E4\u00E5\u00E9\u00F6\u00FC\u00E0",                          // Swedish, Finnish, Estonian
    U"\u00E0\u00E7\u00E8\u00E9\u00ED\u00EF\u00F2\u00F3\u00FA\u00FC",  // Catalan
    U"\u00E1\u00E9\u00ED\u00F3\u00FA\u00F1",                          // Irish, Galician
    U"\u00E1\u00E6\u00E9\u00ED\u00F0\u00F3\u00F6\u00FA\u00FD\u00FE",  // Icelandic
};

// A small letter of Windows-1252, or 0 where the byte is none.
char32_t western_letter(unsigned char byte) {
  if (byte == 0xD7 || byte == 0xF7) return 0;
  if (byte == 0xDF || byte >= 0xE0) return byte;
  if (byte >= 0xC0) return byte + 0x20U;
  if (byte == 0x8C || byte == 0x9C) return 0x0153;
  return 0;
}

// Marks that are the same in every Windows page, and stand beside words or between them: a euro sign,
// dashes, quotation marks, an apostrophe, a space that does not break.
bool is_common_mark(unsigned char byte) {
  constexpr std::string_view marks{
      "\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xA7\xA9\xAB\xAE\xB0\xB1\xB7\xBB"};
  return marks.find(static_cast<char>(byte)) != std::string_view::npos;
}

// What the bytes beyond ASCII are as Windows-1252.
struct WesternWords {
  std::size_t letters = 0;
  std::size_t best = 0;  // of those, letters of the one language that has most of them
  std::size_t odd = 0;   // what no such word has: a mark within, a letter by itself
};

WesternWords western_words(std::string_view bytes) noexcept {
  std::array<std::size_t, western_alphabets.size()> counts{};
  WesternWords words;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes[i])) continue;
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const char before = i == 0 ? ' ' : bytes[i - 1];
    const char after = i + 1 == bytes.size() ? ' ' : bytes[i + 1];
    const char32_t letter = western_letter(byte);
    if (letter == 0) {
      constexpr unsigned char apostrophe = 0x92;
      const bool is_within = is_ascii_letter(before) && is_ascii_letter(after);
      words.odd += !is_common_mark(byte) || (is_within && byte != apostrophe) ? 1U : 0U;
      continue;
    }
    ++words.letters;
    const bool is_word = letter == 0xE0 || letter == 0xE8 || letter == 0xE9;  // "à", "è", "é"
    const bool is_in_word = is_ascii_letter(before) || is_ascii_letter(after);
    words.odd += is_in_word || is_word ? 0U : 1U;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      counts[k] += western_alphabets[k].find(letter) != std::u32string_view::npos ? 1U : 0U;
    }
  }
  words.best = *std::max_element(counts.begin(), counts.end());
  return words;
}

// Is it no text in Windows-1251? Words of that are of one script, have capitals at their beginning
// or throughout, and of each ten letters three at least are of the six most frequent ones.
bool is_odd_cyrillic(std::string_view bytes) noexcept {
  constexpr std::string_view frequent{"\xE0\xE5\xE8\xED\xEE\xF2"};  // а е и н о т
  std::size_t letters = 0;
  std::size_t mixed = 0;
  std::size_t capitals = 0;
  std::size_t known = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high_letter(bytes[i])) continue;
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const auto before = static_cast<unsigned char>(i == 0 ? ' ' : bytes[i - 1]);
    const char after = i + 1 == bytes.size() ? ' ' : bytes[i + 1];
    ++letters;
    mixed += is_ascii_letter(static_cast<char>(before)) || is_ascii_letter(after) ? 1U : 0U;
    capitals += before >= 0xE0 && byte < 0xE0 ? 1U : 0U;
    known += frequent.find(static_cast<char>(byte | 0x20U)) != std::string_view::npos ? 1U : 0U;
  }
  constexpr std::size_t tellable = 12;  // letters, of which their frequency can be told
  return mixed * 5 > letters || capitals * 20 > letters ||
         (letters >= tellable && known * 10 < letters * 3);
}

// Bytes of which hardly any is UTF-8 beyond ASCII (a few pairs are, by chance), and which stand in
// words. Those of Cyrillic words follow each other; in Latin ones they stand alone between letters. Few
// must make words of one Western language.
EncodingGuess guess_page(std::string_view bytes) noexcept {
  std::size_t valid = 0;  // sequences of UTF-8
  std::size_t high = 0;
  std::size_t in_words = 0;
  std::size_t in_runs = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes[i])) continue;
    if (is_high_letter(bytes[i]) && text::find_invalid_utf8(bytes.substr(i, 4)) != 0) {
      ++valid;
      while (i + 1 < bytes.size() && is_high(bytes[i + 1]) && !is_high_letter(bytes[i + 1])) ++i;
      continue;
    }
    // Dashes and quotation marks say nothing of the page.
    if (is_common_mark(static_cast<unsigned char>(bytes[i]))) continue;
    ++high;
    const char before = i == 0 ? ' ' : bytes[i - 1];
    const char after = i + 1 == bytes.size() ? ' ' : bytes[i + 1];
    if (!is_high_letter(bytes[i])) continue;
    const bool is_run = is_high_letter(before) || is_high_letter(after);
    if (!is_run && bytes[i] == '\xFF')
      continue;  // hardly a letter of Latin, often no letter at all
    in_runs += is_run ? 1U : 0U;
    in_words += is_run || is_ascii_letter(before) || is_ascii_letter(after) ? 1U : 0U;
  }
  const EncodingGuess western{TextEncoding::cp1252, 0, true};
  if (high < 3) {
    const WesternWords words = western_words(bytes);
    return valid == 0 && words.odd == 0 && words.best == words.letters ? western : EncodingGuess{};
  }
  if (in_words * 2 < high || valid * 4 > high) return {};
  const bool is_cyrillic = in_runs * 4 >= in_words * 3;
  if (is_cyrillic) {
    return is_odd_cyrillic(bytes) ? EncodingGuess{} : EncodingGuess{TextEncoding::cp1251, 0, true};
  }
  const WesternWords words = western_words(bytes);
  const bool is_western =
      words.best * 10 >= words.letters * 8 && words.odd * 5 <= words.letters + words.odd;
  return is_western ? western : EncodingGuess{};
}

}  // namespace

std::optional<TextEncoding> encoding_of_name(std::string_view name) {
  std::string plain;
  for (const char c : text::fold(text::replace_invalid_utf8(name))) {
    if (c != '-' && c != '_' && c != ' ') plain += c;
  }
  if (plain == "utf8" || plain == "utf8sig" || plain == "ascii") return TextEncoding::utf8;
  if (plain == "utf16" || plain == "utf16le") return TextEncoding::utf16_le;
  if (plain == "utf16be") return TextEncoding::utf16_be;
  if (plain == "cp1251" || plain == "windows1251" || plain == "1251") return TextEncoding::cp1251;
  if (plain == "cp1252" || plain == "windows1252" || plain == "1252" || plain == "latin1" ||
      plain == "iso88591") {
    return TextEncoding::cp1252;
  }
  return std::nullopt;
}

std::string_view name_of(TextEncoding encoding) noexcept {
  switch (encoding) {
    case TextEncoding::utf8: return "UTF-8";
    case TextEncoding::utf16_le:
    case TextEncoding::utf16_be: return "UTF-16";
    case TextEncoding::cp1251: return "Windows-1251";
    case TextEncoding::cp1252: return "Windows-1252";
  }
  return "UTF-8";
}

EncodingGuess guess_encoding(std::string_view bytes) noexcept {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return {TextEncoding::utf8, 3, false};
  if (bytes.substr(0, 2) == "\xFF\xFE") return {TextEncoding::utf16_le, 2, false};
  if (bytes.substr(0, 2) == "\xFE\xFF") return {TextEncoding::utf16_be, 2, false};
  if (const EncodingGuess guess = guess_utf16(bytes); guess.is_guessed) return guess;
  if (text::find_invalid_utf8(bytes) == std::string_view::npos) return {};
  return guess_page(bytes);
}

std::string to_utf8(std::string_view bytes, TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8: return std::string{bytes};
    case TextEncoding::utf16_le: return utf8_of_utf16(bytes, false);
    case TextEncoding::utf16_be: return utf8_of_utf16(bytes, true);
    case TextEncoding::cp1251:
    case TextEncoding::cp1252: return utf8_of_page(bytes, encoding);
  }
  return std::string{bytes};
}

}  // namespace actionplan::detail

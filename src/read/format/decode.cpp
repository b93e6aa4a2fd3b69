// SPDX-License-Identifier: Apache-2.0
#include "decode.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

// How files begin that people take for text.
constexpr std::array signatures = {
    Signature{"PK\x03\x04", "a zip archive, such as a .docx or .xlsx document"},
    Signature{"%PDF-", "a PDF document"},
    Signature{"\xD0\xCF\x11\xE0", "an old Office document, such as .doc or .xls"},
    Signature{"{\\rtf", "a rich text document (.rtf)"},
    Signature{"SQLite format 3", "an SQLite database"},
    Signature{"\x1F\x8B", "a gzip archive"},
    Signature{"\x89PNG", "an image"},
    Signature{"\xFF\xD8\xFF", "an image"},
    Signature{"GIF8", "an image"},
};

[[noreturn]] void refuse_binary(std::string_view what) {
  throw ParseError("The input is " + std::string{what} +
                       ", not text; save it as plain text or CSV in UTF-8 and read that.",
                   {}, ParseErrorCode::unsupported);
}

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

// CRLF and CR become LF.
void unify_line_ends(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    const bool is_pair = text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n';
    if (!is_pair) text[to++] = text[from] == '\r' ? '\n' : text[from];
  }
  text.resize(to);
}

void report_repair(std::string_view line, std::uint32_t number, ProblemList& problems) {
  const std::size_t nul = line.find('\0');
  const std::size_t bad = std::min(text::find_invalid_utf8(line), nul);
  if (bad == std::string_view::npos) return;
  const auto column = static_cast<std::uint32_t>(text::count_code_points(line.substr(0, bad)) + 1);
  const bool is_nul = bad == nul;
  problems.add({is_nul ? "nul_byte" : "invalid_utf8",
                Severity::warning,
                Place{number, column},
                is_nul ? "A NUL byte stands here and in its place U+FFFD was read; remove it."
                       : "Bytes that are not UTF-8 stand here and in their place U+FFFD was read; "
                         "save the file as UTF-8.",
                {}});
}

// Replaces NUL and what is not UTF-8, line by line, so that each is told with its place.
std::string repaired(std::string text, ProblemList& problems) {
  if (text::find_invalid_utf8(text) == std::string::npos && text.find('\0') == std::string::npos) {
    return text;
  }
  std::string out;
  out.reserve(text.size());
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin <= text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view{text}.substr(begin, end - begin);
    report_repair(line, number, problems);
    for (const char c : text::replace_invalid_utf8(line)) {
      if (c == '\0') {
        out += replacement;
      } else {
        out += c;
      }
    }
    if (end < text.size()) out += '\n';
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::string_view kind_of_binary(std::string_view bytes) noexcept {
  for (const Signature& signature : signatures) {
    if (bytes.substr(0, signature.bytes.size()) == signature.bytes) return signature.what;
  }
  return {};
}

// No text has more than a stray few.
bool has_many_controls(std::string_view bytes) noexcept {
  constexpr std::size_t sample = 8192;
  const std::string_view begin = bytes.substr(0, sample);
  const auto odd = static_cast<std::size_t>(
      std::count_if(begin.begin(), begin.end(), [](char c) { return is_control(c); }));
  return odd > 16 && odd * 10 > begin.size();
}

std::string decode(std::string_view bytes, const ReadLimits& limits, ProblemList& problems) {
  if (bytes.size() > limits.max_bytes) {
    throw ParseError("The input has " + std::to_string(bytes.size()) +
                         " bytes, more than the limit of " + std::to_string(limits.max_bytes) +
                         "; split it or raise ReadLimits::max_bytes.",
                     {}, ParseErrorCode::limit);
  }
  if (const std::string_view kind = kind_of_binary(bytes); !kind.empty()) refuse_binary(kind);
  std::string text;
  if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") {
    text = utf8_of_utf16(bytes.substr(2), bytes.front() == '\xFE');
  } else {
    text = bytes.substr(bytes.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0);
  }
  if (has_many_controls(text)) refuse_binary("binary data");
  if (text::trim(text).empty()) {
    throw ParseError("The input is empty; give a plan as text, CSV or JSON.");
  }
  unify_line_ends(text);
  return repaired(std::move(text), problems);
}

void append_bounded(Cell& cell, std::string_view text, const ReadLimits& limits,
                    ProblemList& problems) {
  if (cell.text.size() > limits.max_cell_bytes) return;  // cut already
  cell.text += text;
  if (cell.text.size() <= limits.max_cell_bytes) return;
  std::size_t end = limits.max_cell_bytes;
  while (end > 0 && (static_cast<unsigned char>(cell.text[end]) & 0xC0U) == 0x80U) --end;
  cell.text.resize(end);
  cell.text.append(limits.max_cell_bytes + 1 - end, ' ');  // longer than the limit: marked as cut
  problems.add({"cell_too_long",
                Severity::warning,
                cell.place,
                "A cell has more than " + std::to_string(limits.max_cell_bytes) +
                    " bytes and was cut there; shorten it or raise ReadLimits::max_cell_bytes.",
                {}});
}

}  // namespace actionplan::detail

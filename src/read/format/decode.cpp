// SPDX-License-Identifier: Apache-2.0
#include "decode.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "read/format/text_encoding.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
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

// An old container, whose list of streams names the document inside in UTF-16.
bool is_encrypted_package(std::string_view bytes) noexcept {
  constexpr std::string_view name{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
  return bytes.substr(0, 4) == "\xD0\xCF\x11\xE0" && bytes.find(name) != std::string_view::npos;
}

// No text has more than a stray few.
bool has_many_controls(std::string_view bytes) noexcept {
  constexpr std::size_t sample = 8192;
  const std::string_view begin = bytes.substr(0, sample);
  const auto odd = static_cast<std::size_t>(
      std::count_if(begin.begin(), begin.end(), [](char c) { return is_control(c); }));
  return odd > 16 && odd * 10 > begin.size();
}

namespace {

// ", such as \"Régie\"": what a person can tell a wrong guess by; empty where there is no such word.
std::string first_word_beyond_ascii(std::string_view text) {
  const auto at = std::find_if(text.begin(), text.end(), [](char c) { return !is_ascii(c); });
  if (at == text.end()) return {};
  constexpr std::string_view ends = " \t\r\n,;|\"";
  const auto middle = static_cast<std::size_t>(at - text.begin());
  const std::size_t before = text.find_last_of(ends, middle);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find_first_of(ends, middle), text.size());
  return ", with words such as \"" + excerpt(text.substr(begin, end - begin)) + "\"";
}

TextEncoding declared_encoding(std::string_view name) {
  const std::optional<TextEncoding> encoding = encoding_of_name(name);
  if (encoding) return *encoding;
  throw InvalidArgument("The encoding " + shown(name) +
                        " is not known; give utf-8, utf-16, cp1251 or cp1252.");
}

}  // namespace

std::string decode(std::string_view bytes, const ReadLimits& limits, ProblemList& problems,
                   std::string_view encoding) {
  if (bytes.size() > limits.max_bytes) {
    throw ParseError("The input has " + std::to_string(bytes.size()) +
                         " bytes, more than the limit of " + std::to_string(limits.max_bytes) +
                         "; split it or raise ReadLimits::max_bytes.",
                     {}, ParseErrorCode::limit);
  }
  if (const std::string_view kind = kind_of_binary(bytes); !kind.empty()) refuse_binary(kind);
  EncodingGuess guess = guess_encoding(bytes);
  if (!encoding.empty()) {
    const bool has_mark_of_16 = guess.mark_size == 2;
    const TextEncoding declared = declared_encoding(encoding);
    if (!(has_mark_of_16 && declared == TextEncoding::utf16_le)) guess.encoding = declared;
    guess.is_guessed = false;
  }
  std::string text = to_utf8(bytes.substr(guess.mark_size), guess.encoding);
  if (has_many_controls(text)) refuse_binary("binary data");
  if (text::trim(text).empty()) {
    throw ParseError("The input is empty; give a plan as text, CSV or JSON.");
  }
  const bool is_one_byte =
      guess.encoding == TextEncoding::cp1251 || guess.encoding == TextEncoding::cp1252;
  const bool is_utf8 =
      text.size() != bytes.size() && text::find_invalid_utf8(bytes) == std::string_view::npos;
  if (!encoding.empty() && is_one_byte && is_utf8) {
    problems.add({"encoding_doubtful",
                  Severity::warning,
                  Place{1, 1},
                  "The text was read as " + std::string{name_of(guess.encoding)} +
                      ", as was said, and its characters are those of UTF-8 throughout; give "
                      "utf-8, or no encoding, if letters look wrong.",
                  {}});
  }
  if (guess.is_guessed) {
    problems.add({"encoding_guessed",
                  Severity::warning,
                  Place{1, 1},
                  "The text does not say how its characters are written and was read as " +
                      std::string{name_of(guess.encoding)} + first_word_beyond_ascii(text) +
                      "; save it as UTF-8, or give its encoding.",
                  {}});
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

// SPDX-License-Identifier: Apache-2.0
#include "text_sample.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/decode.hpp"
#include "read/format/text_encoding.hpp"

#include <cstddef>

namespace actionplan::detail {
namespace {

template <class Has>
double share_of_lines(std::string_view text, Has has) {
  std::size_t lines = 0;
  std::size_t found = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    ++lines;
    found += has(line) ? 1U : 0U;
  }
  return lines == 0 ? 0 : static_cast<double>(found) / static_cast<double>(lines);
}

}  // namespace

bool is_json_object(std::string_view bytes) noexcept {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{' &&
         bytes.substr(first, 5) != "{\\rtf";
}

TextSample::TextSample(const DocumentSource& source) {
  constexpr std::size_t size = 65536;
  text_ = source.bytes.substr(0, size);
  const std::size_t dot = source.name.rfind('.');
  if (dot != std::string::npos && dot != 0) {
    extension_ = text::fold(text::replace_invalid_utf8(source.name.substr(dot)));
  }
  const TextEncoding encoding = guess_encoding(text_).encoding;
  const bool is_utf16 = encoding == TextEncoding::utf16_le || encoding == TextEncoding::utf16_be;
  is_text_ = source.files.empty() && kind_of_binary(text_).empty() &&
             (is_utf16 || !has_many_controls(text_));
}

bool TextSample::is_plain() const noexcept {
  return is_text_ && !is_json_object(text_) &&
         !is_extension(extension_, {".yaml", ".yml", ".rst", ".rest"});
}

double TextSample::share_with(char c) const noexcept {
  return share_of_lines(
      text_, [&](std::string_view line) { return line.find(c) != std::string_view::npos; });
}

double TextSample::share_beginning_with(char c) const noexcept {
  return share_of_lines(text_, [&](std::string_view line) { return line.front() == c; });
}

}  // namespace actionplan::detail

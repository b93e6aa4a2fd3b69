// SPDX-License-Identifier: Apache-2.0
#include "rich_text.hpp"

#include <actionplan/core/text.hpp>

#include <charconv>
#include <utility>

namespace actionplan::detail {
namespace {

bool is_strike_on(std::string_view value) {
  return value != "0" && value != "false" && value != "off";
}

// Characters of the basic plane; a pair of escapes for one beyond it becomes U+FFFD twice.
void append_unit(std::string& out, unsigned unit) {
  const auto byte = [&](unsigned bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') return;
  if (unit < 0x80) {
    byte(unit);
  } else if (unit < 0x800) {
    byte(0xC0U | unit >> 6U);
    byte(0x80U | (unit & 0x3FU));
  } else if (unit >= 0xD800 && unit < 0xE000) {
    out += "\xEF\xBF\xBD";
  } else {
    byte(0xE0U | unit >> 12U);
    byte(0x80U | (unit >> 6U & 0x3FU));
    byte(0x80U | (unit & 0x3FU));
  }
}

// "_x000D_" at the beginning of the text: the number, or more than any.
unsigned escaped_unit(std::string_view text) {
  constexpr unsigned none = 0x10000;
  if (text.size() < 7 || text[1] != 'x' || text[6] != '_') return none;
  unsigned unit = none;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  return error == std::errc{} && end == text.data() + 6 ? unit : none;
}

}  // namespace

std::string unescaped(std::string text) {
  if (text.find("_x") == std::string::npos && text.find('\r') == std::string::npos) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned unit = text[i] == '_' ? escaped_unit(std::string_view{text}.substr(i)) : 0x10000;
    if (unit < 0x10000) {
      append_unit(out, unit);
      i += 6;
    } else {
      out += text[i];
    }
  }
  std::string lines;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] != '\r')
      lines += out[i];
    else if (i + 1 == out.size() || out[i + 1] != '\n')
      lines += '\n';
  }
  return lines;
}

void RichText::clear() {
  seen_.clear();
  struck_.clear();
  in_text_ = is_run_struck_ = is_struck_ = false;
  phonetic_ = 0;
}

void RichText::start(std::string_view name, const XmlAttributes& attributes) {
  if (phonetic_ != 0 || name == "rPh") {
    ++phonetic_;
  } else if (name == "t") {
    in_text_ = true;
  } else if (name == "r") {
    is_run_struck_ = false;
  } else if (name == "strike") {
    is_run_struck_ = is_strike_on(attributes["val"]);
  }
}

void RichText::end(std::string_view name) {
  if (phonetic_ != 0) {
    --phonetic_;
  } else if (name == "t") {
    in_text_ = false;
  } else if (name == "r") {
    is_run_struck_ = false;
  }
}

void RichText::text(std::string_view stretch) {
  if (!in_text_ || phonetic_ != 0) return;
  budget_.charge(stretch.size());
  (is_run_struck_ ? struck_ : seen_) += stretch;
}

std::string RichText::take() {
  is_struck_ = text::trim(seen_).empty() && !text::trim(struck_).empty();
  const std::string whole = unescaped(std::exchange(is_struck_ ? struck_ : seen_, {}));
  return std::string{text::trim(whole)};
}

}  // namespace actionplan::detail

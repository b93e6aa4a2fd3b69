// SPDX-License-Identifier: Apache-2.0
#include "header_text.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_tokens = 16;  // of a header cell

}  // namespace

bool is_long_prose(std::string_view text) {
  std::size_t words = 0;
  bool has_letter = false;
  for (std::size_t i = 0; i < text.size() && (i == 0 || text[i] != '('); ++i) {
    const char c = text[i];
    has_letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c != ' ') continue;
    words += static_cast<std::size_t>(has_letter ? 1 : 0);
    has_letter = false;
  }
  return words > most_tokens;
}

std::string without_plurals(std::string_view text) {
  constexpr std::size_t longest = 3;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t close = text[i] == '(' ? text.find(')', i) : std::string_view::npos;
    const bool is_ending = close != std::string_view::npos && i != 0 && close > i + 1 &&
                           close - i - 1 <= longest &&
                           (is_ascii_letter(text[i - 1]) || !is_ascii(text[i - 1])) &&
                           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                       text.begin() + static_cast<std::ptrdiff_t>(close),
                                       [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_ending) {
      i = close;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string without_broken_words(std::string_view text) {
  constexpr std::size_t longest = 200;
  constexpr std::string_view soft = "\u00AD";
  const auto is_letter = [&](std::size_t at) {
    return is_ascii_letter(text[at]) || !is_ascii(text[at]);
  };
  if (text.size() > longest || text.find_first_of("-\xC2") == std::string_view::npos) return {};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(soft)) {
      i += soft.size() - 1;
      continue;
    }
    std::size_t next = i + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\n')) ++next;
    const bool is_broken = text[i] == '-' && i != 0 && next > i + 1 && next < text.size() &&
                           is_letter(i - 1) && is_letter(next);
    if (is_broken) {
      i = next - 1;
    } else {
      out += text[i];
    }
  }
  return out.size() == text.size() ? std::string{} : out;
}

bool is_prose(const Tokens& tokens, std::size_t end) {
  if (end > most_tokens) return true;
  for (std::size_t i = 0; i + 1 < end; ++i) {
    if (tokens.is_mark(i, ':')) return true;
  }
  return false;
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/condition.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

enum class TokenKind : std::uint8_t { text, comparator, open, close, comma, minus, end };

/// A piece of a filter's text.
struct FilterToken {
  TokenKind kind = TokenKind::end;
  std::size_t at = 0;  ///< byte at which it begins
  std::size_t end = 0;
  bool is_quoted = false;
  TextPattern pattern;  ///< of a text
  Comparator comparator = Comparator::equal;

  /// Is it this keyword? A quoted one is a text.
  [[nodiscard]] bool is_word(std::string_view word) const {
    return kind == TokenKind::text && !is_quoted && !pattern.is_open_before &&
           !pattern.is_open_after && pattern.text == word;
  }
};

/// Says at which byte of the text what is wrong with it.
struct FilterFault {
  std::size_t at = 0;
  std::string what;
};

/// The pieces of a text, the last one of kind `end`. @throws FilterFault.
[[nodiscard]] std::vector<FilterToken> filter_tokens(std::string_view text);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "filter_tokens.hpp"

#include <actionplan/core/text.hpp>

#include <optional>
#include <utility>

namespace actionplan::detail {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_{text} {}

  std::vector<FilterToken> scan() {
    for (;;) {
      while (const std::size_t space = text::space_length(text_.substr(at_))) at_ += space;
      FilterToken token;
      token.at = at_;
      const bool is_last = at_ == text_.size();
      if (!is_last) read(token);
      token.end = at_;
      tokens_.push_back(std::move(token));
      if (is_last) return std::move(tokens_);
    }
  }

 private:
  void read(FilterToken& token) {
    const char c = text_[at_];
    const std::size_t begin = at_;
    if (c == '(' || c == ')' || c == ',') {
      token.kind = c == '(' ? TokenKind::open : c == ')' ? TokenKind::close : TokenKind::comma;
      ++at_;
    } else if (const auto comparator = read_comparator()) {
      token.kind = TokenKind::comparator;
      token.comparator = *comparator;
    } else if (c == '-' && !follows_comparator()) {
      token.kind = TokenKind::minus;
      ++at_;
    } else if (c == '"' || c == '\'') {
      token.kind = TokenKind::text;
      token.is_quoted = true;
      read_quoted(token.pattern);
    } else {
      token.kind = TokenKind::text;
      read_bare(token.pattern);
    }
    if (at_ == begin) throw FilterFault{at_, "a character that begins nothing; quote it"};
  }

  // Only a value can begin with a minus that belongs to it.
  [[nodiscard]] bool follows_comparator() const {
    return !tokens_.empty() && tokens_.back().kind == TokenKind::comparator;
  }

  std::optional<Comparator> read_comparator() {
    using enum Comparator;
    constexpr std::pair<std::string_view, Comparator> all[] = {{"<=", less_or_equal},
                                                               {">=", greater_or_equal},
                                                               {"!=", not_equal},
                                                               {"<", less},
                                                               {">", greater},
                                                               {"=", equal},
                                                               {":", has}};
    for (const auto& [sign, comparator] : all) {
      if (text_.substr(at_, sign.size()) != sign) continue;
      at_ += sign.size();
      return comparator;
    }
    return std::nullopt;
  }

  void read_quoted(TextPattern& pattern) {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '*') {
        read_star(pattern, at_ + 1 == text_.size() || text_[at_ + 1] == quote);
        continue;
      }
      if (pattern.is_open_after) refuse_star(at_ - 1);
      if (text_[at_] == '\\') read_escape();
      pattern.text += text_[at_];
    }
    if (at_ == text_.size()) {
      throw FilterFault{begin,
                        std::string{"a text without the "} + quote + " that ends it; add it"};
    }
    ++at_;
  }

  void read_escape() {
    const std::size_t begin = at_++;
    const bool is_known =
        at_ < text_.size() && std::string_view{"\"'\\*"}.find(text_[at_]) != std::string_view::npos;
    if (!is_known) {
      throw FilterFault{begin, R"(a backslash before none of " ' \ *; write \\ for a backslash)"};
    }
  }

  void read_bare(TextPattern& pattern) {
    while (at_ < text_.size() && text::space_length(text_.substr(at_)) == 0) {
      const char c = text_[at_];
      if (std::string_view{"(),<>=!:\""}.find(c) != std::string_view::npos) break;
      if (c == '*') {
        const bool is_last = at_ + 1 == text_.size() || is_end(at_ + 1);
        read_star(pattern, is_last);
      } else {
        pattern.text += c;
      }
      ++at_;
    }
  }

  [[nodiscard]] bool is_end(std::size_t at) const {
    return text::space_length(text_.substr(at)) != 0 ||
           std::string_view{"(),<>=!:\""}.find(text_[at]) != std::string_view::npos;
  }

  // A star alone is open at both ends.
  void read_star(TextPattern& pattern, bool is_last) const {
    if (pattern.text.empty() && !pattern.is_open_before) {
      pattern.is_open_before = true;
      pattern.is_open_after = is_last;
    } else if (is_last && !pattern.text.empty()) {
      pattern.is_open_after = true;
    } else {
      refuse_star(at_);
    }
  }

  [[noreturn]] static void refuse_star(std::size_t at) {
    throw FilterFault{at, R"(a star inside a text; put it at an end, or write "\*" for a star)"};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<FilterToken> tokens_;
};

}  // namespace

std::vector<FilterToken> filter_tokens(std::string_view text) { return Scanner{text}.scan(); }

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace actionplan::detail {

[[nodiscard]] constexpr bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}
[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char ascii_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Is there a letter, or another character beyond ASCII?
[[nodiscard]] bool has_letters(std::string_view text) noexcept;

/// Bytes of the code point that the text begins with. @param text well-formed UTF-8, not empty.
[[nodiscard]] std::size_t letter_length(std::string_view text) noexcept;

enum class TokenKind : std::uint8_t {
  word,    // letters
  number,  // digits
  mark,    // one punctuation character; every dash is "-", every double quotation mark "\""
};

/// One word, number or mark of a text, with its place in the text.
struct Token {
  std::string_view text;  // folded; borrowed from the Tokens it stands in
  TokenKind kind = TokenKind::mark;
  bool after_space = true;   // first in the text, or white space before it
  bool is_capital = false;   // begins with an upper-case letter
  std::uint32_t digits = 0;  // of a number: how many
  std::uint32_t value = 0;   // of a number: at most 999999999
  std::uint32_t begin = 0;   // code points of the text, [begin, end)
  std::uint32_t end = 0;
  std::uint32_t begin_byte = 0;  // the same in bytes
  std::uint32_t end_byte = 0;
};

/// What lists of words say of a word: of each list the languages that have it, a bit each.
using WordSets = std::array<std::uint64_t, 14>;

/// A text cut into folded words, numbers and marks. Letters and digits part ("Q3" is "q", "3");
/// apostrophes part words and are no mark ("d'ici" is "d", "ici").
class Tokens {
 public:
  /// @param text well-formed UTF-8; its bytes need not outlive the call.
  /// @param cuts_ideographs is each letter of Chinese and Japanese a word, as they write none apart?
  explicit Tokens(std::string_view text, bool cuts_ideographs = false);
  Tokens(const Tokens&) = delete;
  Tokens& operator=(const Tokens&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool is_empty() const noexcept { return size_ == 0; }
  /// The word at `index`; beyond the end a mark without text.
  [[nodiscard]] const Token& operator[](std::size_t index) const noexcept {
    return index < size_ ? words_[index] : beyond_;
  }

  [[nodiscard]] bool is_mark(std::size_t index, char mark) const noexcept {
    const Token& word = (*this)[index];
    return word.kind == TokenKind::mark && word.text.size() == 1 && word.text.front() == mark;
  }
  [[nodiscard]] bool is_number(std::size_t index) const noexcept {
    return (*this)[index].kind == TokenKind::number;
  }
  [[nodiscard]] bool is_word(std::size_t index) const noexcept {
    return (*this)[index].kind == TokenKind::word;
  }
  [[nodiscard]] bool is(std::size_t index, std::string_view folded) const noexcept {
    return (*this)[index].text == folded;
  }
  /// Does it follow the word before it without white space?
  [[nodiscard]] bool is_joined(std::size_t index) const noexcept {
    return index < size() && !words_[index].after_space;
  }

  /// For whoever asks lists about words, one of each token or none at all: kept, as the same words are asked
  /// about time and again. A text is read by one thread.
  [[nodiscard]] std::vector<std::optional<WordSets>>& kept() const noexcept { return kept_; }

 private:
  void make_room(std::size_t more);
  void make_room_for_words(std::size_t most);
  Token& add_word();

  static constexpr Token beyond_ = {};

  // What a short text needs stands here, that of a longer one in the vectors.
  std::array<char, 160> short_;  // NOLINT(*-member-init): what it holds is said by `end_`
  std::array<Token, 12> few_;    // as far as `size_`
  std::vector<char> long_;
  std::vector<Token> many_;
  char* begin_ = short_.data();
  char* end_ = begin_;
  char* most_ = begin_ + short_.size();
  Token* words_ = few_.data();  // their texts lie between `begin_` and `end_`
  std::size_t size_ = 0;
  std::size_t most_words_ = few_.size();
  mutable std::vector<std::optional<WordSets>> kept_;
};

}  // namespace actionplan::detail

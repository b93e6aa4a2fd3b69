// SPDX-License-Identifier: Apache-2.0
#include "tokens.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

enum class Shape : std::uint8_t { letter, digit, mark, space, apostrophe, nothing };

struct Letter {
  Shape shape = Shape::nothing;
  std::size_t length = 1;   // bytes in the text
  std::string_view folded;  // what words are made of: empty for spaces and apostrophes
  bool is_capital = false;
};

bool is_between(char32_t c, char32_t first, char32_t last) noexcept {
  return first <= c && c <= last;
}

constexpr Shape ascii_shape(char c) noexcept {
  if (is_ascii_letter(c)) return Shape::letter;
  if (is_ascii_digit(c)) return Shape::digit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return Shape::space;
  if (c == '\'' || c == '`') return Shape::apostrophe;
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F' ? Shape::space : Shape::mark;
}

char32_t decode(std::string_view sequence) noexcept {
  const auto lead = static_cast<unsigned char>(sequence.front());
  char32_t value = lead & (0xFFU >> (sequence.size() + 1));
  for (const char c : sequence.substr(1)) {
    value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return value;
}

bool is_dash(char32_t c) noexcept {
  return is_between(c, 0x2010, 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

bool is_double_quote(char32_t c) noexcept {
  return is_between(c, 0x201C, 0x201F) || c == 0xAB || c == 0xBB || c == 0x2033 || c == 0xFF02;
}

bool is_apostrophe(char32_t c) noexcept {
  return is_between(c, 0x2018, 0x201B) || c == 0x2BC || c == 0x2032 || c == 0xB4 || c == 0xFF07;
}

// Punctuation and symbols beyond ASCII that stand in prose; anything else is taken for a letter.
bool is_symbol(char32_t c) noexcept {
  return (is_between(c, 0xA1, 0xBF) && c != 0xAA && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         is_between(c, 0x2000, 0x206F) || is_between(c, 0x20A0, 0x20CF) ||
         is_between(c, 0x2190, 0x2BFF) || is_between(c, 0x3000, 0x303F) || c == 0xFFFD;
}

// A letter beyond ASCII; `folded` holds what it becomes.
Letter fold_letter(std::string_view rest, std::string& folded) {
  Letter letter;
  letter.length = letter_length(rest);
  const std::string_view sequence = rest.substr(0, letter.length);
  if (text::space_length(rest) != 0) {
    letter.shape = Shape::space;
    return letter;
  }
  const char32_t c = decode(sequence);
  if (is_dash(c) || is_double_quote(c)) {
    letter.shape = Shape::mark;
    letter.folded = is_dash(c) ? "-" : "\"";
  } else if (is_apostrophe(c)) {
    letter.shape = Shape::apostrophe;
  } else if (c != 0xAD) {  // a soft hyphen is nothing, like the marks that fold to nothing
    folded = text::fold(sequence);
    if (folded.empty()) return letter;
    const bool is_wide = static_cast<unsigned char>(folded.front()) >= 0x80;
    const Shape shape = is_wide ? Shape::letter : ascii_shape(folded.front());
    letter.shape = is_symbol(c) || shape == Shape::space ? Shape::mark : shape;
    letter.folded = folded;
    // An accent counts like a capital: sentences may begin with either.
    letter.is_capital = letter.shape == Shape::letter && folded != sequence;
  }
  return letter;
}

// The letters of two bytes, U+0080 to U+07FF: those of Latin, Greek, Cyrillic and Armenian texts,
// each folded once.
class FoldedLetters {
 public:
  FoldedLetters() {
    for (std::size_t i = 0; i < letters_.size(); ++i) {
      const std::size_t c = first_ + i;
      const std::array sequence = {static_cast<char>(0xC0U | c >> 6U),
                                   static_cast<char>(0x80U | (c & 0x3FU))};
      letters_[i] = fold_letter({sequence.data(), sequence.size()}, texts_[i]);
      texts_[i] = letters_[i].folded;
      letters_[i].folded = texts_[i];
    }
  }
  FoldedLetters(const FoldedLetters&) = delete;
  FoldedLetters& operator=(const FoldedLetters&) = delete;

  [[nodiscard]] const Letter& operator[](char32_t c) const noexcept { return letters_[c - first_]; }

 private:
  static constexpr std::size_t first_ = 0x80;
  std::array<Letter, 0x800 - first_> letters_;
  std::array<std::string, 0x800 - first_> texts_;
};

Letter wide_letter(std::string_view rest, std::string& folded) {
  static const FoldedLetters known;
  const char32_t c = letter_length(rest) == 2 ? decode(rest.substr(0, 2)) : U'\0';
  return c < 0x80 ? fold_letter(rest, folded) : known[c];
}

constexpr auto plain_letters = [] {
  std::array<char, 128> letters{};
  for (std::size_t i = 0; i < letters.size(); ++i) letters[i] = ascii_lower(static_cast<char>(i));
  return letters;
}();

constexpr auto plain_shapes = [] {
  std::array<Shape, 128> shapes{};
  for (std::size_t i = 0; i < shapes.size(); ++i) shapes[i] = ascii_shape(static_cast<char>(i));
  return shapes;
}();

Letter letter_at(std::string_view rest, std::string& folded) {
  const char c = rest.front();
  const auto code = static_cast<unsigned char>(c);
  if (code >= plain_letters.size()) return wide_letter(rest, folded);
  Letter letter;
  letter.shape = plain_shapes[code];
  letter.is_capital = c != plain_letters[code];
  letter.folded = {&plain_letters[code], 1};
  return letter;
}

TokenKind kind_of(Shape shape) noexcept {
  if (shape == Shape::letter) return TokenKind::word;
  return shape == Shape::digit ? TokenKind::number : TokenKind::mark;
}

// Does the letter that begins with this byte lie in U+3000..U+9FFF: kana, and ideographs?
bool is_ideograph(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xE3 && byte <= 0xE9;
}

void add_digits(Token& word, std::string_view digits) noexcept {
  constexpr std::uint32_t largest = 999999999;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) continue;
    ++word.digits;
    const auto next = std::uint64_t{word.value} * 10 + static_cast<unsigned>(c - '0');
    word.value = static_cast<std::uint32_t>(std::min<std::uint64_t>(next, largest));
  }
}

}  // namespace

bool has_letters(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return is_ascii_letter(c) || !is_ascii(c); });
}

std::size_t letter_length(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size());
}

// Room for so many bytes more. Texts of words move with what is folded.
void Tokens::make_room(std::size_t more) {
  if (more <= static_cast<std::size_t>(most_ - end_)) return;
  const auto used = static_cast<std::size_t>(end_ - begin_);
  std::vector<char> larger(used + used / 2 + more);
  std::copy(begin_, end_, larger.begin());
  for (std::size_t i = 0; i < size_; ++i) {
    Token& word = words_[i];
    word.text = {larger.data() + (word.text.data() - begin_), word.text.size()};
  }
  long_ = std::move(larger);
  begin_ = long_.data();
  end_ = begin_ + used;
  most_ = begin_ + long_.size();
}

void Tokens::make_room_for_words(std::size_t most) {
  if (most <= most_words_) return;
  std::vector<Token> larger(most);
  std::copy(words_, words_ + size_, larger.begin());
  many_ = std::move(larger);
  words_ = many_.data();
  most_words_ = most;
}

Token& Tokens::add_word() {
  if (size_ == most_words_) make_room_for_words(2 * size_);
  return words_[size_++];
}

Tokens::Tokens(std::string_view text, bool cuts_ideographs) {
  make_room(text.size());
  make_room_for_words(text.size() / 5 + 4);
  bool is_open = false;  // may the next letter continue the last word?
  bool after_space = true;
  std::uint32_t position = 0;
  std::string folded;  // of the last letter beyond ASCII
  for (std::size_t at = 0; at < text.size(); ++position) {
    const Letter letter = letter_at(text.substr(at), folded);
    const auto begin_byte = static_cast<std::uint32_t>(at);
    at += letter.length;
    const TokenKind kind = kind_of(letter.shape);
    if (letter.shape == Shape::space || letter.shape == Shape::apostrophe) {
      is_open = false;
      after_space = letter.shape == Shape::space || after_space;
      continue;
    }
    const bool is_apart =
        cuts_ideographs && letter.shape == Shape::letter && is_ideograph(text[begin_byte]);
    if (is_apart) is_open = false;
    const bool is_part = letter.shape == Shape::nothing;
    if (is_part && !is_open) continue;
    // Letters of ASCII are as long as what they fold to, so that all that are left have room.
    make_room(letter.folded.size() + text.size() - at);
    if (!is_part && !(is_open && words_[size_ - 1].kind == kind && kind != TokenKind::mark)) {
      Token& word = add_word();
      word.text = {end_, 0};
      word.kind = kind;
      word.after_space = after_space;
      word.is_capital = letter.is_capital;
      word.begin = position;
      word.begin_byte = begin_byte;
    }
    Token& word = words_[size_ - 1];
    end_ = std::copy(letter.folded.begin(), letter.folded.end(), end_);
    if (kind == TokenKind::number) add_digits(word, letter.folded);
    if (kind == TokenKind::word && !is_apart) {
      const std::size_t begin = at;
      for (; at < text.size() && is_ascii_letter(text[at]); ++at) *end_++ = ascii_lower(text[at]);
      position += static_cast<std::uint32_t>(at - begin);
    }
    word.text = {word.text.data(), static_cast<std::size_t>(end_ - word.text.data())};
    word.end = position + 1;
    word.end_byte = static_cast<std::uint32_t>(at);
    is_open = !is_apart;
    after_space = false;
  }
}

}  // namespace actionplan::detail

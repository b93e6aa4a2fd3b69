// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/tokens.hpp"
#include "read/words/lexicon.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// One step of the grammar: a number, a mark, a word or phrase that the lexicon knows, or an unknown
/// word. Language ends here: the grammar sees senses alone.
struct DeadlineItem {
  enum class Kind : std::uint8_t { word, number, mark };

  Kind kind = Kind::mark;
  Meaning meaning;         // of a word
  char mark = 0;           // of a mark; 0: one that ASCII does not have
  int value = -1;          // of a number
  int digits = 0;          // of a number
  int roman = 0;           // a word that can be read as a Roman numeral: its value
  bool is_joined = false;  // no white space before it
  bool is_suffix = false;  // the ending of the item before it
  bool is_capital = false;
  bool is_slip = false;     // a month by a slip of one letter
  bool is_elided = false;   // an apostrophe before it: "'20"
  bool is_of_era = false;   // a year counted from the first of an era: "令和6"
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t begin = 0;  // code points [begin, end)
  std::uint32_t end = 0;
};

/// The items of a text in one language; beyond the end a mark of none.
class DeadlineItems {
 public:
  /// @param read     as `make_cell_text` gives it; borrowed
  /// @param lexicon  null: numbers and marks alone are known
  /// @param ignored  token that is left out, as if the text did not hold it; npos: none
  DeadlineItems(std::string_view read, const Lexicon* lexicon, bool allows_slips,
                std::size_t ignored = std::string_view::npos);
  /// The same of a text that is cut already, once for many languages; `tokens` is borrowed.
  /// @param most_unknown  beyond so many unknown words, Roman numerals aside, the rest is left out
  DeadlineItems(std::string_view read, const Tokens& tokens, const Lexicon* lexicon,
                bool allows_slips, std::size_t most_unknown = std::string_view::npos);
  DeadlineItems(const DeadlineItems&) = delete;
  DeadlineItems& operator=(const DeadlineItems&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] const DeadlineItem& operator[](std::size_t at) const noexcept;
  [[nodiscard]] const Tokens& tokens() const noexcept { return tokens_; }

  [[nodiscard]] bool is_mark(std::size_t at, char mark) const noexcept {
    const DeadlineItem& item = (*this)[at];
    return item.kind == DeadlineItem::Kind::mark && item.mark == mark && mark != 0;
  }
  [[nodiscard]] bool is_number(std::size_t at) const noexcept {
    return (*this)[at].kind == DeadlineItem::Kind::number;
  }
  /// A number of one or two digits.
  [[nodiscard]] bool is_short(std::size_t at) const noexcept {
    return is_number(at) && (*this)[at].digits <= 2;
  }
  /// A number of four digits from 1900 to 2199.
  [[nodiscard]] bool is_year(std::size_t at) const noexcept {
    const DeadlineItem& item = (*this)[at];
    return is_number(at) && item.digits == 4 && item.value >= 1900 && item.value <= 2199;
  }
  [[nodiscard]] Sense sense(std::size_t at) const noexcept { return (*this)[at].meaning.sense; }
  [[nodiscard]] int value(std::size_t at) const noexcept { return (*this)[at].meaning.value; }
  [[nodiscard]] bool is_unknown_word(std::size_t at) const noexcept {
    const DeadlineItem& item = (*this)[at];
    return item.kind == DeadlineItem::Kind::word && item.meaning.sense == Sense::unknown;
  }

 private:
  void add_all(const Lexicon* lexicon, bool allows_slips, std::size_t ignored,
               std::size_t most_unknown);
  void add_token(std::size_t& at, const Lexicon* lexicon, bool allows_slips);
  void add_word(std::size_t& at, const Lexicon* lexicon, bool allows_slips);
  bool add_glued(std::size_t at, const Lexicon* lexicon);
  bool add_year_of_era(std::size_t& at, const Lexicon::Found& era);
  [[nodiscard]] bool is_ordinal_sign(const Token& token) const;
  [[nodiscard]] bool follows_apostrophe(const Token& token) const;
  DeadlineItem& push(DeadlineItem::Kind kind, std::size_t first, std::size_t last);

  std::string_view read_;  // borrowed while the items are made
  std::optional<Tokens> own_;
  const Tokens& tokens_;
  std::vector<DeadlineItem> items_;
};

/// The value of a Roman numeral from 1 to 39, in Latin letters or in Cyrillic ones that look alike
/// ("IУ", "Ш" for III, "П" for II); 0 for anything else.
[[nodiscard]] int roman_value(std::string_view folded);

/// Is it a Roman numeral of two to five letters with one letter that is none: "IIF"?
[[nodiscard]] bool is_near_roman(std::string_view folded);

}  // namespace actionplan::detail

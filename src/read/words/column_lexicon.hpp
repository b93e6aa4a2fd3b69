// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "column_words.hpp"
#include "read/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a phrase of columns.tsv is for.
enum class PhraseKind : std::uint8_t {
  column,
  weak,
  filler,
  preposition,
  lead_word,
  supporting_word,
  recommended_word,
  total,
  plan_title,
  position,
  approved,
  act,
  act_noun,
  document,
  original_word,
  planned_word,
  revised_word,
  current_word,
  actual_word,
  unchanged,
  sheet,
};

struct ColumnPhrase {
  std::vector<std::string> words;  // folded; one that ends in a star has any ending
  PhraseKind kind = PhraseKind::column;
  Column column = Column::title;
  std::optional<Role> role;
  std::optional<Force> force;
  Revision revision = Revision::none;  // of columns of days that say so in one word with it
  std::uint8_t language = 0;
  bool is_plain = false;    // stands above columns of any list: "Year"
  bool is_heading = false;  // of sections: "Chapter", not "Priority"
  bool is_result = false;   // of indicators: "Results", not "Indicator"
};

/// The phrases of all columns.tsv, by what they begin with.
class ColumnLexicon {
 public:
  struct Hit {
    const ColumnPhrase* phrase = nullptr;
    std::size_t at = 0;
    [[nodiscard]] std::size_t count() const { return phrase->words.size(); }
    [[nodiscard]] std::size_t end() const { return at + count(); }
  };

  ColumnLexicon();

  [[nodiscard]] const std::vector<std::string_view>& languages() const { return languages_; }
  /// Are words of the language written together: "Klimaschutzgesetz"?
  [[nodiscard]] bool has_compounds(std::size_t language) const { return has_compounds_[language]; }
  [[nodiscard]] bool is_head_last(std::size_t language) const { return is_head_last_[language]; }

  /// Every phrase that stands in the words.
  [[nodiscard]] std::vector<Hit> find(const std::vector<std::string_view>& words) const;

  /// The phrases that begin at one of the words, added to `hits`.
  void find_at(const std::vector<std::string_view>& words, std::size_t at,
               std::vector<Hit>& hits) const;

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // What some phrases begin with, without star, and where its own longest beginning stands in
  // `starts_`.
  struct Start {
    std::string_view letters;
    std::size_t shorter = none;
    std::vector<const ColumnPhrase*> phrases;  // in their order
  };

  void make_index();
  [[nodiscard]] static std::size_t first_letters(std::string_view word) noexcept;
  [[nodiscard]] std::size_t last_start(std::string_view word) const;
  [[nodiscard]] std::size_t beginning_of(std::string_view word, std::size_t after) const;
  void add(const ColumnRow& row);
  void mark(const ColumnRow& row, bool ColumnPhrase::*flag);

  std::vector<std::string_view> languages_;
  std::vector<bool> is_head_last_;
  std::vector<bool> has_compounds_;
  std::vector<ColumnPhrase> phrases_;
  std::vector<Start> starts_;  // of `phrases_`
  std::vector<std::uint32_t>
      by_letters_;  // the first start behind all that begin with fewer two bytes
};

[[nodiscard]] const ColumnLexicon& column_lexicon();

/// The words of a text without its marks, as far as the token `end`.
[[nodiscard]] std::vector<std::string_view> plain_words(const Tokens& tokens, std::size_t end);

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace actionplan::detail {

/// What a word of an indicator text promises.
enum class Topic : std::uint8_t {
  none,
  number,  // "number": a count, if it is of something
  share,   // "percentage", "proportion"
  sum,     // "amount", "volume"
  informing,
  publishing,
  doing,
  making,
  bettering,
  open,  // "implemented": what is promised is told by the noun that follows
};

/// How the word stands in the text.
enum class Form : std::uint8_t {
  noun,        // "measures", "system"
  nominal,     // "publication", "creation": an act as a noun, mostly with "of"
  participle,  // "prepared"
  gerund,      // "publishing"
  verb,        // "publish"
};

struct IndicatorWord {
  Topic topic = Topic::none;
  Form form = Form::noun;
};

/// What a word does in a rate: the names of rows `rate:...` in src/read/words/LANGUAGE/indicators.tsv.
enum class RateWord : std::uint8_t {
  per,      // "per 1000"
  many,     // "thousand", "capita": what is behind such a word
  of_many,  // "mortality": told of so many even where nothing says so
  rate,
  ratio,
  percent,
  of,  // what a share is of: "of", "des"
};
[[nodiscard]] bool is_rate_word(RateWord part, std::string_view folded);

/// What a folded word promises; topic `none` for words without one.
[[nodiscard]] IndicatorWord indicator_word(std::string_view folded);

/// Is the wording of indicators known in the language of this tag? Empty: not said, so it may be.
[[nodiscard]] bool reads_indicators_in(std::string_view language);

enum class Link : std::uint8_t { none, article, possessive, preposition, conjunction };

/// The small word that it is: "the", "their", "of", "and" and their like in other languages.
[[nodiscard]] Link link_of(std::string_view folded);

}  // namespace actionplan::detail

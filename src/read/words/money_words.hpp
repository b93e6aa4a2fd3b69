// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a word says of money. The names are those of the first column of
/// src/read/words/LANGUAGE/money.tsv, where a value may follow behind a colon.
enum class MoneyWord : std::uint8_t {
  currency,    ///< value: its ISO 4217 code; none where several are called so
  currencies,  ///< of a header: the column says the currency
  scale,       ///< value: 1000, 1000000 or more
  sources,     ///< of a header: the column says who pays
  source,      ///< one who pays
  stage,       ///< value: of `FinanceStage`
  about,       ///< the amount is an estimate
  prices,      ///< of a header: a year beside it is that of the prices
  idle,        ///< says nothing of the amount: "VAT included"
};

/// A wording that stands in a text: tokens [at, end).
struct MoneyHit {
  MoneyWord kind = MoneyWord::idle;
  std::string_view value;
  std::size_t at = 0;
  std::size_t end = 0;
};

/// The wordings of all languages in a text, with signs and codes of currencies, from left to right; of
/// those that overlap the longest counts, then that of `language`. Dots stand anywhere.
/// @param text that the tokens are of; codes of currencies stand in it in capitals.
[[nodiscard]] std::vector<MoneyHit> money_words(std::string_view text, const Tokens& tokens,
                                                std::string_view language);

/// Has this language words for money? True of an empty one, which may be any.
[[nodiscard]] bool has_money_words(std::string_view language);

}  // namespace actionplan::detail

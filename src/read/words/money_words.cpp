// SPDX-License-Identifier: Apache-2.0
#include "money_words.hpp"

#include <actionplan/core/error.hpp>

#include "split.hpp"
#include "word_forms.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

struct MoneyPhrase {
  std::vector<std::string> words;  // folded; one that ends in a star has any ending
  MoneyWord kind = MoneyWord::idle;
  std::string_view value;
  std::string_view language;
  std::string_view begin = {};  // of the first word, without its star
};

// Codes of ISO 4217 that stand in plans, by themselves.
constexpr std::array<std::string_view, 124> currency_codes{
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN", "BHD",
    "BIF", "BOB", "BRL", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP",
    "CRC", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "GBP", "GEL",
    "GHS", "GMD", "GNF", "GTQ", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
    "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KRW", "KWD", "KZT", "LAK", "LBP", "LKR",
    "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MRU", "MUR", "MWK", "MXN", "MYR",
    "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
    "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SCR", "SEK", "SGD", "SLE", "SLL",
    "SOS", "SZL", "THB", "TJS", "TMT", "TND", "TRY", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
    "VES", "VND", "XAF", "XOF", "YER", "ZAR", "ZMW"};

// Signs; without a code where several currencies have it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> currency_signs{
    {{"us$", "USD"},
     {"r$", "BRL"},
     {"\u20AC", "EUR"},
     {"\u20B4", "UAH"},
     {"\u20BD", "RUB"},
     {"\u20B8", "KZT"},
     {"\u20BC", "AZN"},
     {"\u20BA", "TRY"},
     {"\u20BE", "GEL"},
     {"\u058F", "AMD"},
     {"$", ""},
     {"\u00A3", ""},
     {"\u00A5", ""}}};

bool is_full_stop(const Token& token) { return token.kind == TokenKind::mark && token.text == "."; }

std::vector<std::string> money_phrase_words(std::string_view form) {
  std::vector<std::string> words;
  for (const std::string_view piece : split(form, " ")) {
    const Tokens tokens{piece};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool is_star = tokens.is_mark(i, '*') && i + 1 == tokens.size() && !words.empty();
      if (is_star) {
        words.back() += '*';
      } else if (!is_full_stop(tokens[i])) {
        words.emplace_back(tokens[i].text);
      }
    }
  }
  return words;
}

class MoneyLexicon {
 public:
  MoneyLexicon() {
    for (const WordText& known : word_texts) {
      if (known.name != "money") continue;
      for (const std::string_view line : split(known.text, "\n")) {
        if (!line.empty() && line.front() != '#') add_row(line, known.language);
      }
    }
    for (const auto& [sign, code] : currency_signs)
      add({money_phrase_words(sign), MoneyWord::currency, code, {}});
    for (MoneyPhrase& phrase : phrases_) {
      phrase.begin = phrase.words[0];
      if (phrase.begin.ends_with('*')) phrase.begin.remove_suffix(1);
    }
    for (const MoneyPhrase& phrase : phrases_)
      by_letter_[letter(phrase.words[0])].push_back(&phrase);
  }

  [[nodiscard]] const std::vector<const MoneyPhrase*>* find(std::string_view word) const {
    const auto found = by_letter_.find(letter(word));
    return found == by_letter_.end() ? nullptr : &found->second;
  }

 private:
  static std::string_view letter(std::string_view word) {
    return word.empty() ? word : word.substr(0, std::min(letter_length(word), word.size()));
  }

  void add(MoneyPhrase phrase) {
    if (!phrase.words.empty()) phrases_.push_back(std::move(phrase));
  }

  void add_row(std::string_view line, std::string_view language) {
    const std::vector<std::string_view> columns = split(line, "\t");
    const std::size_t colon = std::min(columns[0].find(':'), columns[0].size());
    static constexpr std::array<std::pair<std::string_view, MoneyWord>, 9> kinds{
        {{"currency", MoneyWord::currency},
         {"currencies", MoneyWord::currencies},
         {"scale", MoneyWord::scale},
         {"sources", MoneyWord::sources},
         {"source", MoneyWord::source},
         {"stage", MoneyWord::stage},
         {"about", MoneyWord::about},
         {"prices", MoneyWord::prices},
         {"idle", MoneyWord::idle}}};
    const auto* const kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) {
      return known.first == columns[0].substr(0, colon);
    });
    if (kind == kinds.end() || columns.size() < 2) {
      throw InvalidArgument("The meaning \"" + std::string{columns[0]} +
                            "\" of a row of words for money is not known; see "
                            "src/read/words/money_words.hpp.");
    }
    const std::string_view value = columns[0].substr(std::min(colon + 1, columns[0].size()));
    for (const std::string_view form : split(columns[1], " | ")) {
      add({money_phrase_words(form), kind->second, value, language});
    }
  }

  std::vector<MoneyPhrase> phrases_;
  std::map<std::string_view, std::vector<const MoneyPhrase*>> by_letter_;  // of `phrases_`
};

const MoneyLexicon& money_lexicon() {
  static const MoneyLexicon lexicon;
  return lexicon;
}

// The token after the phrase, where it stands at `at`; 0: it does not.
std::size_t phrase_end(const MoneyPhrase& phrase, const Tokens& tokens, std::size_t at) {
  for (const std::string& word : phrase.words) {
    while (at < tokens.size() && is_full_stop(tokens[at])) ++at;
    if (at == tokens.size() || !fits_word_form(tokens[at].text, word)) return 0;
    ++at;
  }
  return at;
}

// "EUR"; and "KEUR", "MUSD" with their scale.
void add_currency_codes(std::string_view word, std::size_t at, std::vector<MoneyHit>& hits) {
  constexpr std::size_t length = 3;
  if (word.size() != length && word.size() != length + 1) return;
  const auto* const code =
      std::find(currency_codes.begin(), currency_codes.end(), word.substr(word.size() - length));
  if (code == currency_codes.end()) return;
  if (word.size() != length) {
    if (word.front() != 'K' && word.front() != 'M') return;
    hits.push_back({MoneyWord::scale, word.front() == 'K' ? "1000" : "1000000", at, at + 1});
  }
  hits.push_back({MoneyWord::currency, *code, at, at + 1});
}

}  // namespace

std::vector<MoneyHit> money_words(std::string_view text, const Tokens& tokens,
                                  std::string_view language) {
  std::vector<MoneyHit> hits;
  for (std::size_t at = 0; at < tokens.size();) {
    const Token& token = tokens[at];
    const std::size_t before = hits.size();
    if (token.kind == TokenKind::word) {
      add_currency_codes(text.substr(token.begin_byte, token.end_byte - token.begin_byte), at,
                         hits);
    }
    if (hits.size() != before) {
      ++at;
      continue;
    }
    const MoneyPhrase* best = nullptr;
    std::size_t best_end = 0;
    const auto* const phrases = is_full_stop(token) ? nullptr : money_lexicon().find(token.text);
    for (std::size_t i = 0; phrases != nullptr && i < phrases->size(); ++i) {
      const MoneyPhrase* const phrase = (*phrases)[i];
      if (!token.text.starts_with(phrase->begin)) continue;
      const std::size_t end = phrase_end(*phrase, tokens, at);
      const bool is_better =
          end > best_end || (end != 0 && end == best_end && phrase->language == language &&
                             best->language != language);
      if (!is_better) continue;
      best = phrase;
      best_end = end;
    }
    if (best != nullptr) hits.push_back({best->kind, best->value, at, best_end});
    at = best == nullptr ? at + 1 : best_end;
  }
  return hits;
}

bool has_money_words(std::string_view language) {
  return language.empty() ||
         std::any_of(std::begin(word_texts), std::end(word_texts), [&](const WordText& known) {
           return known.name == "money" && known.language == language;
         });
}

}  // namespace actionplan::detail

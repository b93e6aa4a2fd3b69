// SPDX-License-Identifier: Apache-2.0
#include "unit_words.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"
#include "split.hpp"
#include "word_forms.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace actionplan::detail {
namespace {

// Folded forms of words (`fits_word_form`).
using UnitPhrase = std::vector<std::string>;

std::vector<UnitPhrase> percent_phrases() {
  std::vector<UnitPhrase> phrases;
  for (const WordText& known : word_texts) {
    if (known.name != "units") continue;
    for (const std::string_view line : split(known.text, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      if (columns.size() < 2 || columns[0] != "percent") {
        throw InvalidArgument("The row \"" + std::string{line} +
                              "\" of words of units has no meaning that is known; see "
                              "src/read/words/unit_words.hpp.");
      }
      for (const std::string_view form : split(columns[1], " | ")) {
        UnitPhrase& phrase = phrases.emplace_back();
        for (const std::string_view word : split(form, " ")) phrase.push_back(text::fold(word));
      }
    }
  }
  return phrases;
}

}  // namespace

bool speaks_of_percent(std::string_view unit) {
  static const std::vector<UnitPhrase> phrases = percent_phrases();
  if (unit.find('%') != std::string_view::npos) return true;
  const Tokens words{unit};
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto stands_here = [&](const UnitPhrase& phrase) {
      for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (!words.is_word(at + i)) return false;
        if (!fits_word_form(words[at + i].text, phrase[i])) return false;
      }
      return true;
    };
    if (std::any_of(phrases.begin(), phrases.end(), stands_here)) return true;
  }
  return false;
}

}  // namespace actionplan::detail

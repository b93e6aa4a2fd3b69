// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/unit.hpp"

#include <actionplan/core/text.hpp>

#include "unit_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace actionplan {
namespace {

bool is_unit_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_upper(std::string_view word, std::size_t at) noexcept {
  if (word[at] >= 'A' && word[at] <= 'Z') return true;
  const bool is_cyrillic = static_cast<unsigned char>(word[at]) == 0xD0 && at + 1 < word.size();
  return is_cyrillic && static_cast<unsigned char>(word[at + 1]) <= 0xAF;
}

// "MtCO", "kWp": capitals within a word mean something.
bool has_inner_case(std::string_view word) noexcept {
  std::size_t capitals = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((static_cast<unsigned char>(word[i]) & 0xC0U) == 0x80U) continue;  // within a code point
    ++letters;
    if (is_upper(word, i)) ++capitals;
  }
  const bool is_capitalised = capitals == 1 && is_upper(word, 0);
  return capitals != 0 && capitals != letters && !is_capitalised;
}

std::vector<std::string_view> pieces_of(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

// Calls `use` with the columns of each line that is no comment.
template <class Use>
void for_each_line(std::string_view table, Use use) {
  for (const std::string_view line : pieces_of(table, "\n")) {
    if (!line.empty() && line.front() != '#') use(pieces_of(line, "\t"));
  }
}

// Folded, the longest first.
const std::vector<std::string>& percent_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> found;
    for_each_line(detail::percent_tsv, [&](const std::vector<std::string_view>& columns) {
      for (const std::string_view word : pieces_of(columns.at(1), " | ")) {
        found.push_back(text::fold(word));
      }
    });
    std::sort(found.begin(), found.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    return found;
  }();
  return words;
}

// Symbols by what they are but for case. A litre is l and L.
const std::set<std::string>* symbols_like(const std::string& folded) {
  static const std::map<std::string, std::set<std::string>> symbols = [] {
    std::map<std::string, std::set<std::string>> by_word;
    for_each_line(detail::symbols_tsv, [&](const std::vector<std::string_view>& columns) {
      const std::string symbol{columns.at(0)};
      const auto add = [&](const std::string& prefix) {
        by_word[text::fold(prefix + symbol)].insert(prefix + (symbol == "L" ? "l" : symbol));
      };
      add("");
      for (const std::string_view prefix : pieces_of(columns.at(1), " ")) {
        if (prefix != "-") add(std::string{prefix});
      }
    });
    return by_word;
  }();
  const auto found = symbols.find(folded);
  return found == symbols.end() ? nullptr : &found->second;
}

// A word as it is where its case tells units apart, else folded.
std::string key_of_word(std::string_view word) {
  std::string folded = text::fold(word);
  const std::set<std::string>* like = symbols_like(folded);
  const bool is_exact = like != nullptr ? like->size() > 1 : has_inner_case(word);
  if (is_exact && folded.ends_with('l') && word.ends_with('L')) {
    return std::string{word.substr(0, word.size() - 1)} + "l";
  }
  return is_exact ? std::string{word} : folded;
}

// Without dots behind words ("mln."), and brackets around all of it ("(%)").
std::string bare(std::string_view unit) {
  std::string text = text::collapse_spaces(unit);
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = text::collapse_spaces(std::string_view{text}.substr(1, text.size() - 2));
  }
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_last = i + 1 == text.size() || text[i + 1] == ' ';
    const bool is_behind = i != 0 && is_unit_letter(text[i - 1]);
    if (text[i] != '.' || !is_behind) {
      out += text[i];
    } else if (!is_last) {
      out += ' ';  // "v.H."
    }
  }
  return out;
}

// Where a word for percent stands first: its length, else 0.
std::size_t percent_length(std::string_view folded) {
  if (folded.starts_with('%')) return 1;
  for (const std::string& word : percent_words()) {
    const bool is_word = folded.starts_with(word) &&
                         (folded.size() == word.size() || !is_unit_letter(folded[word.size()]));
    if (is_word) return word.size();
  }
  return 0;
}

// Without the scale that it states.
std::string_view without_scale(std::string_view unit) {
  unit = text::trim(unit);
  for (const std::string_view scale : {percent_scale, std::string_view{"(0\u2013100)"}}) {
    if (unit.ends_with(scale)) return text::trim(unit.substr(0, unit.size() - scale.size()));
  }
  return unit;
}

}  // namespace

std::string unit_key(std::string_view unit) {
  const std::string text = bare(unit);
  const std::string folded = text::fold(text);
  if (const std::size_t length = percent_length(folded)) {
    const std::string_view rest = without_scale(std::string_view{folded}.substr(length));
    return rest.empty() ? "%" : "% " + std::string{rest};
  }
  std::string key;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    const bool is_word = is_unit_letter(text[i]);
    while (end < text.size() && is_unit_letter(text[end]) == is_word) ++end;
    const std::string_view part = std::string_view{text}.substr(i, end - i);
    key += is_word ? key_of_word(part) : text::fold(part);
    i = end;
  }
  return key;
}

bool states_percent_scale(std::string_view unit) {
  return without_scale(unit).size() != text::trim(unit).size() && is_percent_unit(unit);
}

bool is_percent_unit(std::string_view unit) {
  return unit.starts_with('%') || (!unit.empty() && unit_key(unit).starts_with('%'));
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include "status_words.hpp"

#include <actionplan/core/error.hpp>

#include "read/tokens.hpp"
#include "split.hpp"
#include "word_texts.hpp"

#include <map>
#include <string>

namespace actionplan::detail {
namespace {

// The folded words of a text without its marks, a space between them; empty: it has a number.
std::string status_words_of(std::string_view text) {
  const Tokens tokens{text};
  std::string words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.is_number(i)) return {};
    if (!tokens.is_word(i)) continue;
    if (!words.empty()) words += ' ';
    words += tokens[i].text;
  }
  return words;
}

Completion code_of_row(std::string_view name) {
  if (name == to_string(Completion::complete)) return Completion::complete;
  if (name == to_string(Completion::not_started)) return Completion::not_started;
  throw InvalidArgument("The code \"" + std::string{name} +
                        "\" of a row of status words is not known; see "
                        "src/read/words/status_words.hpp.");
}

std::map<std::string, Completion, std::less<>> codes_by_words() {
  std::map<std::string, Completion, std::less<>> codes;
  for (const StatusWording& wording : status_wordings()) {
    codes.emplace(status_words_of(wording.text), wording.code);
  }
  return codes;
}

}  // namespace

std::vector<StatusWording> status_wordings() {
  std::vector<StatusWording> wordings;
  for (const WordText& known : word_texts) {
    if (known.name != "status") continue;
    for (const std::string_view line : split(known.text, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      if (columns.size() < 2) continue;
      for (const std::string_view form : split(columns[1], " | ")) {
        wordings.push_back({known.language, form, code_of_row(columns[0])});
      }
    }
  }
  return wordings;
}

std::optional<Completion> completion_of_status(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.empty() || text.size() > longest) return std::nullopt;
  static const std::map<std::string, Completion, std::less<>> codes = codes_by_words();
  const auto found = codes.find(status_words_of(text));
  return found == codes.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace actionplan::detail

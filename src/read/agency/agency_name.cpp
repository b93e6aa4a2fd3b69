// SPDX-License-Identifier: Apache-2.0
#include "agency_name.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/capitals.hpp"
#include "read/tokens.hpp"
#include "read/word_table.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

// Plural head nouns of classes of bodies.
constexpr std::array<std::string_view, 28> class_nouns = {
    "bodies",       "institutions",   "organizations", "organisations", "agencies",
    "authorities",  "municipalities", "councils",      "associations",  "companies",
    "enterprises",  "ministries",     "departments",   "committees",    "commissions",
    "universities", "schools",        "structures",    "entities",      "banks",
    "courts",       "ngos",           "offices",       "services",      "governments",
    "qurumlar",     "qurumlari",      "orqanlari"};

// Tokens after which a name goes on to say of what or where: its head noun stands before them.
constexpr std::array<std::string_view, 9> after_head = {"of", "near", "for",   "on", "under",
                                                        "in", "at",   "among", "to"};

// Tokens that may stand after the head noun: "the institutions concerned".
constexpr std::array<std::string_view, 4> head_followers = {"concerned", "involved", "responsible",
                                                            "mentioned"};

// Tokens that tell no agency from another.
constexpr std::array<std::string_view, 9> empty_words = {"the", "of", "and", "for", "on",
                                                         "s",   "a",  "an",  "to"};

constexpr std::array<std::string_view, 4> qualifiers = {"nation", "state", "republic",
                                                        "republican"};

// "ministries" and "ministry", "chambers" and "chamber", "educational" and "education" are one.
void add_stem(std::string_view word, std::string& key) {
  constexpr std::size_t shortest = 5;  // what has to be left
  const bool is_of_y = word.ends_with("ies") && word.size() > shortest;
  const bool is_plural = word.ends_with('s') && !word.ends_with("ss") && word.size() > 3;
  if (is_of_y) word.remove_suffix(3);
  if (!is_of_y && is_plural) word.remove_suffix(1);
  if (!is_of_y && word.ends_with("al") && word.size() >= shortest + 2) word.remove_suffix(2);
  key += word;
  if (is_of_y) key += 'y';
}

}  // namespace

bool is_collective(std::string_view name) {
  const Tokens words{name};
  std::string_view head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_word(i) || (i != 0 && is_one_of(words[i].text, after_head))) break;
    if (i == 0 || !is_one_of(words[i].text, head_followers)) head = words[i].text;
  }
  return is_one_of(head, class_nouns);
}

std::string agency_key(std::string_view name) {
  const Tokens words{name};
  std::string key;
  std::size_t last = 0;  // where the last part begins
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == TokenKind::mark || is_one_of(words[i].text, empty_words)) continue;
    if (!key.empty()) key += ' ';
    last = key.size();
    add_stem(words[i].text, key);
  }
  if (last != 0 && std::string_view{key}.substr(last) == "office") key.resize(last - 1);
  return key.empty() ? text::fold(name) : key;
}

std::optional<Abbreviated> abbreviated(std::string_view text) {
  constexpr std::size_t longest = 24;  // bytes
  const std::size_t open = text.rfind('(');
  if (open == 0 || open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  const std::string_view name = text::trim(text.substr(0, open));
  const std::string_view inside = text::trim(text.substr(open + 1, text.size() - open - 2));
  if (name.empty() || inside.empty() || inside.size() > longest) return std::nullopt;
  const Tokens capitals{inside};
  const bool is_word = capitals.size() == 1 && capitals.is_word(0) && capitals[0].is_capital &&
                       capitals[0].end - capitals[0].begin >= 2;
  // Of "CNA" nothing changes with upper case; "Court" does not count.
  if (!is_word || count_capitals(inside) < 2) return std::nullopt;
  const std::string letters{capitals[0].text};
  const Tokens words{name};
  std::string_view left = letters;
  bool has_begun = false;
  for (std::size_t i = 0; i < words.size() && !left.empty(); ++i) {
    std::string_view word = words[i].text;
    while (!word.empty() && !left.empty()) {
      const std::size_t length = letter_length(word);
      const std::size_t next = letter_length(left);
      const bool is_at_start = word.data() == words[i].text.data();
      if (word.substr(0, length) == left.substr(0, next) && (has_begun || is_at_start)) {
        has_begun = true;
        left.remove_prefix(next);
      }
      word.remove_prefix(length);
    }
  }
  if (!left.empty()) return std::nullopt;
  return Abbreviated{name, inside};
}

std::size_t abbreviation_end(std::string_view text, const Tokens& words, std::size_t at) {
  constexpr std::size_t longest = 24;  // bytes
  if (!words.is_word(at)) return 0;
  std::size_t end = at + 1;
  while (words.is_joined(end) && (words.is_word(end) || words.is_number(end) ||
                                  (words.is_mark(end, '-') && words.is_joined(end + 1) &&
                                   words[end + 1].kind != TokenKind::mark))) {
    ++end;
  }
  const std::size_t begin = words[at].begin_byte;
  const std::size_t size = words[end - 1].end_byte - begin;
  return size <= longest && count_capitals(text.substr(begin, size)) >= 2 ? end : 0;
}

std::string_view without_qualifier(std::string_view key) {
  const std::size_t space = key.find(' ');
  if (space == std::string_view::npos || !is_one_of(key.substr(0, space), qualifiers)) return {};
  return key.substr(space + 1);
}

std::string agency_slug(std::string_view name) {
  constexpr std::size_t longest = 80;
  const Tokens words{name};
  std::string out;
  for (std::size_t i = 0; i < words.size() && out.size() < longest; ++i) {
    if (words[i].kind == TokenKind::mark) continue;
    if (!out.empty()) out += '-';
    out += words[i].text;
  }
  return out.empty() ? "agency" : out;
}

}  // namespace actionplan::detail

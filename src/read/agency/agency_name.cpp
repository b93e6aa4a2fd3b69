// SPDX-License-Identifier: Apache-2.0
#include "agency_name.hpp"

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"
#include "read/word_table.hpp"

#include <algorithm>
#include <array>
#include <vector>

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

bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

// "ministries" and "ministry", "chambers" and "chamber", "educational" and "education" are one.
std::string stem(std::string_view word) {
  constexpr std::size_t shortest = 5;  // what has to be left
  std::string out{word};
  if (ends_with(out, "ies") && out.size() > shortest) {
    out.replace(out.size() - 3, 3, "y");
  } else if (ends_with(out, "s") && !ends_with(out, "ss") && out.size() > 3) {
    out.pop_back();
  }
  if (ends_with(out, "al") && out.size() >= shortest + 2) out.resize(out.size() - 2);
  return out;
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
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == TokenKind::mark || is_one_of(words[i].text, empty_words)) continue;
    parts.push_back(stem(words[i].text));
  }
  if (parts.size() > 1 && parts.back() == "office") parts.pop_back();
  std::string key;
  for (const std::string& part : parts) key += (key.empty() ? "" : " ") + part;
  return key.empty() ? text::fold(name) : key;
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

// SPDX-License-Identifier: Apache-2.0
#include "person_text.hpp"

#include <actionplan/core/text.hpp>

#include "contact.hpp"
#include "number.hpp"
#include "read/layout/cell_parts.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace actionplan::detail {
namespace {

constexpr std::string_view between_words = " \n\t";
constexpr std::string_view of_numbers = "0123456789";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(between_words); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(between_words, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(between_words, end);
  }
  return words;
}

std::string_view without(std::string_view marks, std::string_view text) {
  const std::size_t begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) - begin + 1);
}

// How many words from `at` on say what follows: "Tel.:", "E-mail", "Электронная почта:".
std::size_t label_length(const std::vector<std::string_view>& words, std::size_t at) {
  const auto plain = [&](std::size_t i) { return without("(:.", words[i]); };
  if (words[at].ends_with(',') || words[at].ends_with(';')) return 0;
  if (is_word_for_telephone(plain(at)) || speaks_of_contacts(plain(at))) return 1;
  if (at + 1 >= words.size() || speaks_of_contacts(plain(at + 1))) return 0;
  return speaks_of_contacts(std::string{plain(at)} + ' ' + std::string{plain(at + 1)}) ? 2 : 0;
}

// What may be shown as one.
bool is_name(std::string_view text) {
  const bool is_plain = text.find_first_of("@0123456789") == std::string_view::npos;
  return is_plain && has_letters_or_digits(text) && text.find("(at)") == std::string_view::npos &&
         text.find("[at]") == std::string_view::npos;
}

// The name, and after it addresses and numbers with their labels; nothing where more stands there.
std::optional<Person> told_apart(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  const auto rest = [&](std::size_t i) {
    return text.substr(static_cast<std::size_t>(words[i].data() - text.data()));
  };
  std::size_t first = 0;
  for (; first < words.size(); ++first) {
    if (begins_contact(rest(first))) break;
    const std::size_t after = first + label_length(words, first);
    if (after == first || after >= words.size()) continue;
    const bool is_number = words[after].find_first_of(of_numbers) != std::string_view::npos;
    if (is_number || begins_contact(rest(after))) break;
  }
  for (std::size_t i = first; i < words.size(); ++i) {
    const bool is_reach = words[i].find_first_of("@0123456789") != std::string_view::npos;
    if (is_reach || !has_letters_or_digits(words[i])) continue;
    const std::size_t length = label_length(words, i);
    if (length == 0) return std::nullopt;
    i += length - 1;
  }
  Person person;
  const std::string_view contact = first < words.size() ? rest(first) : std::string_view{};
  person.name = without(" \n\t,;:(<-", text.substr(0, text.size() - contact.size()));
  person.contact = contact;
  if (!person.name.empty() && !is_name(person.name)) return std::nullopt;
  return person;
}

void add_line(std::string& text, const std::string& line) {
  if (!text.empty() && !line.empty()) text += '\n';
  text += line;
}

// The items of a list; else by lines and semicolons, where each has a name and an address.
std::vector<Person> several_of(std::string_view text) {
  std::vector<Person> found;
  const auto items = list_lines(text);
  std::vector<std::string_view> pieces;
  for (const LineSpan& line : items ? *items : lines_of(text)) {
    const std::string_view said = text.substr(line.begin, line.end - line.begin);
    if (items) pieces.push_back(said.substr(marker_length(said)));
    for (std::size_t at = 0; !items && at < said.size();) {
      const std::size_t end = std::min(said.find(';', at), said.size());
      pieces.push_back(said.substr(at, end - at));
      at = end + 1;
    }
  }
  for (const std::string_view piece : pieces) {
    const std::optional<Person> one = told_apart(text::trim(piece));
    if (!one) return {};
    const bool is_next =
        items || found.empty() || (!one->name.empty() && !found.back().contact.empty());
    if (is_next) found.emplace_back();
    add_line(found.back().name, one->name);
    add_line(found.back().contact, one->contact);
  }
  const bool are_told = std::all_of(found.begin(), found.end(), [&](const Person& one) {
    return !one.name.empty() && (items || !one.contact.empty());
  });
  return are_told ? found : std::vector<Person>{};
}

}  // namespace

std::vector<Person> persons_of(std::string_view text) {
  constexpr std::size_t longest = 1000;  // of what names people and can be told apart
  text = text::trim(text);
  if (!has_letters_or_digits(text) || names_nobody(text)) return {};
  const Person whole{{}, {}, std::string{text}};
  if (text.size() > longest) return {whole};
  std::vector<Person> several = several_of(text);
  return several.size() > 1 ? several : std::vector<Person>{told_apart(text).value_or(whole)};
}

}  // namespace actionplan::detail

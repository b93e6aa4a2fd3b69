// SPDX-License-Identifier: Apache-2.0
#include "contact.hpp"

#include <actionplan/core/text.hpp>

#include "read/words/column_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_telephone_digits = 15;  // ITU-T E.164

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters of other scripts are letters of addresses too.
constexpr bool is_of_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// "name@host.domain"
bool holds_address(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0 || !is_of_address(text[at - 1])) continue;
    std::size_t end = at + 1;
    while (end < text.size() && (is_of_address(text[end]) || text[end] == '.')) ++end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    const std::size_t dot = host.find('.');
    if (dot != std::string_view::npos && dot != 0 && dot + 1 < host.size()) return true;
  }
  return false;
}

// A run of digits and of what stands between those of a telephone number.
struct DigitRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::string_view> groups;
  std::size_t digits = 0;
  bool has_area = false;  // digits in parentheses, and others
};

constexpr bool is_between(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

DigitRun run_at(std::string_view text, std::size_t begin) {
  DigitRun run;
  run.begin = run.end = begin;
  std::size_t between = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      std::size_t end = i;
      while (end < text.size() && is_digit(text[end])) ++end;
      run.has_area = run.has_area || (i > 0 && text[i - 1] == '(' && end < text.size() &&
                                      text[end] == ')' && end - i >= 2 && end - i <= 5);
      run.groups.push_back(text.substr(i, end - i));
      run.digits += end - i;
      run.end = end;
      between = 0;
      i = end - 1;
    } else if (!is_between(text[i]) || ++between > 3) {
      break;
    }
  }
  return run;
}

bool is_year(std::string_view group) {
  return group.size() == 4 && (group.starts_with("19") || group.starts_with("20"));
}

// "1 200 000"
bool are_thousands(const DigitRun& run) {
  return run.groups.front().size() <= 3 &&
         std::all_of(run.groups.begin() + 1, run.groups.end(),
                     [](std::string_view group) { return group.size() == 3; });
}

// Groups as of telephone numbers: "493-11-22", "012 493 11 22", "555 123 4567".
bool has_telephone_groups(std::string_view text, const DigitRun& run) {
  if (run.groups.size() < 3 || are_thousands(run)) return false;
  const bool is_even = std::all_of(run.groups.begin(), run.groups.end(), [](std::string_view one) {
    return one.size() >= 2 && one.size() <= 5;
  });
  if (!is_even) return false;
  if (text.substr(run.begin, run.end - run.begin).find('-') != std::string_view::npos) return true;
  const std::string_view front = run.groups.front();
  if (front.front() == '0') {  // an area code, and not the rest of "1 000"
    return front.find_first_not_of('0') != std::string_view::npos && run.digits >= 9 &&
           run.digits <= 11;
  }
  return run.groups.size() == 3 && run.groups[0].size() == 3 && run.groups[1].size() == 3 &&
         run.groups[2].size() == 4;
}

bool is_telephone(std::string_view text, const DigitRun& run) {
  constexpr std::size_t least = 7;
  if (run.digits < least || run.digits > most_telephone_digits) return false;
  const bool has_plus = run.begin > 0 && text[run.begin - 1] == '+' &&
                        (run.begin == 1 || !is_digit(text[run.begin - 2]));
  const std::string_view front = run.groups.front();
  const bool is_abroad = front.starts_with("00") && front != "000" && run.digits > 10;
  if (has_plus || is_abroad) return true;
  if (std::any_of(run.groups.begin(), run.groups.end(), is_year)) return false;
  return run.has_area || has_telephone_groups(text, run);
}

// Several numbers one after the other make a long run: is a part of it one?
bool has_telephone_within(std::string_view text, const DigitRun& run) {
  constexpr std::size_t most_groups = 6;
  for (std::size_t first = 0; first < run.groups.size(); ++first) {
    DigitRun part;
    part.begin = static_cast<std::size_t>(run.groups[first].data() - text.data());
    for (std::size_t i = first; i < run.groups.size() && i < first + most_groups; ++i) {
      const std::string_view group = run.groups[i];
      part.groups.push_back(group);
      part.digits += group.size();
      part.end = static_cast<std::size_t>(group.data() - text.data()) + group.size();
      if (is_telephone(text, part)) return true;
    }
  }
  return false;
}

bool holds_telephone(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    const DigitRun run = run_at(text, i > 0 && text[i - 1] == '(' ? i - 1 : i);
    const bool is_long = run.digits > most_telephone_digits;
    if (is_long ? has_telephone_within(text, run) : is_telephone(text, run)) return true;
    i = std::max(run.end, i + 1) - 1;
  }
  return false;
}

bool is_letter(char c) { return is_of_address(c) && !is_digit(c) && c != '-' && c != '_'; }

// From the end of a word for a telephone to the digits: its ending and what divides the two.
bool is_short_way(std::string_view between) {
  constexpr std::size_t longest_ending = 3;
  constexpr std::size_t widest = 8;
  std::size_t at = 0;
  std::size_t letters = 0;
  for (; at < between.size() && is_letter(between[at]); ++at) {
    letters += (static_cast<unsigned char>(between[at]) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  return letters <= longest_ending && between.size() - at <= widest &&
         std::none_of(between.begin() + static_cast<std::ptrdiff_t>(at), between.end(), is_letter);
}

constexpr std::array<std::string_view, 14> telephone_words{
    "tel",
    "t\u00e9l",
    "telephon",
    "telefon",
    "mob",
    "phone",
    "tel\u00e9fon",
    "fax",
    "faks",
    "whatsapp",
    "\u0442\u0435\u043b",
    "\u0442\u0435\u043b\u0435\u0444\u043e\u043d",
    "\u043c\u043e\u0431",
    "\u0444\u0430\u043a\u0441"};

// Of each byte: does a word for a telephone begin with it?
constexpr auto telephone_bytes = [] {
  std::array<bool, 256> bytes{};
  for (const std::string_view word : telephone_words) {
    bytes[static_cast<unsigned char>(word.front())] = true;
  }
  return bytes;
}();

// "tel. 12345": a word for a telephone, and digits soon after it.
bool names_telephone(std::string_view text) {
  constexpr std::size_t least = 5;
  constexpr std::size_t farthest = 32;
  if (std::none_of(text.begin(), text.end(), is_digit)) return false;
  const std::string folded = text::fold(text);
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (!telephone_bytes[static_cast<unsigned char>(folded[at])]) continue;
    if (at > 0 && is_letter(folded[at - 1])) continue;
    for (const std::string_view word : telephone_words) {
      if (!std::string_view{folded}.substr(at).starts_with(word)) continue;
      const std::size_t from = at + word.size();
      const std::string_view after = std::string_view{folded}.substr(from, farthest);
      const std::size_t digit = after.find_first_of("0123456789");
      if (digit == std::string_view::npos || !is_short_way(after.substr(0, digit))) continue;
      const DigitRun run = run_at(folded, from + digit);
      if (run.digits >= least && !is_year(run.groups.front())) return true;
    }
  }
  return false;
}

}  // namespace

bool holds_contact(std::string_view text) {
  return holds_address(text) || holds_telephone(text) || names_telephone(text);
}

bool begins_contact(std::string_view text) {
  if (holds_address(text.substr(0, text.find_first_of(" \n\t")))) return true;
  const std::size_t digit = text.find_first_not_of("+(");
  if (digit == std::string_view::npos || !is_digit(text[digit])) return false;
  const DigitRun run = run_at(text, digit > 0 && text[digit - 1] == '(' ? digit - 1 : digit);
  return run.digits > most_telephone_digits ? has_telephone_within(text, run)
                                            : is_telephone(text, run);
}

bool is_word_for_telephone(std::string_view word) {
  const std::string folded = text::fold(word);
  return std::find(telephone_words.begin(), telephone_words.end(), folded) != telephone_words.end();
}

bool speaks_of_contacts(std::string_view header) {
  return mentions_column(header, Column::contact);
}

namespace {

// What stands in parentheses, the first of them; empty: nothing.
std::string_view aside_of(std::string_view header) {
  const std::size_t begin = header.find('(');
  const std::size_t end = header.find(')', begin);
  if (end == std::string_view::npos) return {};
  return header.substr(begin + 1, end - begin - 1);
}

bool speaks_of_persons(std::string_view aside) {
  return mentions_column(aside, Column::contact) || mentions_position(aside);
}

}  // namespace

bool asks_for_persons(std::string_view header) {
  const std::string_view aside = aside_of(header);
  return !mentions_column(aside, Column::agencies) && speaks_of_persons(aside);
}

bool may_ask_for_persons(std::string_view header) {
  const std::string_view aside = aside_of(header);
  if (aside.empty() || asks_for_persons(header)) return false;
  return begins_with_name(aside) || speaks_of_persons(aside);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include "list_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {

std::string roman_number(std::uint32_t value, bool is_upper) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> digits = {{{1000, "m"},
                                                                                  {900, "cm"},
                                                                                  {500, "d"},
                                                                                  {400, "cd"},
                                                                                  {100, "c"},
                                                                                  {90, "xc"},
                                                                                  {50, "l"},
                                                                                  {40, "xl"},
                                                                                  {10, "x"},
                                                                                  {9, "ix"},
                                                                                  {5, "v"},
                                                                                  {4, "iv"},
                                                                                  {1, "i"}}};
  std::string out;
  for (const auto& [worth, letters] : digits) {
    for (; value >= worth; value -= worth) out += letters;
  }
  if (is_upper) {
    for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string repeated_letter(std::uint32_t value, std::string_view alphabet,
                            std::size_t letter_bytes) {
  const auto count = static_cast<std::uint32_t>(alphabet.size() / letter_bytes);
  if (value == 0) return {};
  constexpr std::uint32_t longest = 20;
  const std::string_view letter = alphabet.substr((value - 1) % count * letter_bytes, letter_bytes);
  std::string out;
  for (std::uint32_t i = 0; i <= std::min((value - 1) / count, longest); ++i) out += letter;
  return out;
}

std::string numbered(const std::string& number, std::string_view text) {
  if (number.empty()) return std::string{text};
  return text.empty() ? number : number + " " + std::string{text};
}

}  // namespace actionplan::detail

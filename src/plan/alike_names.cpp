// SPDX-License-Identifier: Apache-2.0
#include "alike_names.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/code_points.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t most_letters = 2000000;  // of all names: each takes 16 bytes
constexpr std::size_t shortest_word = 4;

// The hash of a name without one of its letters, or with all of them.
struct Variant {
  std::uint64_t hash = 0;
  std::size_t name = 0;
};

// A polynomial over the letters, so that leaving one out takes no second pass (Karp and Rabin 1987).
void add_variants(const std::u32string& name, std::size_t position, std::vector<Variant>& out) {
  constexpr std::uint64_t base = 0x9E3779B97F4A7C15U;
  const std::size_t size = name.size();
  std::vector<std::uint64_t> power(size + 1, 1);
  for (std::size_t i = 1; i <= size; ++i) power[i] = power[i - 1] * base;
  const auto term = [&](std::size_t letter, std::size_t letters_behind) {
    return (std::uint64_t{name[letter]} + 1) * power[letters_behind];
  };
  std::vector<std::uint64_t> behind(size + 1, 0);  // of the letters from there on
  for (std::size_t i = size; i-- > 0;) behind[i] = behind[i + 1] + term(i, size - 1 - i);
  out.push_back({behind[0], position});
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < size; ++i) {
    out.push_back({before + behind[i + 1], position});
    if (i + 1 < size) before += term(i, size - 2 - i);
  }
}

bool is_letter(char32_t letter) { return letter > 0x7F || (letter >= U'a' && letter <= U'z'); }

// The word around the stretch [begin, end) of a name.
std::u32string_view word_at(const std::u32string& name, std::size_t begin, std::size_t end) {
  while (begin > 0 && is_letter(name[begin - 1])) --begin;
  while (end < name.size() && is_letter(name[end])) ++end;
  return std::u32string_view{name}.substr(begin, end - begin);
}

// Do they differ by one letter of one long word?
bool is_slip(const std::u32string& a, const std::u32string& b) {
  if (a == b) return false;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t before = 0;
  while (before < shorter && a[before] == b[before]) ++before;
  std::size_t behind = 0;
  while (behind < shorter - before && a[a.size() - 1 - behind] == b[b.size() - 1 - behind]) {
    ++behind;
  }
  for (const std::u32string* name : {&a, &b}) {
    const std::size_t end = name->size() - behind;
    const auto changed = name->begin() + static_cast<std::ptrdiff_t>(before);
    const auto rest = name->begin() + static_cast<std::ptrdiff_t>(end);
    if (!std::all_of(changed, rest, is_letter)) return false;
    const std::u32string_view word = word_at(*name, before, end);
    if (word.size() < shortest_word || !std::all_of(word.begin(), word.end(), is_letter)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> alike_names(
    const std::vector<std::string>& names) {
  std::vector<std::u32string> letters;
  std::vector<Variant> variants;
  for (std::size_t i = 0; i < names.size(); ++i) {
    letters.push_back(code_points(text::fold(names[i])));
    const bool is_short = letters.back().size() <= longest_name;
    if (is_short && variants.size() < most_letters) add_variants(letters.back(), i, variants);
  }
  std::sort(variants.begin(), variants.end(), [](const Variant& a, const Variant& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.name < b.name;
  });
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t begin = 0; begin < variants.size();) {
    std::size_t end = begin;
    while (end < variants.size() && variants[end].hash == variants[begin].hash) ++end;
    // Each with the first only, so that many that are alike cost no more than they are.
    for (std::size_t i = begin + 1; i < end; ++i) {
      const std::size_t first = variants[begin].name;
      const std::size_t other = variants[i].name;
      if (first != other && is_slip(letters[first], letters[other])) pairs.emplace(first, other);
    }
    begin = end;
  }
  return {pairs.begin(), pairs.end()};
}

}  // namespace actionplan::detail

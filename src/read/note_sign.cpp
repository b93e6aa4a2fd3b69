// SPDX-License-Identifier: Apache-2.0
#include "note_sign.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 14> signs = {
    "*",      "\u00B9", "\u00B2", "\u00B3", "\u2070", "\u2074", "\u2075",
    "\u2076", "\u2077", "\u2078", "\u2079", "\u2020", "\u2021", "\u203B"};

template <class Fits>
std::size_t length_of(Fits fits) noexcept {
  const auto* const found = std::find_if(signs.begin(), signs.end(), fits);
  return found == signs.end() ? 0 : found->size();
}

}  // namespace

std::size_t leading_note_sign(std::string_view text) noexcept {
  return length_of([&](std::string_view sign) { return text.starts_with(sign); });
}

std::size_t trailing_note_sign(std::string_view text) noexcept {
  const bool is_plain = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;
  if (is_plain && text.back() != '*') return 0;
  return length_of([&](std::string_view sign) { return text.ends_with(sign); });
}

}  // namespace actionplan::detail

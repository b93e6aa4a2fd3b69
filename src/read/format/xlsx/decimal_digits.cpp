// SPDX-License-Identifier: Apache-2.0
#include "decimal_digits.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace actionplan::detail {
namespace {

void trim_zeros(DecimalDigits& number) {
  const std::size_t last = number.digits.find_last_not_of('0');
  number.digits.resize(last == std::string::npos ? 0 : last + 1);
}

}  // namespace

DecimalDigits::DecimalDigits(double magnitude) {
  std::array<char, 64> buffer{};
  // Form: d.dddddddddddddde+XX, whatever the locale.
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          std::abs(magnitude), std::chars_format::scientific, 14);
  const std::string_view text{buffer.data(), static_cast<std::size_t>(end - buffer.data())};
  const std::size_t e = text.find('e');
  if (e == std::string_view::npos) return;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits += c;
  }
  const std::size_t sign = text[e + 1] == '+' ? 1 : 0;
  std::from_chars(text.data() + e + 1 + sign, text.data() + text.size(), top);
  trim_zeros(*this);
}

void DecimalDigits::round(int decimals) {
  const int kept = top + 1 + decimals;  // digits that stay
  if (kept >= static_cast<int>(digits.size())) return;
  if (kept < 0) {
    digits.clear();
    return;
  }
  const auto at = static_cast<std::size_t>(kept);
  const bool is_up = digits[at] >= '5';
  digits.resize(at);
  if (is_up) {
    std::size_t i = at;
    while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
    if (i > 0) {
      ++digits[i - 1];
    } else {
      digits.insert(digits.begin(), '1');
      ++top;
    }
  }
  trim_zeros(*this);
}

char DecimalDigits::at(int power) const noexcept {
  const int index = top - power;
  if (index < 0 || index >= static_cast<int>(digits.size())) return '0';
  return digits[static_cast<std::size_t>(index)];
}

}  // namespace actionplan::detail

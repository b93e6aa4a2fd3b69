// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace actionplan::detail {

/// The decimal digits of a finite number, as spreadsheets keep them: 15 of them, rounded half away
/// from zero from there on.
struct DecimalDigits {
  explicit DecimalDigits(double magnitude);

  /// Rounds to so many digits behind the decimal point.
  void round(int decimals);
  /// The digit that stands for 10 to this power.
  [[nodiscard]] char at(int power) const noexcept;
  [[nodiscard]] bool is_zero() const noexcept { return digits.empty(); }

  std::string digits;  ///< without leading or trailing zeros
  int top = 0;         ///< power of ten of the first digit
};

}  // namespace actionplan::detail

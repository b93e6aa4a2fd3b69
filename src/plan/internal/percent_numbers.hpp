// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plan/internal/indicator_terms.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan {

/// Numbers of one indicator in percent, beside which others may be shares of one.
class PercentNumbers {
 public:
  /// Its targets and baseline.
  void add_aims(const IndicatorTerms& terms, std::span<const TargetStep> steps);
  /// A value: one that may be a share itself tells nothing of others, unless its unit states the
  /// scale.
  void add_value(double value, std::string_view unit);

  /// It is not measured in percent: none is a share.
  void leave_out() noexcept { is_left_out_ = true; }

  /// Of a value above 0 and below 1 (or of 1 beside such a one), the number that a hundred times as
  /// much is nearer to than the value is to any; nothing where it is no share.
  [[nodiscard]] std::optional<double> beside(double value, std::string_view unit);

 private:
  void add(double number);
  [[nodiscard]] double nearest(double value) const;

  std::vector<double> numbers_;  // above 0
  bool is_sorted_ = true;
  bool is_left_out_ = false;
  bool has_share_ = false;  // a value below 1 that may be one
};

/// What a simple random sample of a share in percent has as its standard error, times the square
/// root of the design effect. 0: nothing to compare with, as of a share near to none or all.
[[nodiscard]] double sampling_error_of_share(double value, std::int64_t n,
                                             std::optional<double> deff) noexcept;

/// Is the standard error of a value in percent below a tenth of that, so that it may be a share of
/// one? Then a hundred times as much is no more than ten times too large.
[[nodiscard]] bool may_be_share_error(double value, double standard_error, std::int64_t n,
                                      std::optional<double> deff) noexcept;

}  // namespace actionplan

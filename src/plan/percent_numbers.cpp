// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/percent_numbers.hpp"

#include "plan/internal/unit.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan {
namespace {

double apart(double a, double b) noexcept { return a > b ? a / b : b / a; }

}  // namespace

void PercentNumbers::add_aims(const IndicatorTerms& terms, std::span<const TargetStep> steps) {
  add(terms.target);
  add(terms.baseline);
  for (const TargetStep& step : steps) add(step.value);
}

void PercentNumbers::add_value(double value, std::string_view unit) {
  const bool may_be_share = value > 0 && value <= 1 && !states_percent_scale(unit);
  if (!may_be_share) return add(value);
  has_share_ = has_share_ || value < 1;
}

void PercentNumbers::add(double number) {
  if (std::isfinite(number) && number != 0) numbers_.push_back(std::abs(number));
  is_sorted_ = false;
}

std::optional<double> PercentNumbers::beside(double value, std::string_view unit) {
  const bool may_be_share = may_be_share_of_one(value) || (value == 1 && has_share_);
  if (!may_be_share || numbers_.empty() || is_left_out_) return std::nullopt;
  if (!is_percent_unit(unit) || states_percent_scale(unit)) return std::nullopt;
  if (!is_sorted_) std::sort(numbers_.begin(), numbers_.end());
  is_sorted_ = true;
  const double near_whole = nearest(value * 100);
  const bool is_nearer = apart(near_whole, value * 100) < apart(nearest(value), value);
  return is_nearer ? std::optional{near_whole} : std::nullopt;
}

double PercentNumbers::nearest(double value) const {
  const auto above = std::lower_bound(numbers_.begin(), numbers_.end(), value);
  if (above == numbers_.end()) return numbers_.back();
  if (above == numbers_.begin()) return *above;
  const double below = *(above - 1);
  return apart(below, value) < apart(*above, value) ? below : *above;
}

double sampling_error_of_share(double value, std::int64_t n, std::optional<double> deff) noexcept {
  if (!(value > 1 && value < 99) || n < 2) return 0;
  const double effect = deff && *deff > 0 ? *deff : 1;
  return std::sqrt(effect * value * (100 - value) / static_cast<double>(n));
}

bool may_be_share_error(double value, double standard_error, std::int64_t n,
                        std::optional<double> deff) noexcept {
  constexpr double largest_of_share = 0.5;
  return standard_error > 0 && standard_error <= largest_of_share &&
         standard_error < sampling_error_of_share(value, n, deff) / 10;
}

}  // namespace actionplan

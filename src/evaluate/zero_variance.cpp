// SPDX-License-Identifier: Apache-2.0
#include "zero_variance.hpp"

#include "plan/internal/unit.hpp"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>

namespace actionplan::detail {

double effective_size(const Estimate& estimate) noexcept {
  const auto cases = static_cast<double>(estimate.n);
  if (estimate.deff && *estimate.deff > 0) return std::min(cases, cases / *estimate.deff);
  return std::isfinite(estimate.df) ? std::min(cases, estimate.df + 1) : cases;
}

double whole_of(std::string_view unit, const IndicatorTerms& terms, double value) {
  const auto fits = [value](double whole) { return value >= 0 && value <= whole ? whole : 0; };
  if (is_percent_unit(unit)) return fits(100);
  if (unit == "share" || unit == "proportion" || unit == "fraction") return fits(1);
  if (!unit.empty()) return 0;
  const bool is_of_one = value >= 0 && value <= 1 && terms.target >= 0 && terms.target <= 1;
  if (is_of_one) return 1;
  return terms.kind == IndicatorKind::percentage ? fits(100) : 0;
}

SidedP exact_p(double share, double size, double bound) noexcept {
  const double with = size * share;
  const double without = size - with;
  const auto at_least = [&] {  // P(X >= with) where the bound is the truth
    if (with <= 0 || bound >= 1) return 1.0;
    return bound <= 0 ? 0.0 : boost::math::ibeta(with, without + 1, bound);
  };
  const auto at_most = [&] {
    if (without <= 0 || bound <= 0) return 1.0;
    return bound >= 1 ? 0.0 : boost::math::ibetac(with + 1, without, bound);
  };
  return {at_least(), at_most()};
}

double joining_error(double value, const ZeroVariance& sample) noexcept {
  if (!(sample.whole > 0)) return IndicatorTerms::absent;
  const double size = sample.size + 4;
  const double share = (sample.size * value / sample.whole + 2) / size;
  return sample.whole * std::sqrt(share * (1 - share) / size);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/hypothesis_tests.hpp>

#include <actionplan/core/error.hpp>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace actionplan::survey {
namespace {

double upper_tail(double z) {
  return boost::math::cdf(boost::math::complement(boost::math::normal{}, z));
}

// Imhof's inversion of the characteristic function, integrated piece by piece until the envelope
// 1 / (u rho(u)) has fallen so far that nothing is left.
double by_integration(double x, std::span<const ChisqTerm> terms) {
  const auto log_size = [&](double u) {
    double sum = 0;
    for (const auto& [weight, df] : terms) sum += df * std::log1p(weight * weight * u * u) / 4;
    return sum;
  };
  const auto integrand = [&](double u) {
    double angle = -x * u / 2;
    for (const auto& [weight, df] : terms) angle += df * std::atan(weight * u) / 2;
    return std::sin(angle) / u * std::exp(-log_size(u));
  };
  double speed = std::abs(x);
  for (const auto& [weight, df] : terms) speed += df * std::abs(weight);
  const double step = std::numbers::pi / speed;
  double sum = 0;
  for (int piece = 0; piece < 20000; ++piece) {
    const double begin = piece * step;
    sum += boost::math::quadrature::gauss_kronrod<double, 15>::integrate(integrand, begin,
                                                                         begin + step, 0);
    const double end = begin + step;
    if (log_size(end) + std::log(end / step) > std::log(1e14)) break;
  }
  return std::clamp(0.5 + sum / std::numbers::pi, 0.0, 1.0);
}

// Lugannani and Rice's formula as Kuonen gives it.
double by_saddlepoint(double x, std::span<const ChisqTerm> terms) {
  double scale = 0;
  for (const auto& term : terms) scale = std::max(scale, std::abs(term.weight));
  std::vector<ChisqTerm> unit(terms.begin(), terms.end());
  double most = 0;
  double least = 0;
  double mean = 0;
  double df = 0;
  for (ChisqTerm& term : unit) {
    term.weight /= scale;
    most = std::max(most, term.weight);
    least = std::min(least, term.weight);
    mean += term.df * term.weight;
    df += term.df;
  }
  x /= scale;
  // K'(t) grows from below every value to above it between the poles.
  const auto slope = [&](double t) {
    double sum = 0;
    for (const auto& term : unit) sum += term.df * term.weight / (1 - 2 * t * term.weight);
    return sum;
  };
  double low = least < 0 ? 0.5 / least : -df / x - 1;
  double high = 0.5 / most;
  for (int i = 0; i < 300; ++i) {
    const double middle = (low + high) / 2;
    (slope(middle) < x ? low : high) = middle;
  }
  const double t = (low + high) / 2;
  double k = 0;
  double second = 0;
  for (const auto& term : unit) {
    const double below = 1 - 2 * t * term.weight;
    k -= term.df * std::log(below) / 2;
    second += 2 * term.df * term.weight * term.weight / (below * below);
  }
  const double size = std::copysign(std::sqrt(std::max(0.0, 2 * (t * x - k))), t);
  const double v = t * std::sqrt(second);
  // At the mean the formula is 0 / 0; near it there is no digit left.
  if (std::abs(x - mean) <= 1e-3 * std::sqrt(second)) return by_integration(x, unit);
  return upper_tail(size + std::log(v / size) / size);
}

}  // namespace

double chisq_sum_tail(double x, std::span<const ChisqTerm> terms, bool is_exact) {
  bool has_above = false;
  bool has_below = false;
  for (const auto& term : terms) {
    if (!std::isfinite(term.weight) || !(term.df > 0) || std::isinf(term.df)) {
      throw InvalidArgument(
          "A sum of chi-squares takes finite weights and degrees of freedom above 0.");
    }
    has_above |= term.weight > 0;
    has_below |= term.weight < 0;
  }
  if (!(has_above || has_below) || !std::isfinite(x)) {
    throw InvalidArgument("The sum of chi-squares has no weight, or is compared with no number.");
  }
  if (!has_below && x <= 0) return 1;
  if (!has_above && x >= 0) return 0;
  // A saddlepoint needs a positive weight; the integral takes any.
  return is_exact || !has_above ? by_integration(x, terms) : by_saddlepoint(x, terms);
}

}  // namespace actionplan::survey

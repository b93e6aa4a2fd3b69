// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/proportion.hpp>

#include <actionplan/core/error.hpp>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <string>

namespace actionplan::survey {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double t_quantile(double tail, double df) {
  if (std::isinf(df)) return quantile(complement(boost::math::normal{}, tail));
  return quantile(complement(boost::math::students_t{df}, tail));
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// What every method needs.
struct Proportion {
  double p;
  double variance;
  double n;
  double df;
  double tail;  // (1 - level) / 2
  double t;     // of the tail, with df

  // Cases of a simple random sample that would be as precise.
  [[nodiscard]] double effective_n() const { return p * (1 - p) / variance; }
};

Interval on_logit_scale(const Proportion& x) {
  const double half = x.t * std::sqrt(x.variance) / (x.p * (1 - x.p));
  const double center = std::log(x.p / (1 - x.p));
  return {logistic(center - half), logistic(center + half)};
}

// Clopper and Pearson's, with the effective sample size corrected for the degrees of freedom by
// which it is known (Korn and Graubard 1998).
Interval by_beta(const Proportion& x) {
  const double correction = t_quantile(x.tail, x.n - 1) / x.t;
  const double size = x.effective_n() * correction * correction;
  const double cases = size * x.p;
  using boost::math::beta_distribution;
  return {quantile(beta_distribution<>{cases, size - cases + 1}, x.tail),
          quantile(complement(beta_distribution<>{cases + 1, size - cases}, x.tail))};
}

Interval by_wilson(const Proportion& x) {
  const double size = x.effective_n();
  const double ratio = x.t * x.t / size;
  const double center = (x.p + ratio / 2) / (1 + ratio);
  const double half = x.t * std::sqrt(x.p * (1 - x.p) / size + ratio / (4 * size)) / (1 + ratio);
  return {center - half, center + half};
}

Interval on_arcsine_scale(const Proportion& x) {
  const double center = std::asin(std::sqrt(x.p));
  const double half = x.t * std::sqrt(x.variance / (4 * x.p * (1 - x.p)));
  const auto back = [](double angle) { return std::sin(angle) * std::sin(angle); };
  return {back(center - half), back(center + half)};
}

// Where the binomial log-likelihood of the effective sample has fallen by t^2/2.
Interval by_likelihood(const Proportion& x) {
  const double size = x.effective_n();
  const auto fall = [&x, size](double q) {
    return 2 * size * (x.p * std::log(x.p / q) + (1 - x.p) * std::log((1 - x.p) / (1 - q))) -
           x.t * x.t;
  };
  const auto root = [&fall](double inside, double outside) {
    for (int i = 0; i < 200 && inside != outside; ++i) {
      const double middle = (inside + outside) / 2;
      if (middle == inside || middle == outside) break;
      (fall(middle) < 0 ? inside : outside) = middle;
    }
    return (inside + outside) / 2;
  };
  return {root(x.p, 0), root(x.p, 1)};
}

Interval interval_of(const Proportion& x, ProportionMethod method) {
  if (method == ProportionMethod::mean) {
    const double half = x.t * std::sqrt(x.variance);
    return {x.p - half, x.p + half};
  }
  if (!(x.variance > 0) || x.p <= 0 || x.p >= 1) return {none, none};
  switch (method) {
    case ProportionMethod::xlogit:
    case ProportionMethod::logit: return on_logit_scale(x);
    case ProportionMethod::beta: return by_beta(x);
    case ProportionMethod::wilson: return by_wilson(x);
    case ProportionMethod::asin: return on_arcsine_scale(x);
    case ProportionMethod::likelihood: return by_likelihood(x);
    case ProportionMethod::mean: break;
  }
  return {none, none};
}

}  // namespace

Interval proportion_interval(const Estimate& proportion, ProportionMethod method, double level) {
  static_cast<void>(actionplan::confint(proportion, level));  // refuses what cannot be judged
  constexpr double slack = 1e-12;
  if (proportion.value < -slack || proportion.value > 1 + slack) {
    throw InvalidArgument("The estimate " + std::to_string(proportion.value) +
                          " is no proportion; give a variable of 0 and 1.");
  }
  const double tail = (1 - level) / 2;
  const double variance = proportion.standard_error * proportion.standard_error;
  return interval_of({proportion.value, variance, static_cast<double>(proportion.n), proportion.df,
                      tail, t_quantile(tail, proportion.df)},
                     method);
}

std::vector<Interval> proportion_intervals(const Estimates& proportions, ProportionMethod method,
                                           double level) {
  std::vector<Interval> out = confint(proportions, level);
  for (std::size_t i = 0; i < proportions.size(); ++i) {
    if (std::isnan(out[i].lower)) continue;
    out[i] = proportion_interval(proportions.at(i), method, level);
  }
  return out;
}

}  // namespace actionplan::survey

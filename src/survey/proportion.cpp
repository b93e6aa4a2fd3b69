// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/proportion.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"
#include "no_value.hpp"
#include "zero_variance.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace actionplan::survey {
namespace {

// Upper quantile of Student's t, of the normal where df is infinite.
double t_of(double df, double level) {
  return actionplan::confint(Estimate{0, 1, df, 0, {}}, level).upper;
}

double logit(double p) { return std::log(p) - std::log1p(-p); }
double expit(double x) { return 1 / (1 + std::exp(-x)); }

// Cases of a simple random sample with the same standard error: p (1 - p) / se^2.
double effective_size(const Estimate& x) {
  return x.value / x.standard_error * ((1 - x.value) / x.standard_error);
}

// Delta method: the standard error of log(p / (1 - p)) is se / (p (1 - p)).
Interval by_logit(const Estimate& x, double t) {
  const double half = t * x.standard_error / (x.value * (1 - x.value));
  return {expit(logit(x.value) - half), expit(logit(x.value) + half)};
}

// Delta method: the standard error of asin(sqrt(p)) is se / (2 sqrt(p (1 - p))). An end beyond the
// scale's own is that one.
Interval by_asin(const Estimate& x, double t) {
  constexpr double right_angle = 1.5707963267948966;
  const double center = std::asin(std::sqrt(x.value));
  const double half = t * x.standard_error / (2 * std::sqrt(x.value * (1 - x.value)));
  const double lower = std::sin(std::max(center - half, 0.0));
  const double upper = std::sin(std::min(center + half, right_angle));
  return {lower * lower, upper * upper};
}

// Korn and Graubard 1998: Clopper and Pearson's interval of x = n p cases in n, where n is the
// effective size times (t_(cases - 1) / t_df)^2.
Interval by_beta(const Estimate& x, double t, double level) {
  if (x.n < 2) {
    throw EstimationError("The proportion has " + std::to_string(x.n) +
                          " unweighted cases; the method `beta` needs at least 2.");
  }
  const double ratio = t_of(static_cast<double>(x.n - 1), level) / t;
  const double size = effective_size(x) * ratio * ratio;
  return detail::exact_interval_of(size * x.value, size * (1 - x.value), level);
}

// Wilson 1927, equation 8: the roots q of (p - q)^2 = c q (1 - q), c = z^2 / n. With the effective
// size, c = t^2 / n.
Interval by_wilson(const Estimate& x, double t) {
  const double c = t * t / effective_size(x);
  const double center = x.value + c / 2;
  const double half = std::sqrt(c * (x.value * (1 - x.value) + c / 4));
  // The lower root by the product of the two, p^2 / (1 + c): no difference of near numbers.
  return {x.value * x.value / (center + half), (center + half) / (1 + c)};
}

// The q at which 2 n (p log(p / q) + (1 - p) log((1 - p) / (1 - q))) reaches t^2, n the effective
// size: the likelihood ratio over its design effect against F with 1 and df degrees of freedom.
double likelihood_end(const Estimate& x, double t, double direction) {
  const double size = effective_size(x);
  const double center = logit(x.value);
  const auto excess = [&](double distance) {
    const double off = center + direction * distance;
    // log(p / q) and log((1 - p) / (1 - q)) with q = expit(off)
    const double with = std::log(x.value) + std::log1p(std::exp(-off));
    const double without = std::log1p(-x.value) + std::log1p(std::exp(off));
    return 2 * size * (x.value * with + (1 - x.value) * without) - t * t;
  };
  if (!(excess(0) < 0)) return x.value;  // the end is nearer than rounding tells
  double far = 1;
  while (excess(far) < 0 && far < 512) far *= 2;
  if (!(excess(far) >= 0)) return direction < 0 ? 0.0 : 1.0;
  std::uintmax_t most_steps = 200;
  const auto bracket = boost::math::tools::toms748_solve(
      excess, 0.0, far, boost::math::tools::eps_tolerance<double>{50}, most_steps);
  return expit(center + direction * (bracket.first + bracket.second) / 2);
}

// Korn and Graubard 1998 divide by the design effect, which has to be declared where the data give
// none; without one a unit of stage 1 counts as one case, the most that its cases can be alike.
double size_without_variance(const Estimate& x) {
  const auto cases = static_cast<double>(x.n);
  if (x.deff && *x.deff > 0) return std::min(cases, cases / *x.deff);
  return std::isfinite(x.df) ? std::min(cases, x.df + 1) : cases;
}

void require_proportion(const Estimate& x) {
  constexpr double slack = 1e-12;  // a sum of weights over itself may round above 1
  if (x.value < -slack || x.value > 1 + slack) {
    throw InvalidArgument("The value " + actionplan::detail::number_text(x.value) +
                          " is no proportion; give one of 0 to 1.");
  }
}

}  // namespace

Interval proportion_interval(const Estimate& proportion, ProportionMethod method, double level) {
  const Interval by_mean = actionplan::confint(proportion, level);  // refuses what it cannot use
  require_proportion(proportion);
  const bool is_inner = proportion.value > 0 && proportion.value < 1;
  if (proportion.standard_error == 0 || !is_inner) {
    return detail::exact_interval(std::clamp(proportion.value, 0.0, 1.0),
                                  size_without_variance(proportion), level);
  }
  if (method == ProportionMethod::mean) return by_mean;
  const double t = t_of(proportion.df, level);
  switch (method) {
    case ProportionMethod::xlogit:
    case ProportionMethod::logit: return by_logit(proportion, t);
    case ProportionMethod::beta: return by_beta(proportion, t, level);
    case ProportionMethod::wilson: return by_wilson(proportion, t);
    case ProportionMethod::asin: return by_asin(proportion, t);
    case ProportionMethod::likelihood:
      return {likelihood_end(proportion, t, -1), likelihood_end(proportion, t, 1)};
    case ProportionMethod::mean: break;
  }
  return by_mean;
}

std::vector<Interval> proportion_intervals(const Estimates& proportions, ProportionMethod method,
                                           double level, std::optional<double> declared_deff) {
  if (declared_deff && !(*declared_deff > 0 && std::isfinite(*declared_deff))) {
    throw InvalidArgument("The declared design effect is " +
                          actionplan::detail::number_text(*declared_deff) +
                          "; give a number above 0.");
  }
  static_cast<void>(t_of(1, level));  // refuses a bad level
  std::vector<Interval> out;
  out.reserve(proportions.size());
  for (std::size_t i = 0; i < proportions.size(); ++i) {
    if (proportions.flags[i] != CellFlag::none) {
      out.push_back({none, none});
      continue;
    }
    Estimate estimate = proportions.at(i);
    const bool is_without_variance = detail::has_zero_variance(proportions, i);
    const bool is_known = is_without_variance && std::isinf(proportions.units[i]);
    if (estimate.standard_error == 0 && declared_deff) estimate.deff = declared_deff;
    out.push_back(is_known || (is_without_variance && !declared_deff)
                      ? detail::exact_interval(estimate.value, proportions.units[i], level)
                      : proportion_interval(estimate, method, level));
  }
  return out;
}

std::vector<Interval> proportion_intervals(const Estimates& proportions,
                                           std::span<const double> logit_errors, double level,
                                           std::optional<double> declared_deff) {
  if (logit_errors.size() != proportions.size()) {
    throw InvalidArgument("There are " + std::to_string(logit_errors.size()) + " errors of " +
                          std::to_string(proportions.size()) + " logits; give one for each.");
  }
  std::vector<Interval> out =
      proportion_intervals(proportions, ProportionMethod::logit, level, declared_deff);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double error = logit_errors[i];
    if (proportions.flags[i] != CellFlag::none || std::isnan(error)) continue;
    const double half = t_of(proportions.df[i], level) * error;
    const double center = logit(proportions.values[i]);
    out[i] = {expit(center - half), expit(center + half)};
  }
  return out;
}

}  // namespace actionplan::survey

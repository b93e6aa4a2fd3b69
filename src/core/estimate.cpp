// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/estimate.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <string>

namespace actionplan {
namespace {

void require_usable(const Estimate& estimate) {
  if (!std::isfinite(estimate.value) || !std::isfinite(estimate.standard_error) ||
      estimate.standard_error < 0) {
    throw EstimationError("The estimate " + actionplan::detail::number_text(estimate.value) +
                          " has no finite standard error (" +
                          actionplan::detail::number_text(estimate.standard_error) +
                          "), so nothing can be tested by it; give one of 0 or more.");
  }
  if (!(estimate.df > 0)) {
    throw EstimationError("The estimate has " + actionplan::detail::number_text(estimate.df) +
                          " degrees of freedom; a test needs more than 0.");
  }
}

// Student's t; of degrees of freedom next to none its quantiles are beyond what a double holds, and infinite.
using StudentsT = boost::math::students_t_distribution<
    double, boost::math::policies::policy<
                boost::math::policies::overflow_error<boost::math::policies::ignore_error>>>;

// P(T > t) with `df` degrees of freedom.
double upper_tail(double t, double df) {
  if (std::isinf(df)) return cdf(complement(boost::math::normal{}, t));
  return cdf(complement(StudentsT{df}, t));
}

double p_value(const Estimate& estimate, double bound, double variance_of_bound, double sign) {
  require_usable(estimate);
  if (!std::isfinite(bound) || !std::isfinite(variance_of_bound) || variance_of_bound < 0) {
    throw InvalidArgument(
        "The bound " + std::to_string(bound) + " with variance " +
        std::to_string(variance_of_bound) +
        " cannot be tested against; give finite numbers, the variance 0 or more.");
  }
  const double distance = sign * (estimate.value - bound);
  const double error = std::hypot(estimate.standard_error, std::sqrt(variance_of_bound));
  if (error == 0) return distance > 0 ? 0.0 : distance < 0 ? 1.0 : 0.5;
  return upper_tail(distance / error, estimate.df);
}

}  // namespace

Interval confint(const Estimate& estimate, double level) {
  if (!(level > 0 && level < 1)) {
    throw InvalidArgument("The confidence level is " + std::to_string(level) +
                          "; give a share between 0 and 1, such as 0.95.");
  }
  require_usable(estimate);
  const double tail = (1 - level) / 2;
  const double quantile_at = std::isinf(estimate.df)
                                 ? quantile(complement(boost::math::normal{}, tail))
                                 : quantile(complement(StudentsT{estimate.df}, tail));
  const double half_width =
      estimate.standard_error == 0 ? 0 : quantile_at * estimate.standard_error;
  return {estimate.value - half_width, estimate.value + half_width};
}

double p_value_above(const Estimate& estimate, double bound, double variance_of_bound) {
  return p_value(estimate, bound, variance_of_bound, 1);
}

double p_value_below(const Estimate& estimate, double bound, double variance_of_bound) {
  return p_value(estimate, bound, variance_of_bound, -1);
}

}  // namespace actionplan

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/sample_size.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/shortest_number.hpp"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <string>

namespace actionplan {
namespace {

void require(bool is_fit, const char* name, double value, const char* remedy) {
  if (is_fit) return;
  throw InvalidArgument(std::string{"For a sample size "} + name + " is " +
                        actionplan::detail::number_text(value) + "; " + remedy);
}

void check(const SampleSizeQuestion& asked) {
  const auto is_share = [](double value) { return value > 0 && value < 1; };
  require(asked.alpha > 0 && asked.alpha < 0.5, "alpha", asked.alpha,
          "give a level between 0 and 0.5.");
  require(asked.power > asked.alpha && asked.power < 1, "power", asked.power,
          "give a chance above alpha and below 1.");
  require(std::isfinite(asked.deff) && asked.deff > 0, "deff", asked.deff, "give one above 0.");
  if (asked.standard_deviation) {
    require(std::isfinite(*asked.standard_deviation) && *asked.standard_deviation > 0,
            "standard_deviation", *asked.standard_deviation, "give one above 0.");
    require(std::isfinite(asked.target), "target", asked.target, "give a finite number.");
    require(std::isfinite(asked.true_value), "true_value", asked.true_value,
            "give a finite number.");
  } else {
    require(is_share(asked.target), "target", asked.target,
            "give a share between 0 and 1, or a standard_deviation for a mean.");
    require(is_share(asked.true_value), "true_value", asked.true_value,
            "give a share between 0 and 1.");
  }
  require(asked.true_value != asked.target, "true_value", asked.true_value,
          "which is the target itself: no sample can show on which side it lies.");
}

}  // namespace

std::int64_t sample_size(const SampleSizeQuestion& question) {
  check(question);
  const boost::math::normal standard;
  const double by_level = quantile(complement(standard, question.alpha));
  const double by_power = quantile(standard, question.power);
  const auto deviation = [&question](double share) {
    return question.standard_deviation.value_or(std::sqrt(share * (1 - share)));
  };
  const double needed =
      by_level * deviation(question.target) + by_power * deviation(question.true_value);
  const double cases =
      question.deff * std::pow(needed / (question.true_value - question.target), 2);
  constexpr double most = 1e15;
  require(cases < most, "true_value", question.true_value,
          "so near to the target that no sample can tell them apart.");
  return static_cast<std::int64_t>(std::ceil(cases));
}

}  // namespace actionplan

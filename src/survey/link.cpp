// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/glm.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace actionplan::survey {

Link link_of(Family family, Link link) noexcept {
  if (link != Link::canonical) return link;
  switch (family) {
    case Family::binomial: return Link::logit;
    case Family::poisson: return Link::log;
    case Family::gamma: return Link::inverse;
    default: return Link::identity;
  }
}

double mean_at(Link link, double predictor) {
  switch (link) {
    case Link::log: return std::exp(std::min(predictor, 700.0));
    case Link::logit: return 1 / (1 + std::exp(-predictor));
    case Link::probit: return std::erfc(-predictor / std::sqrt(2.0)) / 2;
    case Link::cloglog: return -std::expm1(-std::exp(std::min(predictor, 700.0)));
    case Link::inverse: return 1 / predictor;
    default: return predictor;
  }
}

double slope_at(Link link, double predictor) {
  switch (link) {
    case Link::log: return std::exp(std::min(predictor, 700.0));
    case Link::logit: {
      const double mean = mean_at(link, predictor);
      return mean * (1 - mean);
    }
    case Link::probit: {
      constexpr double root_of_two_pi = 2.5066282746310002;
      return std::exp(-predictor * predictor / 2) / root_of_two_pi;
    }
    case Link::cloglog: {
      const double odds = std::exp(std::min(predictor, 700.0));
      return odds * std::exp(-odds);
    }
    case Link::inverse: return -1 / (predictor * predictor);
    default: return 1;
  }
}

}  // namespace actionplan::survey

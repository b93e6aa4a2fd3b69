// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/estimators.hpp>

#include "cases.hpp"
#include "linearised.hpp"

#include <vector>

namespace actionplan::survey {

using detail::Cases;

Estimates mean(const Design& design, std::span<const Column> variables,
               const EstimateOptions& options) {
  const Cases cases = detail::find_cases(design, variables, options);
  return detail::finish(design, cases, options,
                        detail::linearise_mean(design, variables, cases, options));
}

Estimates total(const Design& design, std::span<const Column> variables,
                const EstimateOptions& options) {
  const Cases cases = detail::find_cases(design, variables, options);
  return detail::finish(design, cases, options,
                        detail::linearise_total(design, variables, cases, options));
}

Estimates ratio(const Design& design, std::span<const Column> numerators,
                std::span<const Column> denominators, const EstimateOptions& options) {
  std::vector<Column> all{numerators.begin(), numerators.end()};
  all.insert(all.end(), denominators.begin(), denominators.end());
  const Cases cases = detail::find_cases(design, all, options);
  return detail::finish(design, cases, options,
                        detail::linearise_ratio(design, numerators, denominators, cases, options));
}

Estimates variance(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  const Cases cases = detail::find_cases(design, variables, options);
  return detail::finish(design, cases, options,
                        detail::linearise_variance(design, variables, cases, options));
}

}  // namespace actionplan::survey

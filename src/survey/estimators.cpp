// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/estimators.hpp>

#include "cases.hpp"
#include "linearised.hpp"
#include "sums_access.hpp"
#include "totals_covariance.hpp"
#include "zero_variance.hpp"

#include <actionplan/survey/sums.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

namespace actionplan::survey {

using detail::Cases;

namespace {

// By sums per unit and domain, which are fast and small; else by the influence of each row.
bool goes_by_sums(const Design& design, const EstimateOptions& options) {
  constexpr std::size_t most_cells = std::size_t{1} << 22U;
  return options.deff == Deff::none && detail::can_accumulate(design) &&
         !detail::needs_own_covariance_by_domain(design) && options.df_rule == DfRule::domain &&
         options.by.count >= 1 &&
         design.stages().front().unit_count() * std::size_t(options.by.count) <=
             std::min(most_cells, 4096 + design.size());
}

std::vector<std::size_t> positions(std::size_t first, std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), first);
  return out;
}

}  // namespace

Estimates mean(const Design& design, std::span<const Column> variables,
               const EstimateOptions& options) {
  if (goes_by_sums(design, options)) return mean(accumulate(design, variables, options), options);
  const Cases cases = detail::find_cases(design, variables, options);
  Estimates out = detail::finish(design, cases, options,
                                 detail::linearise_mean(design, variables, cases, options));
  detail::settle_zero_variance(out, [&] { return detail::units_of_domains(design, cases); });
  return out;
}

Estimates total(const Design& design, std::span<const Column> variables,
                const EstimateOptions& options) {
  if (goes_by_sums(design, options)) {
    detail::require_population(design.has_normalised_weights());
    return total(accumulate(design, variables, options), options);
  }
  const Cases cases = detail::find_cases(design, variables, options);
  return detail::finish(design, cases, options,
                        detail::linearise_total(design, variables, cases, options));
}

Estimates ratio(const Design& design, std::span<const Column> numerators,
                std::span<const Column> denominators, const EstimateOptions& options) {
  std::vector<Column> all{numerators.begin(), numerators.end()};
  all.insert(all.end(), denominators.begin(), denominators.end());
  if (goes_by_sums(design, options)) {
    return ratio(accumulate(design, all, options), positions(0, numerators.size()),
                 positions(numerators.size(), denominators.size()), options);
  }
  const Cases cases = detail::find_cases(design, all, options);
  Estimates out =
      detail::finish(design, cases, options,
                     detail::linearise_ratio(design, numerators, denominators, cases, options));
  detail::settle_zero_variance(out, [&] { return detail::units_of_domains(design, cases); });
  return out;
}

Estimates variance(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  const Cases cases = detail::find_cases(design, variables, options);
  return detail::finish(design, cases, options,
                        detail::linearise_variance(design, variables, cases, options));
}

}  // namespace actionplan::survey

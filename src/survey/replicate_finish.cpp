// SPDX-License-Identifier: Apache-2.0
#include "replicate_finish.hpp"

#include "linearised.hpp"
#include "replicate_weights.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool is_case(std::int32_t domain) { return domain >= 0; }

// Every row of the design's domain is a case.
bool is_all(const ReplicateDesign& design, const Cases& cases) {
  const std::span<const std::int32_t> domains = cases.domain_of_row;
  const std::span<const std::uint8_t> inside = design.full_sample().domain();
  if (inside.empty()) return std::all_of(domains.begin(), domains.end(), is_case);
  return std::equal(domains.begin(), domains.end(), inside.begin(),
                    [](std::int32_t d, std::uint8_t in) { return is_case(d) == (in != 0); });
}

}  // namespace

std::vector<double> df_of_domains(const ReplicateDesign& design, const Cases& cases,
                                  const EstimateOptions& options) {
  if (options.df) return std::vector<double>(cases.domains, *options.df);
  const bool is_of_design = design.given_df() || options.df_rule == DfRule::design ||
                            (cases.domains == 1 && is_all(design, cases));
  if (is_of_design) return std::vector<double>(cases.domains, design.df());
  return rank_minus_one(design, cases.domain_of_row, cases.domains);
}

Estimates finish(const ReplicateDesign& design, const Cases& cases, const EstimateOptions& options,
                 Replicated found) {
  const std::vector<double> df = df_of_domains(design, cases, options);
  const bool omits = options.empty_replicates == EmptyReplicates::omit;
  std::vector<std::int64_t> left_out;
  Matrix covariance =
      omits ? design.covariance_without_empty(found.replicates.view(), found.values, left_out)
            : design.covariance(found.replicates.view(), found.values);
  Estimates out =
      finish_with_df(cases, std::vector<double>(cases.domains, infinite), options,
                     std::move(found.values), std::move(covariance), found.srs_variance);
  out.left_out = std::move(left_out);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out.df[i] = df[i % cases.domains];
    if (out.flags[i] != CellFlag::none) continue;
    if (std::isnan(out.standard_errors[i])) {
      out.flags[i] = CellFlag::undefined;
    } else if (!(out.df[i] > 0)) {
      out.flags[i] = CellFlag::no_df;
    }
  }
  if (out.size() != 1 || !options.by.codes.empty()) return out;
  if (out.flags.front() == CellFlag::no_df) {
    throw EstimationError("The estimate has " + std::to_string(static_cast<long>(out.df.front())) +
                          " degrees of freedom (rank of the replicate weights minus 1), so its "
                          "error cannot be judged; give df, or estimate a larger domain.");
  }
  if (out.flags.front() == CellFlag::undefined && std::isfinite(out.values.front())) {
    throw EstimationError(
        "Some replicate leaves no case to estimate from, so the estimate has no standard error; "
        "estimate a larger domain, or leave such replicates of a bootstrap out by "
        "empty_replicates=omit.");
  }
  return out;
}

}  // namespace actionplan::survey::detail

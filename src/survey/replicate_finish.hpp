// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cases.hpp"

#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// Statistics under each replicate. Statistic s of domain d is result s * domains + d.
struct Replicated {
  std::vector<double> values;        ///< of the full sample
  Matrix replicates;                 ///< replicates x results
  std::vector<double> srs_variance;  ///< of simple random sampling, where asked for
};

/// Degrees of freedom per domain, by the options' rule.
[[nodiscard]] std::vector<double> df_of_domains(const ReplicateDesign& design, const Cases& cases,
                                                const EstimateOptions& options);

/// Estimates with flags, degrees of freedom and design effects.
/// @throws EstimationError  a result on its own without degrees of freedom.
[[nodiscard]] Estimates finish(const ReplicateDesign& design, const Cases& cases,
                               const EstimateOptions& options, Replicated found);

/// Means over given cases.
[[nodiscard]] Estimates mean_of_cases(const ReplicateDesign& design,
                                      std::span<const Column> variables, const Cases& cases,
                                      const EstimateOptions& options);

}  // namespace actionplan::survey::detail

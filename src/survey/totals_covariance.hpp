// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace actionplan::survey::detail {

/// Units x statistics; a unit's totals lie side by side.
using Totals = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What the covariance needs to know of a sample.
struct SampledStages {
  std::span<const Stage> stages;
  LonelyPsu lonely_psu = LonelyPsu::fail;
  std::span<const LonelyPsu> lonely_psu_of_groups;  // of stage 1; empty: the same for all
  bool adjusts_domain_lonely = false;
  std::function<std::string(std::size_t stage, std::size_t group)> group_name;  // for messages
};

[[nodiscard]] SampledStages sampled_stages(const Design& design);

/// Covariance from totals of weighted influence per unit of the design's last stage.
///
/// @param has_case  per unit of the last stage, not 0 where the domain has a case. A group without
///                  one is not looked at: it adds nothing and is no lonely one. Empty: all have.
/// @throws EstimationError  a group of one unit under LonelyPsu::fail.
[[nodiscard]] Eigen::MatrixXd covariance_of_totals(const SampledStages& sample,
                                                   const Totals& totals,
                                                   std::span<const std::uint8_t> has_case);

/// Weighted influence on statistics that are taken in each of several domains.
struct DomainInfluence {
  MatrixView influence;  // rows x statistics; a row counts for its own domain
  std::span<const std::int32_t> domain_of_row;  // below 0: none; empty: the design's domain
  std::size_t domains = 1;

  [[nodiscard]] std::int32_t domain(const Design& design, std::size_t row) const;
};

/// As the public `covariance`; statistic s of domain d is result s * domains + d.
[[nodiscard]] Matrix covariance_of_domains(const Design& design, const DomainInfluence& influence);

/// What single units add depends on which units a domain holds.
[[nodiscard]] bool needs_own_covariance_by_domain(const Design& design);

}  // namespace actionplan::survey::detail

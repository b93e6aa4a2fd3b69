// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// How the sample was drawn, whatever the weights.
struct Sampling {
  std::vector<Stage> stages;
  std::vector<std::int32_t> unit_of_row;
  std::vector<Ids> strata;
  std::vector<Ids> clusters;
  LonelyPsu lonely_psu = LonelyPsu::fail;
  std::vector<LonelyPsu> lonely_psu_of_groups;  // of stage 1; empty: the same for all
  bool adjust_domain_lonely = false;
  std::optional<double> df;
};

struct DesignData {
  std::shared_ptr<const Sampling> sampling;
  std::size_t size = 0;
  std::span<const double> weights;
  std::vector<double> own_weights;  // where they are not borrowed
  double population = 0;
  bool has_normalised_weights = false;
  bool has_unit_weights = false;
  std::vector<std::shared_ptr<const Adjustment>> adjustments;
};

[[nodiscard]] std::shared_ptr<const DesignData> make_design(const DesignOptions& options);

[[nodiscard]] std::shared_ptr<const DesignData> reweigh(
    const DesignData& data, std::vector<double> weights,
    std::shared_ptr<const Adjustment> adjustment);

/// Units of a stage with a case, minus its groups with one.
[[nodiscard]] double df_of(const Stage& stage, std::span<const std::uint8_t> has_case);

}  // namespace actionplan::survey::detail

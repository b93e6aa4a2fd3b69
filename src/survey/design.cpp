// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/design.hpp>

#include "design_data.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace actionplan::survey {

Design::Design(const DesignOptions& options) : data_{detail::make_design(options)} {}

std::size_t Design::size() const noexcept { return data_->size; }
std::span<const double> Design::weights() const noexcept { return data_->weights; }
double Design::population() const noexcept { return data_->population; }
bool Design::has_normalised_weights() const noexcept { return data_->has_normalised_weights; }
bool Design::has_unit_weights() const noexcept { return data_->has_unit_weights; }
std::span<const Stage> Design::stages() const noexcept { return data_->sampling->stages; }
std::span<const std::int32_t> Design::unit_of_row() const noexcept {
  return data_->sampling->unit_of_row;
}
const std::vector<Ids>& Design::strata() const noexcept { return data_->sampling->strata; }
const std::vector<Ids>& Design::clusters() const noexcept { return data_->sampling->clusters; }
LonelyPsu Design::lonely_psu() const noexcept { return data_->sampling->lonely_psu; }
std::span<const LonelyPsu> Design::lonely_psu_of_groups() const noexcept {
  return data_->sampling->lonely_psu_of_groups;
}
LonelyPsu Design::lonely_psu(std::size_t group) const noexcept {
  const auto& of_groups = data_->sampling->lonely_psu_of_groups;
  return of_groups.empty() ? lonely_psu() : of_groups[group];
}
bool Design::has_lonely_psu(LonelyPsu rule) const noexcept {
  const auto& of_groups = data_->sampling->lonely_psu_of_groups;
  return lonely_psu() == rule ||
         std::find(of_groups.begin(), of_groups.end(), rule) != of_groups.end();
}
bool Design::adjusts_domain_lonely() const noexcept {
  return data_->sampling->adjust_domain_lonely;
}
std::optional<double> Design::given_df() const noexcept { return data_->sampling->df; }

std::int32_t Design::psu_of_row(std::size_t row) const noexcept {
  const detail::Sampling& sampling = *data_->sampling;
  std::int32_t unit =
      sampling.unit_of_row.empty() ? static_cast<std::int32_t>(row) : sampling.unit_of_row[row];
  for (std::size_t stage = sampling.stages.size(); stage-- > 1;) {
    unit = sampling.stages[stage].parent_of_unit[static_cast<std::size_t>(unit)];
  }
  return unit;
}

double Design::df() const {
  if (data_->sampling->df) return *data_->sampling->df;
  const Stage& first = data_->sampling->stages.front();
  std::vector<std::uint8_t> has_case(first.unit_count());
  for (std::size_t row = 0; row < size(); ++row) {
    if (is_inside(row) && data_->weights[row] != 0) {
      has_case[static_cast<std::size_t>(psu_of_row(row))] = 1;
    }
  }
  return detail::df_of(first, has_case);
}

Design Design::subset(std::span<const std::uint8_t> mask) const {
  if (mask.size() != size()) {
    throw InvalidArgument("The mask has " + std::to_string(mask.size()) +
                          " elements and the design has " + std::to_string(size()) +
                          " rows; give one for each row.");
  }
  std::vector<std::uint8_t> domain(size());
  for (std::size_t row = 0; row < size(); ++row) domain[row] = mask[row] != 0 && is_inside(row);
  Design out{*this};
  out.domain_ = std::make_shared<const std::vector<std::uint8_t>>(std::move(domain));
  return out;
}

std::span<const std::uint8_t> Design::domain() const noexcept {
  if (!domain_) return {};
  return *domain_;
}

bool Design::is_inside(std::size_t row) const noexcept { return !domain_ || (*domain_)[row] != 0; }

Design Design::with_weights(std::vector<double> weights,
                            std::shared_ptr<const Adjustment> adjustment) const {
  if (weights.size() != size()) {
    throw InvalidArgument("There are " + std::to_string(weights.size()) + " weights for " +
                          std::to_string(size()) + " rows; give one for each row.");
  }
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (!std::isfinite(weights[row])) {
      throw InvalidArgument("The new weight of row " + std::to_string(row) +
                            " is not finite; give a number for each row.");
    }
  }
  Design out{*this};
  out.data_ = detail::reweigh(*data_, std::move(weights), std::move(adjustment));
  return out;
}

std::span<const std::shared_ptr<const Adjustment>> Design::adjustments() const noexcept {
  return data_->adjustments;
}

}  // namespace actionplan::survey

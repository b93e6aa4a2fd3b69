// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/covariance.hpp>

#include "row_units.hpp"
#include "totals_covariance.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace actionplan::survey {
namespace {

using detail::Totals;

// A column per statistic and domain, zero outside the domain.
Matrix spread(const Design& design, const detail::DomainInfluence& influence) {
  const MatrixView& view = influence.influence;
  Matrix out{view.rows, view.columns * influence.domains};
  for (std::size_t s = 0; s < view.columns; ++s) {
    for (std::size_t row = 0; row < view.rows; ++row) {
      const std::int32_t domain = influence.domain(design, row);
      if (domain < 0) continue;
      out(row, s * influence.domains + std::size_t(domain)) = view(row, s);
    }
  }
  return out;
}

Totals sum_by_unit(const Design& design, const detail::DomainInfluence& influence) {
  const std::span<const std::int32_t> unit_of_row = design.unit_of_row();
  const MatrixView& view = influence.influence;
  const std::size_t units = design.stages().back().unit_count();
  Totals out = Totals::Zero(Eigen::Index(units), Eigen::Index(view.columns * influence.domains));
  for (std::size_t s = 0; s < view.columns; ++s) {
    for (std::size_t row = 0; row < view.rows; ++row) {
      const std::int32_t domain = influence.domain(design, row);
      if (domain < 0) continue;
      const Eigen::Index unit = unit_of_row.empty() ? Eigen::Index(row) : unit_of_row[row];
      out(unit, Eigen::Index(s * influence.domains) + domain) += view(row, s);
    }
  }
  return out;
}

std::vector<std::uint8_t> units_with_case(const Design& design,
                                          const detail::DomainInfluence& influence) {
  const std::span<const std::int32_t> unit_of_row = design.unit_of_row();
  std::vector<std::uint8_t> out(design.stages().back().unit_count());
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (influence.domain(design, row) < 0) continue;
    out[unit_of_row.empty() ? row : std::size_t(unit_of_row[row])] = 1;
  }
  return out;
}

Matrix to_matrix(const Eigen::MatrixXd& sum) {
  Matrix out{std::size_t(sum.rows()), std::size_t(sum.cols())};
  std::copy_n(sum.data(), sum.size(), out.values.begin());
  return out;
}

}  // namespace

Matrix covariance(const Design& design, MatrixView influence) {
  return detail::covariance_of_domains(design, {influence, {}, 1});
}

namespace detail {

std::int32_t DomainInfluence::domain(const Design& design, std::size_t row) const {
  if (!domain_of_row.empty()) return domain_of_row[row];
  return design.is_inside(row) ? 0 : -1;
}

Matrix covariance_of_domains(const Design& design, const DomainInfluence& influence) {
  if (influence.influence.rows != design.size()) {
    throw InvalidArgument("The influence has " + std::to_string(influence.influence.rows) +
                          " rows and the design " + std::to_string(design.size()) +
                          "; give one for each row.");
  }
  if (design.adjustments().empty()) {
    if (has_plain_row_units(design)) return to_matrix(covariance_of_row_units(design, influence));
    return to_matrix(covariance_of_totals(sampled_stages(design), sum_by_unit(design, influence),
                                          units_with_case(design, influence)));
  }
  // An adjustment reaches rows outside the domain as well.
  Matrix reduced = spread(design, influence);
  for (const auto& adjustment : design.adjustments()) adjustment->reduce(reduced);
  for (const auto& adjustment : design.adjustments()) {
    if (std::optional<Matrix> own = adjustment->covariance(design, reduced.view())) return *own;
  }
  const std::vector<std::int32_t> everywhere(design.size());
  return to_matrix(covariance_of_totals(sampled_stages(design),
                                        sum_by_unit(design, {reduced.view(), everywhere, 1}), {}));
}

bool needs_own_covariance_by_domain(const Design& design) {
  if (!design.has_lonely_psu(LonelyPsu::adjust) && !design.has_lonely_psu(LonelyPsu::average)) {
    return false;
  }
  if (design.adjusts_domain_lonely()) return true;
  for (const Stage& stage : design.stages()) {
    for (std::size_t group = 0; group < stage.group_count(); ++group) {
      if (stage.group_size[group] == 1 && stage.fraction[group] < 1) return true;
    }
  }
  return false;
}

}  // namespace detail
}  // namespace actionplan::survey

// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/covariance.hpp>

#include "totals_covariance.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace actionplan::survey {
namespace {

using detail::Totals;

// Zero outside the domain, then as the design's adjustments leave it.
Matrix adjusted(const Design& design, MatrixView influence) {
  Matrix out{influence.rows, influence.columns};
  for (std::size_t column = 0; column < influence.columns; ++column) {
    for (std::size_t row = 0; row < influence.rows; ++row) {
      if (design.is_inside(row)) out(row, column) = influence(row, column);
    }
  }
  for (const auto& adjustment : design.adjustments()) adjustment->reduce(out);
  return out;
}

// `is_whole`: rows outside the domain count as well, for an adjustment has reached them.
Totals sum_by_unit(const Design& design, MatrixView influence, bool is_whole) {
  const std::span<const std::int32_t> unit_of_row = design.unit_of_row();
  const std::size_t units = design.stages().back().unit_count();
  Totals out = Totals::Zero(Eigen::Index(units), Eigen::Index(influence.columns));
  for (std::size_t column = 0; column < influence.columns; ++column) {
    for (std::size_t row = 0; row < influence.rows; ++row) {
      if (!is_whole && !design.is_inside(row)) continue;
      const Eigen::Index unit = unit_of_row.empty() ? Eigen::Index(row) : unit_of_row[row];
      out(unit, Eigen::Index(column)) += influence(row, column);
    }
  }
  return out;
}

std::vector<std::uint8_t> psus_with_case(const Design& design) {
  std::vector<std::uint8_t> out(design.stages().front().unit_count());
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (design.is_inside(row)) out[std::size_t(design.psu_of_row(row))] = 1;
  }
  return out;
}

}  // namespace

Matrix covariance(const Design& design, MatrixView influence) {
  if (influence.rows != design.size()) {
    throw InvalidArgument("The influence has " + std::to_string(influence.rows) +
                          " rows and the design " + std::to_string(design.size()) +
                          "; give one for each row.");
  }
  Matrix reduced;
  const bool is_adjusted = !design.adjustments().empty();
  if (is_adjusted) {
    reduced = adjusted(design, influence);
    influence = reduced.view();
    for (const auto& adjustment : design.adjustments()) {
      if (std::optional<Matrix> own = adjustment->covariance(design, influence)) return *own;
    }
  }
  std::vector<std::uint8_t> has_case;
  if (design.adjusts_domain_lonely()) has_case = psus_with_case(design);
  const Eigen::MatrixXd sum =
      detail::covariance_of_totals(design, sum_by_unit(design, influence, is_adjusted), has_case);
  Matrix out{influence.columns, influence.columns};
  std::copy_n(sum.data(), sum.size(), out.values.begin());
  return out;
}

}  // namespace actionplan::survey

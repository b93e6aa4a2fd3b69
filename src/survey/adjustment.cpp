// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/adjustment.hpp>

#include <actionplan/survey/design.hpp>

namespace actionplan::survey {

Adjustment::~Adjustment() = default;

void Adjustment::reduce(Matrix& /*influence*/) const {}

std::optional<Matrix> Adjustment::covariance(const Design& /*design*/,
                                             MatrixView /*influence*/) const {
  return std::nullopt;
}

}  // namespace actionplan::survey

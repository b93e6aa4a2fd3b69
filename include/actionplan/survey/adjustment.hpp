// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/matrix.hpp>

#include <optional>

namespace actionplan::survey {

class Design;

/// What calibration of weights, or a scheme of unequal probabilities, changes in the variance of a
/// linearised statistic. Immutable; safe from any thread.
class ACTIONPLAN_EXPORT Adjustment {
 public:
  Adjustment() = default;
  Adjustment(const Adjustment&) = delete;
  Adjustment& operator=(const Adjustment&) = delete;
  virtual ~Adjustment();

  /// Replaces weighted influence (n x p, as for `covariance`) by what is left of it, in place: the
  /// residuals from the calibration variables.
  virtual void reduce(Matrix& influence) const;

  /// The covariance itself, where it is not that of the design's stages; nothing otherwise.
  [[nodiscard]] virtual std::optional<Matrix> covariance(const Design& design,
                                                         MatrixView influence) const;
};

}  // namespace actionplan::survey

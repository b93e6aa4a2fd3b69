// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/explain.hpp>

#include <cstddef>
#include <span>

namespace actionplan::detail {

/// The rows of an assessment, for writers: those of explanations that were made before, else each
/// derived when it is asked for. Borrows both.
class RowSource {
 public:
  explicit RowSource(const Assessment& assessment, std::span<const Explanation> explained = {})
      : assessment_{&assessment}, explained_{explained} {}

  [[nodiscard]] const Assessment& assessment() const noexcept { return *assessment_; }

  /// Valid until the next call.
  [[nodiscard]] const MeasureAssessment& row(std::size_t index) {
    if (!explained_.empty()) return explained_[index].verdict;
    row_ = assessment_->at(index);
    return row_;
  }
  /// Valid until the next call.
  [[nodiscard]] const Explanation& explanation(std::size_t index) {
    if (!explained_.empty()) return explained_[index];
    explanation_ = explain(*assessment_, index);
    return explanation_;
  }

 private:
  const Assessment* assessment_;
  std::span<const Explanation> explained_;  // empty: none were made
  MeasureAssessment row_;
  Explanation explanation_;
};

}  // namespace actionplan::detail

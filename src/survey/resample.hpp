// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// Units of a stage, group by group, each group's in their order.
class Groups {
 public:
  explicit Groups(const Stage& stage);
  [[nodiscard]] std::span<const std::size_t> units(std::size_t group) const {
    return std::span{units_}.subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::size_t> units_;
};

/// Fills factors (units of the last stage x replicates) by a bootstrap; returns the scale.
double resample(const Design& design, Bootstrap kind, std::uint64_t seed, Matrix& factors);

/// The same weights and domain, as if rows had been drawn on their own: borrows the design's
/// weights where that borrows them, else owns them.
[[nodiscard]] Design as_single_rows(const Design& design);

}  // namespace actionplan::survey::detail

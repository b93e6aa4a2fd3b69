// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cell_values.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// Joins the values of the parts of one dimension, complete for the same periods in each, period by
/// period.
class PartValues {
 public:
  /// @param cells  borrowed.
  PartValues(const Grounds& grounds, const CellValues& cells);

  /// @param rows    of an indicator, all of them of some part.
  /// @param joined  borrows from this object, until the next call.
  /// @return false where there are not all parts, or their values are not plain.
  [[nodiscard]] bool gather(const CellRows& rows, const IndicatorTerms& terms, ValueNeeds needs,
                            PeriodValues& joined);

 private:
  struct DimensionSet {                // what a profile's dimensions make of the block's
    std::vector<std::uint32_t> group;  // by dimension: of the declared name; 0: undeclared
    std::vector<std::size_t> cells;    // by group: how many make up the whole
  };

  [[nodiscard]] const DimensionSet& dimension_set(std::uint32_t at);
  [[nodiscard]] bool gather_equal(const CellRows& rows, const DimensionSet& set, std::size_t cells,
                                  const IndicatorTerms& terms, PeriodValues& joined);
  [[nodiscard]] bool join(Aggregation aggregation, bool needs_denominators, PeriodValues& joined);

  const Grounds& grounds_;
  const CellValues& cells_;
  std::vector<std::optional<DimensionSet>> sets_;
  std::vector<PeriodValues> parts_;
  std::unique_ptr<GatheredValues> joined_;
  std::vector<std::unique_ptr<GatheredValues>> rooms_;  // by part
};

}  // namespace actionplan::detail

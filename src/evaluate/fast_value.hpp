// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cell_values.hpp"
#include "judge_alike.hpp"
#include "part_values.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace actionplan::detail {

/// The verdicts of `derive` for the plain case, straight from the columns: values of the base
/// block without sampling errors for periods that do not overlap, of which nobody said whether
/// they hold; totals, of which several may disagree about one period, or the complete parts of one
/// dimension. `derive` is its oracle in tests (tests/unit/evaluate/fast_value_test.cpp).
class FastValue {
 public:
  /// @param grounds  borrowed.
  explicit FastValue(const Grounds& grounds);
  FastValue(const FastValue&) = delete;  // its parts borrow from each other
  FastValue& operator=(const FastValue&) = delete;

  /// Begins to bring the rows of an indicator near that will be asked for soon.
  void fetch(std::size_t indicator_row, std::uint32_t in_base) const noexcept;

  /// @param in_base  position among the base block's indicators, of which no later layer and no
  ///                 entry beside the columns speaks.
  /// @param found    the verdict, where it could be given.
  /// @return false where the case is not plain.
  [[nodiscard]] bool derive(std::size_t indicator_row, std::uint32_t in_base,
                            IndicatorVerdict& found);

 private:
  [[nodiscard]] bool has_unit(const IndicatorTerms& terms, const CellRows& rows) const;
  [[nodiscard]] bool measure(const CoreTerms& core, const IndicatorTerms& terms,
                             const PeriodValues& values, Measured& measured) const;
  void set_coverage(const CoreTerms& core, const IndicatorTerms& terms, const PeriodValues& values,
                    Measured& measured) const;
  void set_coverage_by_cadence(const IndicatorTerms& terms, const PeriodValues& values,
                               Measured& measured) const;
  [[nodiscard]] bool judge_here(const CoreTerms& core, const IndicatorTerms& terms,
                                const PeriodValues& values, IndicatorVerdict& found);
  [[nodiscard]] bool is_past_due(const CoreTerms& core, const IndicatorTerms& terms,
                                 std::int32_t last_day) const noexcept;
  [[nodiscard]] bool set_reached(const CoreTerms& core, const IndicatorTerms& terms,
                                 const PeriodValues& values, IndicatorVerdict& found) const;
  [[nodiscard]] bool derive_picked(const CellRows& rows, const CoreTerms& core,
                                   const IndicatorTerms& terms, IndicatorVerdict& found);
  [[nodiscard]] bool derive_shared(const CoreTerms& core, const IndicatorTerms& terms,
                                   const PeriodValues& values, IndicatorVerdict& found);

  const Grounds& grounds_;
  const IndicatorTerms* terms_;
  const CoreTerms* core_;
  CellValues cells_;
  PartValues parts_;
  std::unique_ptr<GatheredValues> room_;
  std::unique_ptr<JudgeAlike> alike_;
};

ACTIONPLAN_ALWAYS_INLINE void FastValue::fetch(std::size_t indicator_row,
                                               std::uint32_t in_base) const noexcept {
  const CoreTerms& core = core_[indicator_row];
  if (!core.is_simple) {
    bring_near(terms_ + indicator_row);
    bring_near(&terms_[indicator_row].dimension_set);
  }
  cells_.fetch(in_base, core.aggregation == Aggregation::last,
               core.aggregation == Aggregation::pooled_ratio);
}

}  // namespace actionplan::detail

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "derive.hpp"
#include "expected_periods.hpp"
#include "judge_alike.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace actionplan::detail {

/// Rows of the base block that belong together: those of an indicator, or of one of its parts.
struct CellRows {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t days = 0;  ///< the row where the days of `begin` are read, and so on

  [[nodiscard]] std::uint32_t size() const noexcept { return end - begin; }
};

/// The values of one cell that count, in the order of their periods, none of which overlap.
/// Borrows them from the columns of a block, or from a `GatheredValues`.
struct PeriodValues {
  const double* value = nullptr;
  const double* denominator = nullptr;  ///< null: none has one
  const std::int32_t* first = nullptr;  ///< of the period, a day
  const std::int32_t* last = nullptr;
  std::size_t size = 0;
  bool is_gapless = false;  ///< known to begin each on the day after the one before ended
  bool has_early = false;   ///< values from before the plan's adoption were left out
};

/// Values of a cell picked out of its rows one by one.
struct GatheredValues {
  static constexpr std::size_t most = 64;
  static constexpr std::size_t most_shared = 8;
  static constexpr std::size_t none = SIZE_MAX;

  std::array<double, most> value;
  std::array<double, most> denominator;
  std::array<std::int32_t, most> first;
  std::array<std::int32_t, most> last;
  std::array<std::uint32_t, most> row;
  std::size_t size = 0;
  std::size_t shared_at = none;                   ///< the period for which there are several rows
  std::array<std::uint32_t, most_shared> shared;  ///< those rows
  std::size_t shared_size = 0;
};

/// The verdicts of `derive` for the plain case, straight from the columns: values of the base
/// block without sampling errors for periods that do not overlap, of which nobody said whether
/// they hold; totals, of which several may disagree about one period, or the complete parts of one
/// dimension. `derive` is its oracle in tests (tests/unit/evaluate/fast_value_test.cpp).
class FastValue {
 public:
  /// @param grounds  borrowed.
  explicit FastValue(const Grounds& grounds);

  /// Begins to bring the rows of an indicator near that will be asked for soon.
  void fetch(std::size_t indicator_row, std::uint32_t in_base) const noexcept;

  /// @param in_base  position among the base block's indicators, of which no later layer and no
  ///                 entry beside the columns speaks.
  /// @param found    the verdict, where it could be given.
  /// @return false where the case is not plain.
  [[nodiscard]] bool derive(std::size_t indicator_row, std::uint32_t in_base,
                            IndicatorVerdict& found);

 private:
  struct Columns {  // of the block, at hand
    const std::uint32_t* dimension;
    const std::int32_t* true_from;
    const std::int32_t* period_first;
    const std::int32_t* period_last;
    const std::int32_t* recorded_on;
    const std::int32_t* replaced_on;
    const double* value;
    const double* denominator;  // null: no row has one
  };
  struct DimensionSet {                // what a profile's dimensions make of the block's
    std::vector<std::uint32_t> group;  // by dimension: of the declared name; 0: undeclared
    std::vector<std::size_t> cells;    // by group: how many make up the whole
  };

  [[nodiscard]] bool has_unit(const IndicatorTerms& terms, std::uint32_t in_base) const;
  [[nodiscard]] bool gather(const CellRows& rows, std::uint8_t shape, GatheredValues& room,
                            PeriodValues& values) const;
  void find_leading(const CellRows& rows, std::uint8_t shape, PeriodValues& values) const;
  [[nodiscard]] bool counts(std::uint32_t row) const;
  [[nodiscard]] bool pick_out(const CellRows& rows, GatheredValues& room,
                              PeriodValues& values) const;
  [[nodiscard]] bool pick_ascending(const CellRows& rows, GatheredValues& room,
                                    PeriodValues& values) const;
  [[nodiscard]] bool pick_last(const CellRows& rows, PeriodValues& values) const;
  [[nodiscard]] bool is_live(std::uint32_t row, const Clocks& clocks) const;
  [[nodiscard]] std::size_t find_live(const CellRows& rows, GatheredValues& room) const;
  void add(std::uint32_t row, const ValueDays& days, GatheredValues& room) const;
  [[nodiscard]] bool share(std::uint32_t row, const ValueDays& days, GatheredValues& room) const;
  [[nodiscard]] bool is_unanimous(const GatheredValues& room) const;
  [[nodiscard]] bool gather_equal_parts(const CellRows& rows, std::uint8_t shape,
                                        const IndicatorTerms& terms, std::size_t cells,
                                        PeriodValues& joined);
  [[nodiscard]] bool gather_parts(const CellRows& rows, std::uint8_t shape,
                                  const IndicatorTerms& terms, PeriodValues& joined);
  [[nodiscard]] bool join_parts(const std::vector<PeriodValues>& parts, Aggregation aggregation,
                                PeriodValues& joined);
  [[nodiscard]] const DimensionSet& dimension_set(std::uint32_t at);
  [[nodiscard]] bool is_trusted_more(std::uint32_t a, std::uint32_t b) const;
  void set_shared(std::uint32_t row, GatheredValues& room) const;
  [[nodiscard]] double denominator(std::uint32_t row) const;
  [[nodiscard]] bool measure(const CoreTerms& core, const IndicatorTerms& terms,
                             const PeriodValues& values, Measured& measured) const;
  void set_coverage(const CoreTerms& core, const IndicatorTerms& terms, const PeriodValues& values,
                    Measured& measured) const;
  [[nodiscard]] bool derive_picked(const CellRows& rows, std::uint8_t shape, const CoreTerms& core,
                                   const IndicatorTerms& terms, IndicatorVerdict& found);
  [[nodiscard]] bool derive_shared(const CoreTerms& core, const IndicatorTerms& terms,
                                   const PeriodValues& values, IndicatorVerdict& found);
  void set_coverage_by_cadence(const IndicatorTerms& terms, const PeriodValues& values,
                               Measured& measured) const;
  [[nodiscard]] bool judge_here(const CoreTerms& core, const IndicatorTerms& terms,
                                const PeriodValues& values, IndicatorVerdict& found);
  const Grounds& grounds_;
  const IndicatorTerms* terms_;
  const CoreTerms* core_;
  const EvidenceBlock& block_;
  Columns columns_;
  bool needs_denominators_ = false;                     // of the indicator at hand
  bool needs_days_ = false;                             // other than those of the last value
  bool asks_more_;                                      // than days: who reports, or what is public
  std::vector<std::unique_ptr<GatheredValues>> rooms_;  // the first for the whole, then by part
  std::vector<PeriodValues> parts_;
  std::vector<std::optional<DimensionSet>> sets_;
  std::unique_ptr<JudgeAlike> alike_;
};

}  // namespace actionplan::detail

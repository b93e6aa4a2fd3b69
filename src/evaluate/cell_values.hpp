// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "derive.hpp"
#include "expected_periods.hpp"

#include "core/internal/near.hpp"
#include "evidence/internal/evidence_block.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace actionplan::detail {

/// Rows of the base block that belong together: those of an indicator, or of one of its parts.
struct CellRows {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t days = 0;  ///< the row where the days of `begin` are read, and so on
  std::uint8_t shape = 0;  ///< of the indicator, a set of EvidenceBlock::Shape

  [[nodiscard]] std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] bool has(unsigned flags) const noexcept { return (shape & flags) == flags; }
};

/// The values of one cell that count, in the order of their periods, none of which overlap.
/// Borrows them from the columns of a block, or from a `GatheredValues`.
struct PeriodValues {
  const double* value = nullptr;
  const double* denominator = nullptr;  ///< null: none has one, or none was asked for
  const std::int32_t* first = nullptr;  ///< of the period, a day
  const std::int32_t* last = nullptr;
  std::size_t size = 0;
  bool is_gapless = false;  ///< known to begin each on the day after the one before ended
  bool has_early = false;   ///< values from before the plan's adoption were left out
};

/// What a verdict needs of values beside themselves and the days of the last one.
struct ValueNeeds {
  bool denominators = false;
  bool days = false;  ///< of all
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

/// `bring_near` for both ends of so many values.
template <class Value>
ACTIONPLAN_ALWAYS_INLINE void bring_ends_near(const Value* first, std::uint32_t size) noexcept {
  bring_near(first);
  bring_near(first + size - 1);
}

/// Finds the values of a cell that count on the days that are asked about, straight from the
/// columns of the base block: of values for periods, of which nobody said whether they hold.
class CellValues {
 public:
  /// The columns, at hand.
  struct Columns {
    const std::uint32_t* dimension;
    const std::int32_t* true_from;
    const std::int32_t* period_first;
    const std::int32_t* period_last;
    const std::int32_t* recorded_on;
    const std::int32_t* replaced_on;
    const double* value;
    const double* denominator;  ///< null: no row has one
  };
  static constexpr unsigned in_rows_order =
      EvidenceBlock::Shape::is_ascending | EvidenceBlock::Shape::is_in_order;

  /// @param grounds  borrowed.
  explicit CellValues(const Grounds& grounds);

  [[nodiscard]] const EvidenceBlock& block() const noexcept { return block_; }
  [[nodiscard]] const Columns& columns() const noexcept { return columns_; }
  /// More than days: who reports, or what is public.
  [[nodiscard]] bool asks_more() const noexcept { return asks_more_; }
  /// The rows of an indicator, by its position in the block.
  [[nodiscard]] CellRows rows(std::uint32_t in_base) const noexcept;
  /// Is this row recorded and true by the days asked about?
  [[nodiscard]] bool is_seen(const CellRows& rows, std::uint32_t at) const noexcept {
    return columns_.true_from[rows.days + at] <= grounds_.clocks.as_of &&
           columns_.recorded_on[rows.begin + at] <= grounds_.clocks.known_at;
  }

  /// Begins to bring the rows of an indicator near that will be asked for soon.
  ///
  /// @param is_last  only the last value will be asked for, where rows are in order.
  void fetch(std::uint32_t in_base, bool is_last, bool needs_denominators) const noexcept;

  /// Where days and records both follow the rows (`in_rows_order`, and not `asks_more`), those that
  /// count come first: no value is moved.
  void find_leading(const CellRows& rows, PeriodValues& values) const noexcept;
  /// Any rows, but no more than there is room for.
  ///
  /// @param room  gets what has to be moved; where `shared_at` is set, several rows for one period
  ///              that disagree.
  /// @return false where nothing counts, or the values are not plain.
  [[nodiscard]] bool gather(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                            PeriodValues& values) const;
  /// The last one alone. @return false where nothing counts, or only what is early.
  [[nodiscard]] bool pick_last(const CellRows& rows, PeriodValues& values) const;

  /// Of rows that disagree, the one trusted most, as the policy picks where nothing is verified.
  [[nodiscard]] std::uint32_t most_trusted(const GatheredValues& room) const;
  /// Sets the value of the period with several rows to that of one of them.
  void set_shared(std::uint32_t row, GatheredValues& room) const;

 private:
  [[nodiscard]] bool pick_out(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                              PeriodValues& values) const;
  [[nodiscard]] bool pick_ascending(const CellRows& rows, ValueNeeds needs, GatheredValues& room,
                                    PeriodValues& values) const;
  [[nodiscard]] std::uint32_t count_true(const CellRows& rows) const;
  [[nodiscard]] std::size_t find_live(const CellRows& rows, GatheredValues& room) const;
  [[nodiscard]] bool counts(std::uint32_t row) const;
  void add(std::uint32_t row, const ValueDays& days, GatheredValues& room) const;
  [[nodiscard]] bool share(std::uint32_t row, const ValueDays& days, GatheredValues& room) const;
  [[nodiscard]] bool is_unanimous(const GatheredValues& room) const;
  [[nodiscard]] bool is_trusted_more(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] double denominator(std::uint32_t row) const;

  const Grounds& grounds_;
  const EvidenceBlock& block_;
  Columns columns_;
  bool asks_more_;
  std::int32_t replaced_after_;  // what is replaced by this day does not count
};

ACTIONPLAN_ALWAYS_INLINE CellRows CellValues::rows(std::uint32_t in_base) const noexcept {
  return {block_.offsets[in_base], block_.offsets[in_base + 1], block_.days_from[in_base],
          block_.shapes[in_base]};
}

ACTIONPLAN_ALWAYS_INLINE void CellValues::find_leading(const CellRows& rows,
                                                       PeriodValues& values) const noexcept {
  const Clocks& clocks = grounds_.clocks;
  const std::int32_t* const true_from = columns_.true_from + rows.days;
  const std::int32_t* const period_last = columns_.period_last + rows.days;
  const std::int32_t* const recorded_on = columns_.recorded_on + rows.begin;
  std::size_t end = rows.size();
  while (end != 0 && true_from[end - 1] > clocks.as_of) --end;
  while (end != 0 && recorded_on[end - 1] > clocks.known_at) --end;
  std::size_t begin = 0;
  while (begin < end && period_last[begin] < clocks.adopted_on) ++begin;
  values.value = columns_.value + rows.begin + begin;
  const double* const denominator = columns_.denominator;
  values.denominator = denominator == nullptr ? nullptr : denominator + rows.begin + begin;
  values.first = columns_.period_first + rows.days + begin;
  values.last = period_last + begin;
  values.size = end - begin;
  values.is_gapless = rows.has(EvidenceBlock::Shape::is_gapless);
  values.has_early = begin != 0;
}

ACTIONPLAN_ALWAYS_INLINE void CellValues::fetch(std::uint32_t in_base, bool is_last,
                                                bool needs_denominators) const noexcept {
  // Without a branch by what will be read, as far as may be: it would be guessed wrongly too often.
  const CellRows rows = this->rows(in_base);
  const std::uint32_t size = rows.size();
  const bool is_one = is_last && rows.has(EvidenceBlock::Shape::is_in_order);
  const std::uint32_t value_from = is_one ? size - 1 : 0;
  bring_near(columns_.value + rows.begin + value_from);
  bring_near(columns_.value + rows.begin + (value_from + size) / 2);
  bring_near(columns_.value + rows.end - 1);
  bring_ends_near(columns_.recorded_on + rows.begin, size);
  bring_ends_near(columns_.replaced_on + rows.begin, size);
  bring_ends_near(columns_.true_from + rows.days, size);
  bring_ends_near(columns_.period_first + rows.days, size);
  bring_ends_near(columns_.period_last + rows.days, size);
  if (needs_denominators && columns_.denominator != nullptr) {
    bring_ends_near(columns_.denominator + rows.begin, size);
    bring_near(columns_.denominator + rows.begin + size / 2);
  }
  if (!rows.has(EvidenceBlock::Shape::is_ascending)) {
    bring_ends_near(block_.context.data() + rows.begin, size);
  }
}

}  // namespace actionplan::detail

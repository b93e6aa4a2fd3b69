// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "derive.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace actionplan::detail {

/// The values of one series in the order of their periods, none of which overlap.
struct PeriodValues {
  static constexpr std::size_t most = 64;
  static constexpr std::size_t most_shared = 8;
  static constexpr std::size_t none = SIZE_MAX;

  std::array<double, most> value;
  std::array<double, most> denominator;  ///< NaN: none
  std::array<std::int32_t, most> first;
  std::array<std::int32_t, most> last;
  std::size_t size = 0;
  bool has_early = false;        ///< rows from before the plan's adoption were left out
  std::uint32_t last_row = 0;    ///< the row of the last value
  std::size_t shared_at = none;  ///< the period for which there are several rows
  std::array<std::uint32_t, most_shared> shared;  ///< those rows
  std::size_t shared_size = 0;
};

/// The verdicts of `derive` for the plain case, straight from the columns: values without sampling
/// errors for periods that do not overlap, in a ledger of values alone; totals, of which several
/// may disagree about one period, or the complete parts of one dimension. `derive` is its oracle
/// in tests (tests/unit/evaluate/fast_value_test.cpp).
class FastValue {
 public:
  /// @param grounds  borrowed.
  explicit FastValue(const Grounds& grounds);

  /// @param in_base  position among the base block's indicators; UINT32_MAX: none.
  /// @return nothing where the case is not plain.
  [[nodiscard]] std::optional<IndicatorVerdict> derive(std::size_t indicator_row,
                                                       std::uint32_t in_base) const;

 private:
  [[nodiscard]] bool gather(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                            PeriodValues& values) const;
  [[nodiscard]] bool gather_parts(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                                  const IndicatorTerms& terms, PeriodValues& joined) const;
  [[nodiscard]] bool has_unit(std::uint32_t row, const std::string& unit) const;
  [[nodiscard]] bool share(std::uint32_t row, PeriodValues& values) const;
  [[nodiscard]] bool is_unanimous(const PeriodValues& values) const;
  [[nodiscard]] bool is_trusted_more(std::uint32_t a, std::uint32_t b) const;
  void set_shared(std::uint32_t row, PeriodValues& values) const;
  [[nodiscard]] double denominator(std::uint32_t row) const;
  [[nodiscard]] std::optional<Measured> measure(const IndicatorTerms& terms,
                                                const PeriodValues& values) const;
  [[nodiscard]] std::optional<IndicatorVerdict> derive_shared(const IndicatorTerms& terms,
                                                              PeriodValues& values) const;
  [[nodiscard]] std::optional<IndicatorVerdict> judge(const IndicatorTerms& terms,
                                                      const PeriodValues& values) const;

  const Grounds& grounds_;
  const EvidenceBlock& block_;
  bool is_plain_;  ///< nothing in the question or the ledger asks for more
};

}  // namespace actionplan::detail
